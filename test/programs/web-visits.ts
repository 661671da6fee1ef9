import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Invocation, type ProgramName, run, versionOf } from '../support/programs.ts'
import { describeUnlessMissing } from '../support/requirements.ts'
import { FORMS, type Home, homesFor, LOGIN } from './homes.ts'
import type { StartingFile } from './starting-files.ts'
import { startTokenServer, type TokenServer } from './token-server.ts'

// Programs that send a request to a web server which requires the token, with only the file as their source.

const URL_OF_ACCOUNT = 'http://api.heroku.com/account'
const GET_ACCOUNT = `
import requests
print(requests.get("${URL_OF_ACCOUNT}", timeout=8).text, end="")
`

interface Visitor {
  readonly title: string
  readonly program: ProgramName
  /** Lists what is not installed. */
  readonly missing: readonly string[]
  /** Whether it uses `default` for a machine that the file does not have. */
  readonly usesDefault: boolean
  /** Returns how to request the account from a server on this port. */
  request(port: number): Pick<Invocation, 'arguments' | 'environment'>
}

const VISITORS: readonly Visitor[] = [
  {
    title: 'curl -n',
    usesDefault: true,
    program: 'curl',
    missing: versionOf('curl') === undefined ? ['curl'] : [],
    request: (port) => ({
      arguments: ['-q', '-s', '-n', '--connect-to', `::127.0.0.1:${port}`, URL_OF_ACCOUNT],
    }),
  },
  {
    title: 'wget',
    usesDefault: false,
    program: 'wget',
    missing: versionOf('wget') === undefined ? ['wget'] : [],
    request: (port) => ({
      arguments: ['--no-config', '-q', '-O', '-', '-t', '1', '--no-hsts', URL_OF_ACCOUNT],
      environment: { http_proxy: `http://127.0.0.1:${port}` },
    }),
  },
  {
    title: 'requests',
    usesDefault: true,
    program: 'python3',
    missing: hasRequests() ? [] : ['requests for /usr/bin/python3'],
    request: (port) => ({
      arguments: ['-I', '-c', GET_ACCOUNT],
      environment: { http_proxy: `http://127.0.0.1:${port}` },
    }),
  },
]

function hasRequests(): boolean {
  return spawnSync('/usr/bin/python3', ['-I', '-c', 'import requests']).status === 0
}

const homes = homesFor('web')
let server: TokenServer
beforeAll(async () => {
  server = await startTokenServer((_request, response) => response.end('welcome\n'))
})
afterAll(() => server.close())

/** Lets a program request the account. Returns the answer, and what the program sent. */
async function visit(
  { program, request }: Visitor,
  home: Home,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ answer: string; sent: string[] }> {
  const { environment, ...asked } = request(server.port)
  const { stdout } = await run(program, {
    ...asked,
    home: home.path,
    environment: { ...environment, ...variables },
  })
  return { answer: stdout, sent: server.takeSent() }
}

/** Defines a test for each program and file, with a token that is stored, changed and removed. */
export function testVisits(files: readonly StartingFile[]): void {
  for (const visitor of VISITORS) {
    describeUnlessMissing(visitor.missing, visitor.title, () => {
      for (const [index, { title, text, textAfterLogout, fallback }] of files.entries()) {
        // One form for each file, and each form for half of the files.
        const form = FORMS[index % 2] ?? expect.unreachable()

        test(`has the token that ${form.title} stored, until it is refreshed: ${title}`, async () => {
          const home = homes.make(text)
          await form.logIn('s3cret-first')
          server.accept(`${LOGIN}:s3cret-first`)
          const first = `${LOGIN}:s3cret-first`
          expect(await visit(visitor, home)).toEqual({ answer: 'welcome\n', sent: [first] })

          server.accept(`${LOGIN}:s3cret-second`)
          expect(await visit(visitor, home)).toEqual({ answer: '', sent: [first] })
          await form.logIn('s3cret-second')
          const second = `${LOGIN}:s3cret-second`
          expect(await visit(visitor, home)).toEqual({ answer: 'welcome\n', sent: [second] })

          await form.logOut()
          const sent = visitor.usesDefault && fallback !== undefined ? [fallback] : []
          expect(await visit(visitor, home)).toEqual({ answer: '', sent })
          expect(home.text()).toBe(textAfterLogout)
        })
      }
    })
  }
}

/** Defines a test that the file in NETRC is read. */
export function testNetrcVariable(): void {
  const requests = VISITORS.find(({ program }) => program === 'python3') ?? expect.unreachable()

  describeUnlessMissing(requests.missing, 'requests, with NETRC', () => {
    test('has the token that was stored in the file in NETRC', async () => {
      const home = homes.make('machine api.heroku.com login old password s3cret-old\n')
      const file = join(home.path, 'machines')
      renameSync(home.file, file)
      vi.stubEnv('NETRC', file)
      await FORMS[0]?.logIn('s3cret-token')

      const credentials = `${LOGIN}:s3cret-token`
      server.accept(credentials)
      expect(await visit(requests, home, { NETRC: file })).toEqual({
        answer: 'welcome\n',
        sent: [credentials],
      })
      expect(await visit(requests, home)).toEqual({ answer: '', sent: [] })
    })
  })
}
