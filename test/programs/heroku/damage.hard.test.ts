import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWith } from '../../support/programs.ts'
import { READERS } from '../../support/readers.ts'
import { DAMAGED_FILES, type Damage, isDamaged } from './cli-damage.ts'
import { describeWithCli, logInWithCli, type Place, runCli } from './heroku-cli.ts'
import { buildExample, type Example } from './heroku-example.ts'
import { type HerokuServer, startHerokuServer } from './heroku-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-damage-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let server: HerokuServer
let example: Example
beforeAll(async () => {
  server = await startHerokuServer(folder)
  example = buildExample(join(folder, 'built'))
})
afterAll(() => server.close())

/** Makes a home directory with this netrc file, and returns its path. */
function createHome(text: string): string {
  const home = mkdtempSync(join(folder, 'home-'))
  writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
  return home
}

const read = (home: string): string => readFileSync(join(home, '.netrc'), 'utf8')

/** The time limit for a command that usually ends within a second. */
const PATIENCE = 4000

const damagesOf = (damages: readonly Damage[] | 'never ends'): readonly Damage[] =>
  damages === 'never ends' ? [] : damages

describeWithCli('the Heroku CLI damages a file', () => {
  test.each(DAMAGED_FILES)('that has $title', async ({ given, login, logout }) => {
    const place: Place = { home: createHome(given), server }
    if (login === 'never ends' || logout === 'never ends') {
      const patient = { ...place, timeout: PATIENCE }
      const endings = await Promise.all([
        logInWithCli(patient),
        runCli('auth:logout', patient),
        runCli('auth:token', { ...patient, home: createHome('') }),
      ])
      // The last command does end, so the machine is not just slow.
      expect(endings.map(({ status }) => status)).toEqual([undefined, undefined, 2])
      expect(read(place.home)).toBe(given)
      return
    }
    expect((await logInWithCli(place)).status).toBe(0)
    const afterLogin = read(place.home)
    expect(login.filter((damage) => !isDamaged(given, afterLogin, damage))).toEqual([])
    expect((await runCli('auth:logout', place)).status).toBe(0)
    const afterLogout = read(place.home)
    expect(logout.filter((damage) => !isDamaged(given, afterLogout, damage))).toEqual([])
  })
})

describe('the example damages no file', () => {
  test.each(DAMAGED_FILES)('that has $title', async ({ given, login, logout, loggedIn, ours }) => {
    const home = createHome(given)
    const call = { home, api: server.port }
    expect((await example.logIn(call)).status).toBe(0)
    const afterLogin = read(home)
    expect(afterLogin.replaceAll(/HRKU-\S+/g, 'TOKEN')).toBe(loggedIn)
    const damages = [...damagesOf(login), ...damagesOf(logout)]
    expect(damages.filter((damage) => isDamaged(given, afterLogin, damage))).toEqual([])
    expect((await example.run('logout', call)).status).toBe(0)
    expect(read(home)).toBe(ours)
  })
})

describeWith(['curl', 'git'], 'after `default`', () => {
  const [given = ''] = DAMAGED_FILES.map(({ given }) => given)

  /** Returns what curl and Git send to the API. */
  async function ask(home: string): Promise<string[]> {
    const questions = [{ home, hosts: ['api.heroku.com'] }]
    const found = await Promise.all([READERS.curl(questions), READERS.git(questions)])
    return found
      .flat(2)
      .map((answer) => (answer.kind === 'credentials' ? String(answer.bytes) : answer.kind))
  }

  test('a machine is never found', async () => {
    const home = createHome(`${given}machine api.heroku.com\n  login anna\n  password t0ken\n`)
    expect(await ask(home)).toEqual(['guest:gu3st', 'guest:gu3st'])
  })

  test('the example does not add a machine', async () => {
    const home = createHome(given)
    await example.logIn({ home, api: server.port })
    for (const sent of await ask(home)) expect(sent).toMatch(/^anna@mail\.example:HRKU-/)
  })
})
