import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test, vi } from 'vitest'
import * as core from '../../src/core.ts'
import {
  type Block,
  blocksOf,
  complaintsOf,
  type Example,
  examplesOf,
  runExample,
  sideOf,
} from '../support/examples.ts'
import { describeWith, type ProgramName, versionOf } from '../support/programs.ts'
import { READERS } from '../support/readers.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'fixtures/README.md',
]

const README = read('README.md')
const MANIFEST = JSON.parse(read('package.json'))
const blocks = blocksOf(README)
const examples = examplesOf(blocks)

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-readme-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** The rows of the table with this heading, cell by cell; without the back-ticks around a whole cell. */
function rowsOf(...heading: readonly string[]): string[][] {
  const lines = README.split('\n')
  const start = lines.indexOf(`| ${heading.join(' | ')} |`) + 2
  const end = lines.findIndex((line, at) => at >= start && !line.startsWith('|'))
  const rows = lines.slice(start, end).map((line) => line.slice(2, -2).split(' | '))
  return rows.map((row) => row.map((cell) => cell.replace(/^`([^`]*)`$/, '$1')))
}

/** The literals of a union in the source. */
function literalsOf(path: string, type: string): string[] {
  const union = new RegExp(`type ${type} =((?:\\s*\\| '[\\w-]+')+)`).exec(read(path))?.[1] ?? ''
  return [...union.matchAll(/[\w-]+/g)].map(([literal]) => literal)
}

function readsFile(text: string): boolean {
  return /\b(?:read|update)(?:Netrc|Credentials)/.test(text)
}

/** What the file holds for an example that shows no file. */
const FILE = 'machine api.example login anna password s3cret\n'

/** Run an example, and tell how much of it was checked. One that imports the file layer finds its text in a file. */
async function run(example: Example): Promise<number> {
  const before = sideOf(example.diff, '-')
  const usesFile = readsFile(example.text)
  const path = join(folder, '.netrc')
  vi.stubEnv('NETRC', path)
  if (usesFile) writeFileSync(path, before || FILE, { mode: 0o600 })
  const isGiven = !usesFile && !declaresNetrc(example)
  const finish = (after: string): void => {
    expect(after, `README.md:${example.diff?.line}`).toBe(sideOf(example.diff, '+'))
  }
  const { checks, printed } = await runExample(example, {
    page: 'README.md',
    surroundings: {
      file: () => readFileSync(path, 'utf8'),
      finish,
      text: before,
      ...(isGiven && { netrc: example.diff && core.parse(before) }),
    },
    ending: example.diff ? `finish(${usesFile ? 'file()' : 'String(netrc)'})` : '',
  })
  expect(printed).toEqual([])
  return example.diff ? checks + 1 : checks
}

function declaresNetrc({ text }: Block): boolean {
  return text.includes('const netrc =')
}

describe('every block', () => {
  test('is one that is checked here, and closed', () => {
    expect(README.match(/^```/gm)).toHaveLength(2 * blocks.length)
    const languages = new Set(blocks.map(({ language }) => language))
    expect([...languages].sort()).toEqual(['diff', 'sh', 'ts'])
  })

  test('of before and after belongs to an example', () => {
    const shown = examples.flatMap(({ diff }) => diff ?? [])
    expect(shown).toEqual(blocks.filter(({ language }) => language === 'diff'))
  })
})

describe('every example', () => {
  test.each(examples)('does what it says: README.md:$line', async (example) => {
    expect(await run(example)).toBeGreaterThan(0)
  })

  test('is what the compiler takes', { timeout: 60_000 }, () => {
    const sources = examples.map((example): [string, string] => {
      const own = declaresNetrc(example) ? '' : 'declare const netrc: NetrcDocument; '
      const prelude = `import type { NetrcDocument } from 'lossless-netrc'; declare const text: string; ${own}`
      return [join(folder, `readme-${example.line}.ts`), `${prelude}\n${example.text}`]
    })
    expect(complaintsOf(new Map(sources))).toEqual([])
  })
})

describe('the tables', () => {
  test('say how a value is written', () => {
    const rows = rowsOf('value', 'is written')
    expect(rows.length).toBeGreaterThan(5)
    for (const [literal = '', written = ''] of rows) {
      const password: string = new Function(`return ${literal}`)()
      const netrc = core.parse('')
      netrc.set('a.example', { password })
      expect(String(netrc)).toBe(`machine a.example\n  password ${written}\n`)
      expect(core.parse(String(netrc)).get('a.example')?.password).toBe(password)
    }
  })

  test('have every code of an error', () => {
    const rows = [...rowsOf('code', 'when', 'for instance'), ...rowsOf('code', 'when')]
    const codes = literalsOf('src/errors.ts', 'NetrcErrorCode')
    expect(rows.map(([code]) => code).sort()).toEqual(codes.sort())
  })

  test('have an edit that throws the error', () => {
    const rows = rowsOf('code', 'when', 'for instance')
    expect(rows.length).toBeGreaterThan(5)
    for (const [code, , edit = ''] of rows) {
      const netrc = core.parse('machine a.example login anna\n')
      const call = new Function('netrc', 'entry', 'parse', edit)
      const attempt = (): void => call(netrc, netrc.get('a.example'), core.parse)
      expect(attempt, edit).toThrow(expect.objectContaining({ name: 'NetrcError', code }))
    }
  })

  test('have every code of a diagnostic, its severity, and a text that has it alone', () => {
    const rows = rowsOf('code', 'severity', 'when', 'for instance')
    const codes = literalsOf('src/api.ts', 'DiagnosticCode')
    expect(rows.map(([code]) => code).sort()).toEqual(codes.sort())
    for (const [code, severity, , text = ''] of rows) {
      const { diagnostics } = core.parse(
        text.replace(/\\u[0-9a-f]{4}/g, (found) => JSON.parse(`"${found}"`)),
      )
      expect(diagnostics, text).toEqual([expect.objectContaining({ code, severity })])
    }
  })
})

