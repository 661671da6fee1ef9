import { resolveObjectURL } from 'node:buffer'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startFtpServer } from '../programs/ftp-server.ts'
import {
  type Block,
  blocksOf,
  complaintsOf,
  type Example,
  examplesOf,
  type Outcome,
  runExample,
  sideOf,
} from '../support/examples.ts'
import { type LoopbackServer, startLoopbackServer } from '../support/loopback-server.ts'
import { describeWith, run } from '../support/programs.ts'

// Every tool of docs/recipes.md changes a real file in a home directory as the page says.

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url))
const PAGE = readFileSync(join(DOCS, 'recipes.md'), 'utf8')
const BLOCKS = blocksOf(PAGE)
const EXAMPLES = examplesOf(BLOCKS)

const LOG_IN = 'Log in to two hosts, and log out'
const SWITCH = 'Switch accounts'
const CURL = 'Add an entry for one CI step'
const RENAME = 'Rename a host everywhere'
const MACRO = 'Give ftp a macro'
const MARK = 'Mark your entries with a comment'
const CHECK = 'Check a file'
const TELL = 'Find out who will not see a login'
const HEADER = 'Send an `Authorization` header'
const MOVE = 'Move from netrc-parser'
const BROWSER = 'Edit a file in the browser'
const TITLES = [LOG_IN, SWITCH, CURL, RENAME, MACRO, MARK, CHECK, TELL, HEADER, MOVE, BROWSER]

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-recipes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let home: string
beforeEach(() => {
  home = mkdtempSync(join(folder, 'home-'))
  vi.stubEnv('HOME', home)
  vi.stubEnv('NETRC', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const fileIn = (): string => join(home, '.netrc')
const write = (text: string): void => writeFileSync(fileIn(), text, { mode: 0o600 })
const read = (): string => readFileSync(fileIn(), 'utf8')

/** Returns the title of the section that a block is in. */
function titleOf({ line }: Block): string {
  const above = PAGE.split('\n').slice(0, line)
  return above.findLast((text) => text.startsWith('## '))?.slice(3) ?? ''
}

function exampleOf(title: string): Example {
  const example = EXAMPLES.find((one) => titleOf(one) === title)
  if (!example) throw new Error(`no recipe ${title}`)
  return example
}

/** Returns what the page shows of a recipe, other than its code. */
function shown(title: string, language: 'netrc' | 'text'): string {
  const block = BLOCKS.find((one) => one.language === language && titleOf(one) === title)
  return block?.text ?? ''
}

/** Runs a recipe on a file, by default the one of its `diff`, and expects the result of the `diff`. */
async function open(title: string, given?: string): Promise<Outcome> {
  const example = exampleOf(title)
  const before = given ?? sideOf(example.diff, '-')
  write(before)
  const outcome = await runExample(example, { page: 'docs/recipes.md' })
  expect(read()).toBe(given === undefined ? sideOf(example.diff, '+') : before)
  return outcome
}

describe('the page', () => {
  test('has eleven recipes, each with one block of code, and no block that is not checked here', () => {
    expect(PAGE.match(/^```/gm)).toHaveLength(2 * BLOCKS.length)
    expect(PAGE.match(/^## /gm)).toHaveLength(TITLES.length)
    expect(EXAMPLES.map(titleOf)).toEqual(TITLES)
    const others = BLOCKS.filter(({ language }) => language !== 'ts')
    expect(others.filter(({ language }) => language === 'diff')).toEqual(
      EXAMPLES.flatMap(({ diff }) => diff ?? []),
    )
    const shownBeside = others.filter(({ language }) => language !== 'diff')
    expect(shownBeside.map((block) => [titleOf(block), block.language])).toEqual([
      [RENAME, 'text'],
      [CHECK, 'netrc'],
      [CHECK, 'text'],
      [TELL, 'text'],
    ])
  })

  test('has at most 220 lines of code, none of which writes a file', () => {
    const code = EXAMPLES.map(({ text }) => text).join('')
    expect(code.split('\n').length).toBeLessThanOrEqual(220)
    expect(code).not.toMatch(/writeFile|appendFile|createWriteStream|rename\w*\(.*path/i)
  })

  test('has code that the compiler accepts', { timeout: 60_000 }, () => {
    const sources = EXAMPLES.map(({ line, text }) => [join(folder, `recipe-${line}.ts`), text])
    expect(complaintsOf(new Map(sources.map(([path = '', text = '']) => [path, text])))).toEqual([])
  })
})

describe(LOG_IN, () => {
  test('adds both hosts, and restores the bytes of the file', async () => {
    const { call } = await open(LOG_IN)
    expect(await call('logOut')).toBe('Logged out.')
    expect(read()).toBe(`machine ftp.example
  login    bob
  password s3cret # until autumn
# everything else
default login anonymous password guest
`)
    expect(await call('logOut')).toBe('You were not logged in.')
  })
})

describe(SWITCH, () => {
  test('moves an account to the top, and back', async () => {
    const { call } = await open(SWITCH)
    await call('switchAccount', 'api.example', 'work')
    expect(read()).toBe(sideOf(exampleOf(SWITCH).diff, '+'))
    await call('switchAccount', 'api.example', 'home')
    expect(read()).toBe(sideOf(exampleOf(SWITCH).diff, '-'))
  })

  test('does not change the file if the account does not exist', async () => {
    const { call } = await open(SWITCH)
    const before = read()
    await expect(call('switchAccount', 'api.example', 'guest')).rejects.toThrow(/no account guest/)
    expect(read()).toBe(before)
  })
})

describeWith(['curl'], CURL, () => {
  const GIVEN = `# mine
machine artifacts.example login anna password s3cret # do not touch

machine git.example
  login    anna
  password s3cret
`
  const URL_OF_FILE = 'http://artifacts.example/app.txt'

  let server: LoopbackServer
  beforeAll(async () => {
    server = await startLoopbackServer()
  })
  afterAll(() => server?.close())
  beforeEach(() => vi.stubEnv('http_proxy', `http://127.0.0.1:${server.port}`))

  test.each([
    ['beside an account of the user', GIVEN],
    ['in an empty file', ''],
    ['above `default`', 'default login guest password gu3st'],
  ])('sends what was added, and removes exactly that: %s', async (_, given) => {
    const { call } = await open(CURL, given)
    expect(await call('download', URL_OF_FILE, 'ci', 'c1-s3cret')).toBe('ok\n')
    expect(server.credentialsFor('artifacts.example')?.toString()).toBe('ci:c1-s3cret')
    expect(read()).toBe(given)
  })

  test('removes it if curl fails', async () => {
    const { call } = await open(CURL, GIVEN)
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1')
    await expect(call('download', URL_OF_FILE, 'ci', 'c1-s3cret')).rejects.toThrow(/curl/)
    expect(read()).toBe(GIVEN)
  })

  test('does not change the file if it already has the login', async () => {
    const { call } = await open(CURL, GIVEN)
    await expect(call('download', URL_OF_FILE, 'anna', 'c1-s3cret')).rejects.toThrow(/already has/)
    expect(read()).toBe(GIVEN)
  })
})

describe(RENAME, () => {
  test('prints the masked file, and keeps the old file next to the new one', async () => {
    const { printed, call } = await open(RENAME)
    expect(printed).toEqual([shown(RENAME, 'text')])
    const backup = `${fileIn()}.backup`
    expect(readFileSync(backup, 'utf8')).toBe(sideOf(exampleOf(RENAME).diff, '-'))
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    await call('renameHost', 'absent.example', 'new.example')
    expect(read()).toBe(sideOf(exampleOf(RENAME).diff, '+'))
  })

  test('writes nothing in a dry run, and never overwrites a backup', async () => {
    const given = sideOf(exampleOf(RENAME).diff, '-')
    const { call } = await open(RENAME)
    write(given)
    await call('renameHost', 'OLD.example', 'new.example', { dryRun: true })
    expect(read()).toBe(given)
    await expect(call('renameHost', 'OLD.example', 'new.example')).rejects.toThrow(/EEXIST/)
    expect(read()).toBe(given)
    expect(readdirSync(home).sort()).toEqual(['.netrc', '.netrc.backup'])
  })
})

describe(MACRO, () => {
  test.each([
    ['without a login for the host', 'machine git.example login anna\n', /no login/],
    ['with CRLF', 'machine ftp.example login anna\r\n', /line ends/],
  ])('does not change a file %s', async (_, given, message) => {
    const { call } = await open(MACRO)
    write(given)
    await expect(call('setStartMacro', 'ftp.example', ['cd /pub'])).rejects.toThrow(message)
    expect(read()).toBe(given)
  })
})

for (const name of ['inetutils-ftp', 'tnftp'] as const) {
  describeWith([name], `${MACRO}: ${name}`, () => {
    test.each([
      ['runs it after the login', '\n', ['USER anna', 'PASS s3cret', 'CWD /pub', 'MKD inbox']],
      ['does not log in with CRLF', '\r\n', []],
    ])('%s', async (_, lineEnd, commands) => {
      await open(MACRO)
      // By address, so that no name needs to be resolved.
      write(read().replace('ftp.example', '127.0.0.1').replaceAll('\n', lineEnd))
      const server = await startFtpServer()
      await run(name, { home, arguments: ['127.0.0.1', String(server.port)] })
      const sent = server.takeCommands().filter((command) => !/^(?:SYST|FEAT)$/.test(command))
      await server.close()
      expect(sent).toEqual([...commands, 'QUIT'])
    })
  })
}

describe(MARK, () => {
  test('removes what was added, and restores the bytes of the file', async () => {
    const { call } = await open(MARK)
    await call('removeMarked')
    expect(read()).toBe(sideOf(exampleOf(MARK).diff, '-'))
  })

  test('keeps what the user wrote above the mark, and entries without it', async () => {
    const { call } = await open(MARK)
    write(`# for the robots
# made by deploy: bot on git.example
machine git.example login bot password b0t-s3cret

# made by deploy: bot on git.example

machine git.example login anna password s3cret
`)
    await call('removeMarked')
    expect(read()).toBe(`# for the robots

# made by deploy: bot on git.example

machine git.example login anna password s3cret
`)
  })

  test('keeps an entry below a mark that is left over', async () => {
    const { call } = await open(MARK)
    const text =
      '# made by deploy: bot on git.example\nmachine git.example login anna password s3cret\n'
    write(text)
    await call('removeMarked')
    expect(read()).toBe(text)
  })

  test('does not change an entry of the user', async () => {
    const { call } = await open(MARK)
    const before = read()
    await expect(call('addMarked', 'git.example', 'anna', 'n3w')).rejects.toThrow(/already has/)
    expect(read()).toBe(before)
  })
})

describe(CHECK, () => {
  afterEach(() => {
    process.exitCode = undefined
  })

  test('prints the position of each mistake, and fails for an error', async () => {
    const { printed } = await open(CHECK, shown(CHECK, 'netrc'))
    expect(printed.map((line) => `${line}\n`).join('')).toBe(shown(CHECK, 'text'))
    expect(printed.join()).not.toMatch(/s3cret|anna/)
    expect(process.exitCode).toBe(1)
  })

  test('prints nothing for a good file', async () => {
    const { printed } = await open(CHECK, 'machine api.example login anna password s3cret\n')
    expect(printed).toEqual([])
    expect(process.exitCode).toBeUndefined()
  })
})

describe(TELL, () => {
  test('names the programs that will not see the login, and says why', async () => {
    const { printed } = await open(TELL)
    expect(printed.map((line) => `${line}\n`).join('')).toBe(shown(TELL, 'text'))
  })

  test('prints nothing if all programs see it', async () => {
    const { printed } = await open(TELL, 'machine api.example login anna password n3w-s3cret\n')
    expect(printed).toEqual([])
  })
})

describe(HEADER, () => {
  const API = 'machine api.example login anna password s3cret\n'

  /** The headers of all requests; the server redirects to another host. */
  const received: (string | undefined)[] = []
  let server: Server
  let origin: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      received.push(request.headers.authorization)
      response.writeHead(302, { location: origin.replace('127.0.0.1', 'localhost') }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server?.close()
  })
  afterEach(() => {
    received.length = 0
  })

  test('sends the credentials of the host, and does not follow a redirect', async () => {
    const given = `${API}machine 127.0.0.1 login bob password "s3 cret"\ndefault login guest\n`
    const { call } = await open(HEADER, given)
    const init = { headers: { accept: 'text/plain' } }
    const response = await call('fetchWithNetrc', `${origin}/v1`, init)
    expect(response).toMatchObject({ status: 302 })
    expect(received).toEqual([`Basic ${Buffer.from('bob:s3 cret').toString('base64')}`])
    expect(read()).toBe(given)
  })

  test('sends the password of the user in the URL, without the password of the URL', async () => {
    const { call } = await open(
      HEADER,
      `${API}machine 127.0.0.1 login bob password s3cret
machine 127.0.0.1 login bot password b0t-s3cret
`,
    )
    await call('fetchWithNetrc', origin.replace('//', '//bot:wr0ng@'))
    expect(received).toEqual([`Basic ${Buffer.from('bot:b0t-s3cret').toString('base64')}`])
  })

  test('sends nothing to the host of a crafted URL', async () => {
    const { call } = await open(HEADER, `${API}default login guest password gu3st\n`)
    await call('fetchWithNetrc', origin.replace('//', '//api.example:@'))
    await call('fetchWithNetrc', origin.replace('//', '//api.example%2f@'))
    expect(received).toEqual([undefined, undefined])
  })
})

describe(MOVE, () => {
  test('reads, adds, changes and removes', async () => {
    const { checks } = await open(MOVE)
    expect(checks).toBe(1)
  })
})

describe(BROWSER, () => {
  /** The element that the page creates, as far as the page uses it. */
  interface FakeElement {
    href?: string
    download?: string
    readonly files: File[]
    readonly listeners: (() => Promise<void>)[]
    addEventListener(type: 'change', listener: () => Promise<void>): void
    click(): void
  }

  test('offers the edited file as a download, with unchanged bytes that are not UTF-8', async () => {
    const saved: { name: string | undefined; blob: Blob | undefined }[] = []
    const added: FakeElement[] = []
    const createElement = (): FakeElement => ({
      files: [],
      listeners: [],
      addEventListener(_, listener) {
        this.listeners.push(listener)
      },
      click() {
        saved.push({ name: this.download, blob: resolveObjectURL(this.href ?? '') })
      },
    })
    const body = { append: (element: FakeElement) => added.push(element) }
    await runExample(exampleOf(BROWSER), {
      page: 'docs/recipes.md',
      surroundings: { document: { createElement, body }, process: undefined, Buffer: undefined },
    })
    const [input] = added
    await input?.listeners[0]?.()
    expect(saved).toEqual([])
    const given = Buffer.from(
      '# J\xfcrgen\nmachine api.example login anna password s3cret\n',
      'latin1',
    )
    input?.files.push(new File([given], '_netrc'))
    await input?.listeners[0]?.()
    expect(saved.map(({ name }) => name)).toEqual(['_netrc'])
    const bytes = await saved[0]?.blob?.arrayBuffer()
    expect(Buffer.from(bytes ?? new ArrayBuffer(0)).toString('latin1')).toBe(
      '# J\xfcrgen\nmachine api.example login anna password n3w-s3cret\n',
    )
  })
})
