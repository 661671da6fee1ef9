import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import ts from 'typescript'
import { afterAll, describe, expect, test, vi } from 'vitest'
import * as core from '../../src/core.ts'
import * as index from '../../src/index.ts'
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

/** A fenced piece of the README. */
interface Block {
  readonly language: string
  readonly text: string
  /** The line of the README on which its first line stands. */
  readonly line: number
}

/** An example, and what it makes of a file where that is shown: the block right behind it. */
interface Example extends Block {
  readonly diff: Block | undefined
}

const README = read('README.md')
const MANIFEST = JSON.parse(read('package.json'))
const blocks = blocksOf(README)
const examples = blocks.flatMap((block, at): Example[] => {
  const next = blocks[at + 1]
  if (block.language !== 'ts') return []
  return [{ ...block, diff: next?.language === 'diff' ? next : undefined }]
})

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-readme-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = '', 2: text = '', index: at }) => ({
      language,
      text,
      line: markdown.slice(0, at).split('\n').length + 1,
    }),
  )
}

/** One side of a diff. */
function sideOf(diff: Block | undefined, side: '-' | '+'): string {
  const lines = diff?.text.split('\n').slice(0, -1) ?? []
  const own = lines.filter((line) => line === '' || line.startsWith(' ') || line.startsWith(side))
  return own.map((line) => `${line.slice(1)}\n`).join('')
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

/** The example with its comments `// =>` and `// prints` as checks. */
function withChecks({ text, line, diff }: Example): string {
  const lines = text.split('\n').map((source, at) => {
    const [, code, kind, result] = /^(.*\S) \/\/ (=>|prints) (.+)$/.exec(source) ?? []
    if (kind === '=>') return `check(${code}, ${result}, ${line + at})`
    return kind ? `${code}; checkPrinted(${JSON.stringify(result)}, ${line + at})` : source
  })
  return diff
    ? `${lines.join('\n')}\nfinish(${readsFile(text) ? 'file()' : 'String(netrc)'})`
    : lines.join('\n')
}

function readsFile(text: string): boolean {
  return /\b(?:read|update)(?:Netrc|Credentials)/.test(text)
}

/** What the file holds for an example that shows no file. */
const FILE = 'machine api.example login anna password s3cret\n'

/** Run an example, and tell how much of it was checked. One that imports the file layer finds its text in a file. */
async function run(example: Example): Promise<number> {
  let checks = 0
  const check = (actual: unknown, expected: unknown, line: number): void => {
    checks++
    expect(actual, `README.md:${line}`).toStrictEqual(expected)
  }
  const printed: string[] = []
  const before = sideOf(example.diff, '-')
  const surroundings: Record<string, unknown> = {
    check,
    checkPrinted: (expected: string, line: number) => check(printed.shift(), expected, line),
    console: { log: (...values: unknown[]) => printed.push(format(...values)) },
    file: () => readFileSync(join(folder, '.netrc'), 'utf8'),
    finish: (after: string) => check(after, sideOf(example.diff, '+'), example.diff?.line ?? 0),
    require: (name: string) => ({ 'lossless-netrc': index, 'lossless-netrc/core': core })[name],
    exports: {},
    text: before,
  }
  const usesFile = readsFile(example.text)
  const path = join(folder, '.netrc')
  vi.stubEnv('NETRC', path)
  if (usesFile) writeFileSync(path, before || FILE, { mode: 0o600 })
  else if (!declaresNetrc(example)) surroundings.netrc = example.diff && core.parse(before)
  const { outputText } = ts.transpileModule(withChecks(example), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const body = new AsyncFunction(...Object.keys(surroundings), outputText)
  await body(...Object.values(surroundings))
  expect(printed).toEqual([])
  return checks
}

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor

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
    const files = examples.map((example) => {
      const own = declaresNetrc(example) ? '' : 'declare const netrc: NetrcDocument; '
      const prelude = `import type { NetrcDocument } from 'lossless-netrc'; declare const text: string; ${own}`
      const path = join(folder, `readme-${example.line}.ts`)
      writeFileSync(path, `${prelude}\n${example.text}`)
      return path
    })
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
      paths: { 'lossless-netrc': [join(ROOT, 'src/index.ts')] },
    })
    const complaints = files.flatMap((path) => {
      const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(path))
      return found.map(({ messageText }) => `${path}: ${format(messageText)}`)
    })
    expect(complaints).toEqual([])
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
      const { diagnostics } = core.parse(text)
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
    const paths = [...text.matchAll(/`((?:src|test|bench|examples|fixtures|\.ci)\/[\w./-]*)`/g)]
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
