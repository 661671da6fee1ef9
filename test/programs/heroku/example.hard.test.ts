import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ending } from './dialogue.ts'
import { buildExample, type Example, type ExampleCall } from './heroku-example.ts'
import { ACCOUNT, type HerokuServer, startHerokuServer } from './heroku-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-example-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let example: Example
let server: HerokuServer
let home: string
let call: ExampleCall
beforeAll(async () => {
  example = buildExample(join(folder, 'built'))
  server = await startHerokuServer(folder)
})
afterAll(() => server.close())
beforeEach(() => {
  home = mkdtempSync(join(folder, 'home-'))
  call = { home, api: server.port }
})
afterEach(() => {
  server.takeRequests()
})

const SECRETS = [ACCOUNT.password, 'HRKU-', 's3cret']

/** Returns an ending. Asserts that its messages, and its output unless requested, show no secret. */
function discreet(ending: Ending): Ending {
  for (const secret of SECRETS) expect(ending.stdout + ending.stderr).not.toContain(secret)
  return ending
}

const write = (text: string): void => writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
const read = (): string => readFileSync(join(home, '.netrc'), 'utf8')

async function readToken(): Promise<string> {
  const { status, stdout, stderr } = await example.run('auth:token', call)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.trimEnd()
}

const UNREACHABLE = /^heroku: no answer from 127\.0\.0\.1:\d+: ECONNREFUSED\n$/

/** Returns a port on which nothing listens. */
async function findClosedPort(): Promise<number> {
  const closing = createServer()
  await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve))
  const { port } = closing.address() as AddressInfo
  await new Promise((resolve) => closing.close(resolve))
  return port
}

describe('login', () => {
  test('reports that curl and Git will not see the machine', async () => {
    writeFileSync(join(home, '.netrc'), '\ufeffmachine api.heroku.com login old password old\n')
    const { stderr } = discreet(await example.logIn(call))
    expect(stderr).toBe(
      'Email: Password: \nheroku: curl and Git will not see the login: The file has a byte order mark, ' +
        'a control character or bytes that are not UTF-8. Programs reject it, skip a machine or read ' +
        'another value. Save it as UTF-8 without a mark.\n',
    )
  })

  test('asks for a token, and writes both machines to a file that only its owner can read', async () => {
    expect(discreet(await example.logIn(call))).toEqual({
      status: 0,
      stdout: `Logged in as ${ACCOUNT.email}. The token is in ${join(home, '.netrc')}\n`,
      stderr: 'Email: Password: \n',
    })
    const token = await readToken()
    const fields = `\n  login ${ACCOUNT.email}\n  password ${token}\n`
    expect(read()).toBe(`machine api.heroku.com${fields}machine git.heroku.com${fields}`)
    expect(statSync(join(home, '.netrc')).mode & 0o777).toBe(0o600)
    expect(server.isValid(token)).toBe(true)
    expect(server.takeRequests()[0]).toBe(`POST 127.0.0.1:${server.port}/oauth/authorizations`)
  })

  test('ends even if its pipe stays open', async () => {
    expect(discreet(await example.logInStepByStep(call)).status).toBe(0)
    expect(server.isValid(await readToken())).toBe(true)
  })

  test.each(['in turn', 'in one go'] as const)(
    'shows the e-mail and not the password on a terminal, typed %s',
    async (pace) => {
      const { status, stdout } = discreet(await example.logInOnTerminal(call, pace))
      expect(stdout).toContain(ACCOUNT.email)
      expect(stdout).toMatch(/Password: \r\nLogged in as/)
      expect(status).toBe(0)
      expect(server.isValid(await readToken())).toBe(true)
    },
  )

  test('changes the only account of a machine, or adds one above several', async () => {
    write(`machine git.heroku.com password old login me # mine
machine api.heroku.com login me password old
machine api.heroku.com login other password 0ther-s3cret
`)
    expect(discreet(await example.logIn(call)).status).toBe(0)
    const token = await readToken()
    expect(server.isValid(token)).toBe(true)
    expect(read()).toBe(`machine git.heroku.com password ${token} login ${ACCOUNT.email} # mine
machine api.heroku.com login ${ACCOUNT.email} password ${token}
machine api.heroku.com login me password old
machine api.heroku.com login other password 0ther-s3cret
`)
  })

  test('changes every machine of the account, and no other account', async () => {
    write(`machine api.heroku.com login me password old
machine api.heroku.com login ${ACCOUNT.email} password old
machine api.heroku.com password old login ${ACCOUNT.email} # mine
`)
    expect(discreet(await example.logIn(call)).status).toBe(0)
    const [, token] = /^machine git\.heroku\.com .* password (\S+)$/m.exec(read()) ?? []
    expect(server.isValid(token ?? '')).toBe(true)
    expect(read()).toBe(`machine api.heroku.com login me password old
machine api.heroku.com login ${ACCOUNT.email} password ${token}
machine api.heroku.com password ${token} login ${ACCOUNT.email} # mine
machine git.heroku.com login ${ACCOUNT.email} password ${token}
`)
    // The first account counts, and a login does not move the others.
    expect(await readToken()).toBe('old')
  })

  test('reports that the password is wrong, and writes nothing', async () => {
    const ending = discreet(await example.logIn(call, 'wr0ng-s3cret'))
    expect(ending.status).toBe(2)
    expect(ending.stderr).toMatch(/\nheroku: the e-mail or the password is wrong\n$/)
    expect(existsSync(join(home, '.netrc'))).toBe(false)
  })

  test('reports that an answer is missing', async () => {
    const ending = await example.run('login', call)
    expect(ending.status).toBe(2)
    expect(ending.stderr).toMatch(/\nheroku: e-mail and password are needed to log in\n$/)
    expect(server.takeRequests()).toEqual([])
  })

  test('reports that the API cannot be reached', async () => {
    const ending = discreet(await example.logIn({ home, api: await findClosedPort() }))
    expect(ending.status).toBe(1)
    expect(ending.stderr.split('\n').slice(1).join('\n')).toMatch(UNREACHABLE)
    expect(existsSync(join(home, '.netrc'))).toBe(false)
  })

  test('reports that the file cannot be written', async () => {
    const environment = { NETRC: join(home, 'missing', 'netrc') }
    const ending = discreet(await example.logIn({ ...call, environment }))
    expect(ending.status).toBe(1)
    expect(ending.stderr).toMatch(/\nheroku: ENOENT.*missing/)
  })
})

