import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAMAGED_FILES } from './cli-damage.ts'
import { hold } from './dialogue.ts'
import { describeWithCli, logInWithCli, ON_THIS_LIBRARY } from './heroku-cli.ts'
import { type HerokuServer, startHerokuServer } from './heroku-server.ts'
import { createPlace, fileIn, logInAndOut, read } from './on-library.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-swapped-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let server: HerokuServer
beforeAll(async () => {
  server = await startHerokuServer(folder)
})
afterAll(() => server.close())

describeWithCli('with this library, the CLI logs in and out', () => {
  test.each(DAMAGED_FILES)('in a file that has $title', async (file) => {
    await logInAndOut(createPlace(folder, server, file.given), file)
  })
})

describeWithCli('what another program adds while the CLI asks for the password', () => {
  const GIVEN = '# mine\nmachine a.example login anna password s3cret\n'
  const ADDED = 'machine b.example login bob password s3cret\n'

  test('is kept with this library', async () => {
    const place = createPlace(folder, server, GIVEN)
    await logInWithCli(place, () => appendFileSync(fileIn(place), ADDED))
    const text = read(place).replaceAll(/HRKU-\S+/g, 'TOKEN')
    expect(text).toBe(`${GIVEN}${ADDED}machine api.heroku.com login anna@mail.example password TOKEN
machine git.heroku.com login anna@mail.example password TOKEN
`)
  })

  test('is lost without it', async () => {
    const { home } = createPlace(folder, server, GIVEN)
    const place = { home, server }
    await logInWithCli(place, () => appendFileSync(fileIn(place), ADDED))
    expect(read(place)).toContain('HRKU-')
    expect(read(place)).not.toContain(ADDED)
  })
})

describeWithCli('in the netrc code of the CLI', () => {
  const GIVEN = `machine a.example
  login anna
  password s3cret
machine b.example
  login bob
machine c.example
  login carl
`
  const EDIT = `
console.log(require.resolve('netrc-parser'))
const { Netrc } = require('netrc-parser')
const netrc = new Netrc()
netrc.load().then(() => {
  netrc.machines['a.example'].password = undefined
  netrc.machines['b.example'] = undefined
  netrc.machines['c.example'] = { password: 's3cret' }
  netrc.machines['d.example'] = {}
  netrc.machines['d.example'].token = 't0ken'
  return netrc.save()
})`

  test.each([
    ['netrc-parser', 'node_modules/netrc-parser/', []],
    ['lossless-netrc', 'shim/netrc-parser.cjs', ['--require', ON_THIS_LIBRARY]],
  ])('%s deletes what is set to undefined, and merges', async (_name, code, preload) => {
    const place = createPlace(folder, server, GIVEN)
    const environment = {
      HOME: place.home,
      NODE_PATH: join(import.meta.dirname, '..', 'node_modules'),
    }
    const script = { command: process.execPath, arguments: [...preload, '-e', EDIT], environment }
    expect((await hold(script)).stdout).toContain(code)
    expect(read(place)).toBe(`machine a.example
  login anna
machine c.example
  login carl
  password s3cret
machine d.example
  token t0ken
`)
  })
})
