import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readCredentials } from '../../../src/index.ts'
import { describeWith } from '../../support/programs.ts'
import { READERS } from '../../support/readers.ts'
import { describeWithCli, logInWithCli, type Place, runCli } from './heroku-cli.ts'
import { buildExample, type Example, type ExampleCall } from './heroku-example.ts'
import { ACCOUNT, type HerokuServer, startHerokuServer } from './heroku-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let server: HerokuServer
let example: Example
let place: Place
let call: ExampleCall
beforeAll(async () => {
  server = await startHerokuServer(folder)
  example = buildExample(join(folder, 'built'))
})
afterAll(() => server.close())
beforeEach(() => {
  const home = mkdtempSync(join(folder, 'home-'))
  place = { home, server }
  call = { home, api: server.port }
})

const file = (): string => join(place.home, '.netrc')
const write = (text: string): void => writeFileSync(file(), text, { mode: 0o600 })
const read = (): string => readFileSync(file(), 'utf8')

const HOSTS = ['api.heroku.com', 'git.heroku.com']

/** Returns the token that the file has for both machines. */
async function readToken(): Promise<string> {
  const found = await Promise.all(HOSTS.map((host) => readCredentials(host, { path: file() })))
  const [{ password = '' } = {}] = found
  expect(found).toEqual(HOSTS.map(() => ({ login: ACCOUNT.email, password, account: undefined })))
  expect(server.isValid(password)).toBe(true)
  return password
}

/** Files that have neither machine and end in a line break. */
const FILES: readonly (readonly [title: string, text: string])[] = [
  ['nothing', ''],
  [
    'comments',
    '# mine\nmachine a.example # anna\n  login anna # and this\n  password s3cret\n# end\n',
  ],
  ['one-line entries', 'machine a.example login anna password s3cret\nmachine b.example login b\n'],
  ['macros', 'machine a.example\n\tlogin anna\n\tmacdef init\n\t\tput machine x\n\n\tpassword x\n'],
  ['an open macro', 'macdef init\nput machine x\n\n'],
  ['`default` and its comment', 'machine a.example login b\n\n# the rest\ndefault login guest\n'],
]
/** Files that have both machines, in an unusual layout. */
const LOGGED_IN: readonly (readonly [title: string, text: string])[] = [
  [
    'one line',
    'machine api.heroku.com login a password b # c\nmachine git.heroku.com password b\n',
  ],
  [
    'one space',
    'machine api.heroku.com\n login a\n password b\nmachine git.heroku.com\n login a\n',
  ],
]

describeWithCli('the CLI', () => {
  test.each(FILES)('reads the token that the example has put next to %s', async (_title, given) => {
    write(given)
    expect((await example.logIn(call)).status).toBe(0)
    const token = await readToken()
    expect(await runCli('auth:token', place)).toMatchObject({ status: 0, stdout: `${token}\n` })
    expect((await example.run('logout', call)).status).toBe(0)
    expect(read()).toBe(given)
  })

  test.each(LOGGED_IN)(
    'reads the token that the example has changed in %s',
    async (_title, given) => {
      write(given)
      expect((await example.logIn(call)).status).toBe(0)
      const token = await readToken()
      expect(await runCli('auth:token', place)).toMatchObject({ status: 0, stdout: `${token}\n` })
    },
  )

  test('finds the account of the example’s token, and can revoke it', async () => {
    await example.logIn(call)
    const token = await readToken()
    expect(await runCli('auth:whoami', place)).toMatchObject({
      status: 0,
      stdout: `${ACCOUNT.email}\n`,
    })
    expect((await runCli('auth:logout', place)).status).toBe(0)
    expect(server.isValid(token)).toBe(false)
    expect(read()).toBe('')
  })

  test.each([
    ...FILES.slice(0, 3),
    ['CRLF line ends', 'machine a.example\r\n  login anna\r\n  password s3cret\r\n'] as const,
  ])('writes, next to %s, machines that the library reads', async (_title, given) => {
    write(given)
    expect((await logInWithCli(place)).status).toBe(0)
    const token = await readToken()
    expect((await example.run('auth:token', call)).stdout).toBe(`${token}\n`)
  })

  test('prefers HEROKU_API_KEY to the file, like the example', async () => {
    write('machine api.heroku.com\n  login me\n  password s3cret\n')
    const environment = { HEROKU_API_KEY: 's3cret-key' }
    const outputs = await Promise.all([
      runCli('auth:token', { ...place, environment }),
      example.run('auth:token', { ...call, environment }),
    ])
    expect(outputs.map(({ stdout }) => stdout)).toEqual(['s3cret-key\n', 's3cret-key\n'])
    const refusals = await Promise.all([
      runCli('auth:login', { ...place, environment }),
      example.run('login', { ...call, environment }),
    ])
    expect(refusals.map(({ status }) => status)).toEqual([2, 2])
  })

  test('is not logged in without a file, like the example', async () => {
    const endings = await Promise.all([
      runCli('auth:token', place),
      example.run('auth:token', call),
    ])
    expect(endings.map(({ status }) => status)).toEqual([2, 2])
  })
})

/** A file in which the example writes CRLF. */
const CRLF = 'machine a.example\r\n  login anna\r\n  password s3cret\r\n'

describeWithCli('in a file with CRLF line ends', () => {
  test('the CLI does not see the machines of the example', async () => {
    write(CRLF)
    await example.logIn(call)
    await readToken()
    expect(read()).not.toMatch(/[^\r]\n/)
    const { status, stderr } = await runCli('auth:token', place)
    expect(status).toBe(2)
    expect(stderr).toContain('not logged in')
    await example.run('logout', call)
    expect(read()).toBe(CRLF)
  })
})

for (const name of ['curl', 'git', 'wget', 'python3'] as const) {
  describeWith([name], `in a file with CRLF line ends, ${name}`, () => {
    test('reads the machines of the example', async () => {
      write(CRLF)
      await example.logIn(call)
      const expected = `${ACCOUNT.email}:${await readToken()}`
      const [answers = []] = await READERS[name]([{ home: place.home, hosts: HOSTS }])
      expect(
        answers.map((answer) =>
          answer.kind === 'credentials' ? String(answer.bytes) : answer.kind,
        ),
      ).toEqual([expected, expected])
    })
  })
}
