import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readCredentials } from '../../../src/index.ts'
import { DAMAGED_FILES } from './cli-damage.ts'
import { type Ending, hold } from './dialogue.ts'
import { cliScript, ON_THIS_LIBRARY, type Place, runCli } from './heroku-cli.ts'
import { buildExample, type Example, type ExampleCall } from './heroku-example.ts'
import { ACCOUNT, type HerokuServer, startHerokuServer } from './heroku-server.ts'

// This downloads the whole Heroku CLI, 400 MB, so it only runs on request.
const isWanted = process.env.HEROKU_CLI === '11'
const title = isWanted ? 'heroku@11' : 'heroku@11 (skipped, HEROKU_CLI=11 is not set)'

describe.skipIf(!isWanted)(title, () => {
  let folder: string
  let server: HerokuServer
  let example: Example
  let place: Place
  let call: ExampleCall

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-heroku-'))
    const quiet = ['--no-audit', '--no-fund', '--ignore-scripts']
    execFileSync('npm', ['install', '--prefix', folder, ...quiet, 'heroku@11.10.0'], {
      stdio: 'ignore',
    })
    server = await startHerokuServer(folder)
    example = buildExample(join(folder, 'built'))
  }, 300_000)
  afterAll(async () => {
    await server?.close()
    rmSync(folder, { recursive: true, force: true })
  }, 300_000)
  beforeEach(() => {
    const home = mkdtempSync(join(folder, 'home-'))
    const program = join(folder, 'node_modules', 'heroku', 'bin', 'run.js')
    place = { home, server, program, timeout: 40_000 }
    call = { home, api: server.port }
  })

  const file = (): string => join(place.home, '.netrc')
  const write = (text: string): void => writeFileSync(file(), text, { mode: 0o600 })

  /** Unlike older versions, this one also asks through a pipe. */
  function logIn(): Promise<Ending> {
    const answers = [
      { after: 'Email', typed: `${ACCOUNT.email}\n` },
      { after: 'Password', typed: `${ACCOUNT.password}\n` },
    ]
    return hold({ ...cliScript(['auth:login', '-i'], place), answers })
  }

  test('reads what the example wrote, and can revoke it', async () => {
    write('# mine\nmachine a.example login anna password s3cret\n')
    await example.logIn(call)
    const token = (await readCredentials('git.heroku.com', { path: file() }))?.password ?? ''
    expect(await runCli('auth:token', place)).toMatchObject({ status: 0, stdout: `${token}\n` })
    expect((await runCli('auth:logout', place)).status).toBe(0)
    expect(server.isValid(token)).toBe(false)
    expect(await readCredentials('api.heroku.com', { path: file() })).toBeUndefined()
  })

  test('writes what the library reads', async () => {
    expect((await logIn()).status).toBe(0)
    const { login, password = '' } =
      (await readCredentials('api.heroku.com', { path: file() })) ?? {}
    expect(login).toBe(ACCOUNT.email)
    expect(server.isValid(password)).toBe(true)
    expect((await example.run('auth:token', call)).stdout).toBe(`${password}\n`)
    expect((await example.run('logout', call)).status).toBe(0)
    expect(readFileSync(file(), 'utf8')).toBe('')
    expect((await runCli('auth:token', place)).status).toBe(2)
  })

  test('does not see what the example wrote to a file with CRLF line ends', async () => {
    write('machine a.example\r\n  login anna\r\n  password s3cret\r\n')
    await example.logIn(call)
    const { status, stderr } = await runCli('auth:token', place)
    expect(status).toBe(2)
    expect(stderr).toContain('not logged in')
  })

  test.each(DAMAGED_FILES)(
    'keeps every other byte, with this library, of a file that has $title',
    async ({ given, loggedIn, ours }) => {
      place = { ...place, preload: ON_THIS_LIBRARY }
      write(given)
      expect((await logIn()).status).toBe(0)
      const token = (await runCli('auth:token', place)).stdout.trimEnd()
      expect(server.isValid(token)).toBe(true)
      expect(readFileSync(file(), 'utf8').replaceAll(token, 'TOKEN')).toBe(loggedIn)
      const whoami = await runCli('auth:whoami', place)
      expect(whoami).toMatchObject({ status: 0, stdout: `${ACCOUNT.email}\n` })
      expect((await runCli('auth:logout', place)).status).toBe(0)
      expect(server.isValid(token)).toBe(false)
      expect(readFileSync(file(), 'utf8')).toBe(ours)
    },
    120_000,
  )
})
