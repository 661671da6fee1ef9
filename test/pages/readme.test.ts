import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test, vi } from 'vitest'
import * as core from '../../src/core.ts'
import { blocksOf } from '../support/examples.ts'
import { describeWith, type ProgramName, versionOf } from '../support/programs.ts'
import { READERS } from '../support/readers.ts'
import { rowsOf } from '../support/tables.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'fixtures/README.md',
  'docs/errors.md',
  'docs/files.md',
  'docs/heroku.md',
  'docs/recipes.md',
]

const README = read('README.md')
const MANIFEST = JSON.parse(read('package.json'))
const blocks = blocksOf(README)

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-readme-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

describe('the tables', () => {
  test('show how a value is written', () => {
    const rows = rowsOf(read('docs/format.md'), 'value', 'is written')
    expect(rows.length).toBeGreaterThan(5)
    for (const [literal = '', written = ''] of rows) {
      const password: string = new Function(`return ${literal}`)()
      const netrc = core.parse('')
      netrc.set('a.example', { password })
      expect(String(netrc)).toBe(`machine a.example\n  password ${written}\n`)
      expect(core.parse(String(netrc)).get('a.example')?.password).toBe(password)
    }
  })
})

describe('what the documents name', () => {
  test('has the commands for a fresh clone, and installs this package', () => {
    const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)
    expect(commands).toEqual([
      `npm install ${MANIFEST.name}\n`,
      'npm ci && npm run demo\nnpm ci && npm test\n',
    ])
  })

  test.each(DOCUMENTS)('exists: %s', (document) => {
    const text = read(document)
    const scripts = [...text.matchAll(/\bnpm (?:run )?((?<=run )[\w:]+|test\b)/g)]
    for (const [, script = ''] of scripts) expect(MANIFEST.scripts).toHaveProperty([script])
    const paths = text.matchAll(/`((?:src|test|benchmarks|examples|fixtures|\.ci)\/[\w./-]*)`/g)
    const missing = [...paths].filter(([, path = '']) => !existsSync(join(ROOT, path)))
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

  test('is this version, and the size of the corpus', () => {
    expect(README).toContain(`Version ${MANIFEST.version} `)
    expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## \\[?${MANIFEST.version}\\b`, 'm'))
    const [, count] = /more than (\d+) netrc files/.exec(README) ?? []
    const fixtures = readdirSync(join(ROOT, 'fixtures')).filter((name) => name.endsWith('.netrc'))
    expect(fixtures.length).toBeGreaterThan(Number(count))
  })
})

/** Returns the answers of programs for `b.example` in files that were not written by the library. */
async function readB(name: ProgramName, ...texts: readonly string[]): Promise<string[]> {
  const questions = texts.map((text) => {
    const home = mkdtempSync(join(folder, 'home-'))
    writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
    return { home, hosts: ['b.example'] }
  })
  return (await READERS[name](questions)).map(([answer]) => answer?.kind ?? 'none')
}

const B = 'machine b.example login me password s3cret\n'

describeWith(['curl', 'git'], 'an empty line helps after the value machine, quotes do not', () => {
  // Of Debian 12, whose Git uses the same library to read; later versions do better.
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
  test.runIf(isTold)('is read after a line, but not after an empty line', async () => {
    const a = 'machine a.example login me password s3cret\n'
    expect(await readB('python3', `${a}# two words\n${B}`, `${a}\n# two words\n${B}`)).toEqual([
      'credentials',
      'error',
    ])
  })
})
