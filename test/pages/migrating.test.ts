import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'node:util'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { describeWith } from '../support/programs.ts'
import { READERS } from '../support/readers.ts'
import {
  checkDifferences,
  checkFileItself,
  peerOf,
  testExamples,
  testPeerInShort,
} from './migrating/checks.ts'
import * as page from './migrating/page.ts'
import { PEERS } from './migrating/peers.ts'
import { folder } from './migrating/runs.ts'

// Everything that docs/migrating.md says is run here or in the hard tests.

describe('the page', () => {
  test('has no block that is not checked here', () => {
    expect(page.PAGE.match(/^```/gm)).toHaveLength(2 * page.BLOCKS.length)
    const languages = new Set(page.BLOCKS.map(({ language }) => language))
    expect([...languages].sort()).toEqual(['diff', 'js', 'netrc', 'python', 'ruby', 'ts'])
    expect(page.BLOCKS.filter(({ language }) => language === 'netrc')).toHaveLength(2)
    const shown = page.EXAMPLES.flatMap(({ diff }) => diff ?? [])
    expect(shown).toEqual(page.BLOCKS.filter(({ language }) => language === 'diff'))
  })

  test('has no table that is not checked here, except for the list of its sections', () => {
    const marks = [...page.PAGE.matchAll(/^<!-- (.+) -->$/gm)].map(([, mark]) => mark)
    const checked = PEERS.flatMap(({ name }) => [`calls: ${name}`, `behavior: ${name}`])
    expect(marks).toEqual(['the file itself', ...checked])
    expect(page.PAGE.match(/^\|---/gm)).toHaveLength(1 + marks.length)
    for (const mark of checked) expect(page.rowsOf(mark).length, mark).toBeGreaterThan(5)
  })
})

describe('with lossless-netrc', () => {
  testExamples(page.EXAMPLES.filter((example) => peerOf(example) === undefined).slice(0, 2))

  test('the compiler accepts the example with types', { timeout: 60_000 }, () => {
    const files = page.EXAMPLES.filter(({ language }) => language === 'ts').map((example) => {
      const path = join(folder, `example-${example.line}.ts`)
      writeFileSync(path, example.text)
      return path
    })
    const program = ts.createProgram(files, {
      ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true },
      ...{ target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'] },
      ...{ module: ts.ModuleKind.NodeNext, types: [], preserveSymlinks: true },
      ...{ moduleDetection: ts.ModuleDetectionKind.Force },
    })
    const complaints = ts.getPreEmitDiagnostics(program)
    expect(complaints.map(({ messageText }) => format(messageText))).toEqual([])
    expect(files).toHaveLength(1)
  })

  test.each(PEERS)('the table of differences is right: $name', async ({ name }) => {
    await checkDifferences('lossless-netrc', `behavior: ${name}`)
  })

  test('the table of the file itself is right', () => checkFileItself('lossless-netrc'))
})

describe.each(PEERS)('from', testPeerInShort)

describeWith(['curl'], 'what the page says about other programs', () => {
  test('the first account counts, a further field is skipped, and a host name is found', async () => {
    const texts = [
      page.FILE,
      page.FILE.replace('old-s3cret', 'old-s3cret\n  token t0ken'),
      `machine ${new URL('https://registry.example/v1').hostname} login anna password old-s3cret\n`,
    ]
    const hosts = ['api.example', 'api.example', 'registry.example']
    const questions = texts.map((text, at) => {
      const home = mkdtempSync(join(folder, 'curl-'))
      writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
      return { home, hosts: hosts.slice(at, at + 1) }
    })
    const answers = await READERS.curl(questions)
    const expected = { kind: 'credentials', bytes: Buffer.from('anna:old-s3cret') }
    expect(answers).toEqual(texts.map(() => [expected]))
  })
})