describe('what is named in the documents', () => {
  test('has the commands for a fresh clone, and installs this package', () => {
    const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)
    expect(commands).toEqual([
      `npm install ${MANIFEST.name}\n`,
      'npm ci && npm run demo\nnpm ci && npm test\n',
    ])
  })

  test.each(DOCUMENTS)('is there: %s', (document) => {
    const text = read(document)
    const scripts = [...text.matchAll(/\bnpm (?:run )?((?<=run )[\w:]+|test\b)/g)]
    for (const [, script = ''] of scripts) expect(MANIFEST.scripts).toHaveProperty([script])
    const links = [...text.matchAll(/\]\(([^):#]+)\)/g)]
    const paths = [
      ...text.matchAll(/`((?:src|test|benchmarks|examples|fixtures|\.ci)\/[\w./-]*)`/g),
    ]
    const base = document.includes('/') ? 'fixtures' : '.'
    const missing = [
      ...links.filter(([, path = '']) => !existsSync(join(ROOT, base, path))),
      ...paths.filter(([, path = '']) => !existsSync(join(ROOT, path))),
    ]
    expect(missing.map(([, path]) => path)).toEqual([])
  })

  test('has the versions that the package is tested on', () => {
    const { dependencies, optionalDependencies } = JSON.parse(
      read('test/package/everywhere/package.json'),
    )
    const named = Object.keys({ ...dependencies, ...optionalDependencies })
    const versions = named.flatMap((name) => /^(?:node|typescript)-([\d.]+)$/.exec(name)?.[1] ?? [])
    const compilers = versions.filter((version) => version.includes('.'))
    const nodes = versions.filter((version) => !version.includes('.'))
    const nodeList = `${nodes.slice(0, -1).join(', ')} and ${nodes.at(-1)}`
    const text = README.replaceAll('\n', ' ')
    expect(text).toContain(`tested on Node 20, ${nodeList}, Bun`)
    expect(text).toContain(`with TypeScript ${compilers[0]} to ${compilers.at(-1)};`)
  })

  test('is of this version, and of a corpus of this size', () => {
    expect(README).toContain(`Version ${MANIFEST.version} `)
    expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## \\[?${MANIFEST.version}\\b`, 'm'))
    const [, count] = /more than (\d+) netrc files/.exec(README) ?? []
    const fixtures = readdirSync(join(ROOT, 'fixtures')).filter((name) => name.endsWith('.netrc'))
    expect(fixtures.length).toBeGreaterThan(Number(count))
  })
})

/** What programs answer for `b.example` in files that are not written by the library. */
async function readB(name: ProgramName, ...texts: readonly string[]): Promise<string[]> {
  const questions = texts.map((text) => {
    const home = mkdtempSync(join(folder, 'home-'))
    writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
    return { home, hosts: ['b.example'] }
  })
  return (await READERS[name](questions)).map(([answer]) => answer?.kind ?? 'none')
}

const B = 'machine b.example login me password s3cret\n'

describeWith(['curl', 'git'], 'an empty line helps behind the value machine, quotes do not', () => {
  // Of Debian 12, whose Git reads through the same library; later versions know better.
  test.runIf(versionOf('curl') === '7.88.1').each(['curl', 'git'] as const)(
    'for %s',
    async (name) => {
      for (const value of ['machine', 'MACHINE', 'macdef', 'MacDef', '"machine"']) {
        const a = `machine a.example login me password ${value}\n`
        expect(await readB(name, a + B, `${a}\n${B}`), value).toEqual(['none', 'credentials'])
      }
    },
  )
})

describeWith(['python3'], 'a comment of several words', () => {
  const isTold = versionOf('python3')?.startsWith('3.11.') === true
  test.runIf(isTold)('is read behind a line, and behind an empty line it is not', async () => {
    const a = 'machine a.example login me password s3cret\n'
    expect(await readB('python3', `${a}# two words\n${B}`, `${a}\n# two words\n${B}`)).toEqual([
      'credentials',
      'error',
    ])
  })
})