describe('auth:whoami', () => {
  test('prints the account of the token', async () => {
    await example.logIn(call)
    const { status, stdout, stderr } = discreet(await example.run('auth:whoami', call))
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `${ACCOUNT.email}\n`,
      stderr: '',
    })
  })

  test('reports that the token is not valid', async () => {
    write('machine api.heroku.com login me password s3cret\n')
    const { status, stderr } = discreet(await example.run('auth:whoami', call))
    expect(status).toBe(2)
    expect(stderr).toBe('heroku: not logged in: the token is not valid\n')
  })

  test('does not show a token that cannot be sent', async () => {
    write('machine api.heroku.com login me password "s3cret\\nmore"\n')
    const { status, stderr } = discreet(await example.run('auth:whoami', call))
    expect(status).toBe(1)
    expect(stderr).toMatch(/^heroku: no answer from 127\.0\.0\.1:\d+: TypeError\n$/)
  })
})

describe('logout', () => {
  test('revokes the token, and restores the bytes of the file', async () => {
    const given = '# mine\n\tmachine a.example login anna password s3cret\n\ndefault login guest\n'
    write(given)
    await example.logIn(call)
    const token = await readToken()
    expect(read()).not.toBe(given)
    expect(discreet(await example.run('logout', call))).toEqual({
      status: 0,
      stdout: 'Logged out.\n',
      stderr: '',
    })
    expect(server.isValid(token)).toBe(false)
    expect(read()).toBe(given)
  })

  test('leaves a file that the login created empty', async () => {
    await example.logIn(call)
    await example.run('logout', call)
    expect(read()).toBe('')
  })

  test('removes both machines even if the API cannot be reached, and reports it', async () => {
    await example.logIn(call)
    const ending = discreet(await example.run('logout', { home, api: await findClosedPort() }))
    expect(ending.status).toBe(0)
    expect(ending.stderr).toMatch(UNREACHABLE)
    expect(read()).toBe('')
  })

  test('creates no file if there is none', async () => {
    const { status, stdout } = await example.run('logout', call)
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'You were not logged in.\n' })
    expect(existsSync(join(home, '.netrc'))).toBe(false)
  })
})

describe('HEROKU_API_KEY', () => {
  const given = 'machine api.heroku.com login me password s3cret\n'
  beforeEach(() => write(given))

  const withKey = (): ExampleCall => ({ ...call, environment: { HEROKU_API_KEY: 's3cret-key' } })

  test('overrides the token in the file', async () => {
    expect((await example.run('auth:token', withKey())).stdout).toBe('s3cret-key\n')
    expect((await example.run('auth:token', call)).stdout).toBe('s3cret\n')
  })

  test('is the token that whoami asks about', async () => {
    const { status, stderr } = discreet(await example.run('auth:whoami', withKey()))
    expect(status).toBe(2)
    expect(stderr).toMatch(/^heroku: HEROKU_API_KEY is set\nheroku: not logged in/)
  })

  test.each([
    ['login', 'log in'],
    ['logout', 'log out'],
  ])('makes %s refuse, without changing the file', async (command, action) => {
    const { status, stderr } = discreet(await example.run(command, withKey()))
    expect(status).toBe(2)
    const reason = `cannot ${action} with HEROKU_API_KEY set; the netrc file was not changed`
    expect(stderr).toBe(`heroku: ${reason}\n`)
    expect(read()).toBe(given)
    expect(server.takeRequests()).toEqual([])
  })
})

describe('the command', () => {
  test('is not logged in without a file', async () => {
    for (const command of ['auth:token', 'auth:whoami']) {
      const ending = await example.run(command, call)
      expect(ending).toEqual({ status: 2, stdout: '', stderr: 'heroku: not logged in\n' })
    }
  })

  test('has a help text, and refuses unknown arguments', async () => {
    const { status, stdout } = await example.run('--help', call)
    expect(status).toBe(0)
    for (const name of ['login', 'auth:token', 'auth:whoami', 'logout']) {
      expect(stdout).toContain(`\n  ${name} `)
    }
    expect(await example.run('toString', call)).toMatchObject({ status: 2, stdout: '' })
  })

  test('reports a file that cannot be read', async () => {
    const environment = { NETRC: home }
    const { status, stderr } = await example.run('auth:token', { ...call, environment })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^heroku: .*not a regular file/)
  })
})
