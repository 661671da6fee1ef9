import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAMAGED_FILES, renderDamage } from './cli-damage.ts'
import { describeWithCli, runCli } from './heroku-cli.ts'
import { buildExample, type Example } from './heroku-example.ts'
import { ACCOUNT, type HerokuServer, startHerokuServer } from './heroku-server.ts'
import { createPlace, logInAndOut } from './on-library.ts'

// One login and one logout; the rest is in the hard tests in this folder.

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-login-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let server: HerokuServer
let example: Example
beforeAll(async () => {
  server = await startHerokuServer(folder)
  example = buildExample(join(folder, 'built'))
})
afterAll(() => server.close())

describeWithCli('with this library, the CLI logs in and out', () => {
  test.each(DAMAGED_FILES.slice(0, 1))('in a file that has $title', async (file) => {
    await logInAndOut(createPlace(folder, server, file.given), file)
  })
})

describe('the example', () => {
  test('logs in and out, and restores the bytes of the file', async () => {
    const home = mkdtempSync(join(folder, 'home-'))
    const path = join(home, '.netrc')
    const given = '# mine\n\tmachine a.example login anna password s3cret\n\ndefault login guest\n'
    writeFileSync(path, given, { mode: 0o600 })
    const call = { home, api: server.port }
    const login = await example.logIn(call)
    expect(login.status).toBe(0)
    expect(login.stdout + login.stderr).not.toMatch(/HRKU-|s3cret/)
    expect((await example.run('auth:whoami', call)).stdout).toBe(`${ACCOUNT.email}\n`)
    expect((await example.run('logout', call)).status).toBe(0)
    expect(readFileSync(path, 'utf8')).toBe(given)
  })
})

describeWithCli('the CLI', () => {
  test('reads the token of the example, and can revoke it', async () => {
    const place = { home: mkdtempSync(join(folder, 'home-')), server }
    const call = { home: place.home, api: server.port }
    await example.logIn(call)
    const { stdout } = await example.run('auth:token', call)
    expect(await runCli('auth:token', place)).toMatchObject({ status: 0, stdout })
    expect((await runCli('auth:logout', place)).status).toBe(0)
    expect(server.isValid(stdout.trimEnd())).toBe(false)
  })
})

describe('docs/heroku.md', () => {
  test('has the table of what the Heroku CLI damages', () => {
    const page = readFileSync(new URL('../../../docs/heroku.md', import.meta.url), 'utf8')
    const [, table] = /<!-- heroku-table -->\n([\s\S]*?)<!-- \/heroku-table -->/.exec(page) ?? []
    expect(table?.trim()).toBe(renderDamage().trim())
  })
})
