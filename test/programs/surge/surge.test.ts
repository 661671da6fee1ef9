import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithSurge, logInWithSurge, runSurge, type SurgeCall } from './surge-cli.ts'
import { ACCOUNT, type SurgeServer, startSurgeServer, TOKEN } from './surge-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-surge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let server: SurgeServer
beforeAll(async () => {
  server = await startSurgeServer()
})
afterAll(() => server.close())

function createCall(netrc: SurgeCall['netrc'], text: string): SurgeCall {
  const home = mkdtempSync(join(folder, 'home-'))
  writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
  return { home, host: server.host, netrc }
}

/** The file, with a name for the address of the API. */
const read = ({ home, host }: SurgeCall): string =>
  readFileSync(join(home, '.netrc'), 'utf8').replaceAll(host, 'surge.example')

/** A netrc file, and what each code makes of it by a login, and of that by a logout. */
interface SurgeFile {
  readonly title: string
  readonly given: string
  readonly own: { readonly login: string; readonly logout: string }
  /** Its logout gives `given` back. */
  readonly ours: string
}

const FILES: readonly SurgeFile[] = [
  {
    title: 'comments',
    given: `# Accounts of this computer
machine ftp.example   # until autumn
   login    anna
   password s3cret

# at work
machine b.example login bob password s3cret
`,
    own: {
      login: `machine surge.example
    login anna@mail.example
    password t0ken-s3cret
machine b.example
    login bob
    password s3cret
machine ftp.example
    login anna
    password s3cret
`,
      logout: `machine b.example
    login bob
    password s3cret
machine ftp.example
    login anna
    password s3cret
`,
    },
    ours: `# Accounts of this computer
machine ftp.example   # until autumn
   login    anna
   password s3cret

# at work
machine b.example login bob password s3cret

machine surge.example login anna@mail.example password t0ken-s3cret
`,
  },
  {
    title: 'a comment above `default`',
    given: `machine a.example
  login anna
  password s3cret

# for everything else
default login guest password gu3st
`,
    own: {
      login: `machine surge.example
    login anna@mail.example
    password t0ken-s3cret
machine a.example
    default login
    guest password
    login anna
    password s3cret
`,
      logout: `machine a.example
    default login
    guest password
    login anna
    password s3cret
`,
    },
    ours: `machine a.example
  login anna
  password s3cret

machine surge.example
  login anna@mail.example
  password t0ken-s3cret

# for everything else
default login guest password gu3st
`,
  },
  {
    title: 'passwords in quotes and with `#`',
    given: `machine a.example login anna password s3cret#1
machine b.example login bob password "two words"
`,
    own: {
      login: `machine surge.example
    login anna@mail.example
    password t0ken-s3cret
machine a.example
    login anna
    password s3cret
machine b.example
    login bob
    password "two
`,
      logout: `machine a.example
    login anna
    password s3cret
machine b.example
    login bob
    password "two
`,
    },
    ours: `machine a.example login anna password s3cret#1
machine b.example login bob password "two words"
machine surge.example login anna@mail.example password t0ken-s3cret
`,
  },
]

describeWithSurge('surge with its own netrc code rewrites a file', () => {
  test.each(FILES)('that has $title', async ({ given, own }) => {
    const call = createCall('its own', given)
    expect((await logInWithSurge(call)).status).toBe(0)
    expect(read(call)).toBe(own.login)
    expect((await runSurge('logout', call)).status).toBe(0)
    expect(read(call)).toBe(own.logout)
  })
})

describeWithSurge('surge on this library logs in and out', () => {
  test.each(FILES)('in a file that has $title', async ({ given, ours }) => {
    const call = createCall('this library', given)
    expect((await logInWithSurge(call)).status).toBe(0)
    expect(read(call)).toBe(ours)
    const commands = ['token', 'whoami'].map((command) => runSurge(command, call))
    const outputs = (await Promise.all(commands)).map(({ stdout }) => stdout.trim())
    expect(outputs).toEqual([TOKEN, ACCOUNT.email])
    expect((await runSurge('logout', call)).status).toBe(0)
    expect(read(call)).toBe(given)
    expect((await runSurge('whoami', call)).stdout.trim()).toBe('Not Authenticated')
    expect(readdirSync(call.home)).toEqual(['.netrc'])
  })
})
