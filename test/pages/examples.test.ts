import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

// The examples of these pages; those of recipes.md and migrating.md have their own tests.

const PAGES = ['README.md', 'docs/errors.md', 'docs/files.md', 'docs/format.md']
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-examples-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function readsFile(text: string): boolean {
  return /\b(?:read|update)(?:Netrc|Credentials)/.test(text)
}

/** The file for an example that shows no file. */
const FILE = 'machine api.example login anna password s3cret\n'

/** Runs an example, and returns how many checks it had. One that imports the file layer gets its text as a file. */
async function run(page: string, example: Example): Promise<number> {
  const before = sideOf(example.diff, '-')
  const usesFile = readsFile(example.text)
  const path = join(folder, '.netrc')
  vi.stubEnv('NETRC', path)
  if (usesFile) writeFileSync(path, before || FILE, { mode: 0o600 })
  const isGiven = !usesFile && !declaresNetrc(example)
  const finish = (after: string): void => {
    expect(after, `${page}:${example.diff?.line}`).toBe(sideOf(example.diff, '+'))
  }
  const { checks, printed } = await runExample(example, {
    page,
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

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const blocks = blocksOf(text)
  const examples = examplesOf(blocks)

  test('has only blocks that are checked here, all of them closed', () => {
    expect(text.match(/^```/gm) ?? []).toHaveLength(2 * blocks.length)
    const languages = new Set(blocks.map(({ language }) => language))
    expect(
      [...languages].filter((language) => !['diff', 'netrc', 'sh', 'ts'].includes(language)),
    ).toEqual([])
  })

  test('has a diff only below an example', () => {
    const shown = examples.flatMap(({ diff }) => diff ?? [])
    expect(shown).toEqual(blocks.filter(({ language }) => language === 'diff'))
  })

  test.each(examples)('has an example that does what it says: line $line', async (example) => {
    expect(await run(page, example)).toBeGreaterThan(0)
  })

  test('has examples that the compiler accepts', { timeout: 60_000 }, () => {
    const sources = examples.map((example): [string, string] => {
      const own = declaresNetrc(example) ? '' : 'declare const netrc: NetrcDocument; '
      const prelude = `import type { NetrcDocument } from 'lossless-netrc'; declare const text: string; ${own}`
      return [join(folder, `example-${example.line}.ts`), `${prelude}\n${example.text}`]
    })
    expect(complaintsOf(new Map(sources))).toEqual([])
  })
})
