import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import { describeWith } from '../support/programs.ts'
import { READERS } from '../support/readers.ts'
import * as page from './migrating/page.ts'
import { describeWithPeer, type LibraryName, PEERS, type Peer } from './migrating/peers.ts'
import { GIT_PASSWORD, QUESTIONS, START } from './migrating/questions.ts'
import { type Call, evaluate, folder, type Outcome, runExample } from './migrating/runs.ts'
import { answerOf, factsOf, isEndless, LIMIT, statementOf } from './migrating/statements.ts'

// docs/migrating.md says nothing that does not run here.

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The library of a program; undefined where it needs this one alone. */
function peerOf({ language, text }: page.Block): Peer | undefined {
  const [, module] = /require\('([\w-]+)'\)/.exec(text) ?? []
  const name = language === 'js' ? module : language
  return PEERS.find((peer) => peer.name === name)
}

function testExamples(examples: readonly page.Example[]): void {
  test.concurrent.each(examples)('does what it says: docs/migrating.md:$line', async (example) => {
    const { diff } = example
    if (diff) expect(page.sideOf(diff, '-'), 'the diff starts with the file').toBe(page.FILE)
    const expected = diff ? page.sideOf(diff, '+') : page.FILE
    const printed = page.printedBy(example)
    expect(await runExample(example)).toEqual({ printed, file: expected })
    expect(diff !== undefined || printed !== '', 'something is checked').toBe(true)
  })
}

/** The file of a row of a table of differences. */
function fileOf([, cell]: readonly string[]): string {
  return page.textOf(page.codeOf(cell))
}

async function checkDifferences(name: LibraryName, mark: string): Promise<void> {
  const rows = page.rowsOf(mark)
  const column = name === 'lossless-netrc' ? 3 : 2
  const statements = rows
    .filter((row) => !isEndless(row[column]))
    .map((row) => ({ title: row[0], ...statementOf(row[column] ?? '', fileOf(row)) }))
  const outcomes = await evaluate(name, statements)
  for (const [at, { title, code, expected }] of statements.entries()) {
    expect(outcomes[at], `${title}: ${code}`).toMatchObject(expected)
    if (expected.error === undefined) expect(outcomes[at]).not.toHaveProperty('error')
  }
}

describe('the page', () => {
  test('has no block that is not checked here', () => {
    expect(page.PAGE.match(/^```/gm)).toHaveLength(2 * page.BLOCKS.length)
    const languages = new Set(page.BLOCKS.map(({ language }) => language))
    expect([...languages].sort()).toEqual(['diff', 'js', 'netrc', 'python', 'ruby', 'ts'])
    expect(page.BLOCKS.filter(({ language }) => language === 'netrc')).toHaveLength(2)
    const shown = page.EXAMPLES.flatMap(({ diff }) => diff ?? [])
    expect(shown).toEqual(page.BLOCKS.filter(({ language }) => language === 'diff'))
  })

  test('has no table that is not checked here, but for the list of its sections', () => {
    const marks = [...page.PAGE.matchAll(/^<!-- (.+) -->$/gm)].map(([, mark]) => mark)
    const checked = PEERS.flatMap(({ name }) => [`calls: ${name}`, `behaviour: ${name}`])
    expect(marks).toEqual(['the file itself', ...checked])
    expect(page.PAGE.match(/^\|---/gm)).toHaveLength(1 + marks.length)
    for (const mark of checked) expect(page.rowsOf(mark).length, mark).toBeGreaterThan(5)
  })

  test('links to what is there', () => {
    const links = [...page.PAGE.matchAll(/\]\(([^#)]*)(?:#([^)]*))?\)/g)]
    const docs = fileURLToPath(new URL('../../docs', import.meta.url))
    for (const [link, path = '', anchor] of links) {
      const target = join(docs, path || 'migrating.md')
      expect(existsSync(target), link).toBe(true)
      if (anchor) expect(page.anchorsOf(readFileSync(target, 'utf8')), link).toContain(anchor)
    }
    const anchors = page.anchorsOf(page.PAGE)
    expect(new Set(anchors).size).toBe(anchors.length)
  })
})

/** What a cell of the table of the file itself says of a call. */
function cellOf({ value = '', error, path }: Outcome): string {
  if (error !== undefined) return 'an error'
  return value.startsWith('/') ? `\`${value.replace(path, '~/.netrc')}\`` : value
}

async function checkFileItself(name: LibraryName): Promise<void> {
  const column = 1 + [...PEERS.map((peer) => peer.name), 'lossless-netrc'].indexOf(name)
  const rows = page.rowsOf('the file itself')
  const calls = Object.values(QUESTIONS).map((codes) => ({ file: START, code: codes[name] }))
  const outcomes = await evaluate(name, calls)
  const shown = rows.map((row) => [row[0], row[column]])
  expect(shown).toEqual(
    Object.keys(QUESTIONS).map((question, at) => [question, cellOf(outcomes[at] ?? { path: '' })]),
  )
}

describe('with lossless-netrc', () => {
  testExamples(page.EXAMPLES.filter((example) => peerOf(example) === undefined))

  test('the example with types is what the compiler takes', { timeout: 60_000 }, () => {
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
    await checkDifferences('lossless-netrc', `behaviour: ${name}`)
  })

  test('what is said of the file itself is so', () => checkFileItself('lossless-netrc'))
})

describe.each(PEERS)('from', (peer) => {
  describeWithPeer(peer, () => {
    const { name } = peer
    testExamples(page.EXAMPLES.filter((example) => peerOf(example)?.name === name))

    test('the table of differences is right', async () => {
      await checkDifferences(name, `behaviour: ${name}`)
    })

    const endless = page.rowsOf(`behaviour: ${name}`).filter((row) => isEndless(row[2]))
    test.each(endless)('a call does not end for a file with %s', async (...row) => {
      const calls = [{ file: fileOf(row), code: '0' }]
      const others = [{ file: fileOf(row).replace('# mine', ''), code: '0' }]
      const start = performance.now()
      expect(await evaluate(name, others), 'without the comment').toHaveLength(1)
      const limit = Math.ceil(LIMIT + performance.now() - start)
      await expect(evaluate(name, calls, limit)).rejects.toMatchObject({ killed: true })
    })

    test('what is said of the file itself is so', () => checkFileItself(name))

    test('what the new version of a tool logs in with, the old one reads', async () => {
      const logIn = page.EXAMPLES.find(({ text }) => text.includes("netrc.set('git.example'"))
      const file = logIn?.diff ? page.sideOf(logIn.diff, '+') : ''
      const [answer] = await evaluate(name, [{ file, code: GIT_PASSWORD[name] }])
      expect(answer?.value).toBe('n3w-s3cret')
    })

    test('the calls on both sides of a row do the same', async () => {
      const rows = page.rowsOf(`calls: ${name}`)
      const [theirs, ours] = await Promise.all([
        evaluate(
          name,
          rows.map(([cell]) => plainCall(cell)),
        ),
        evaluate(
          'lossless-netrc',
          rows.map(([, cell]) => plainCall(cell)),
        ),
      ])
      for (const [at, row] of rows.entries()) {
        const [left, right] = [theirs[at], ours[at]]
        if (!left || !right) throw new Error('no answer')
        const title = row.join(' / ')
        expect([left.error, right.error], title).toEqual([undefined, undefined])
        expect(factsOf(right.file), title).toEqual(factsOf(left.file))
        const isEdit =
          JSON.stringify(factsOf(left.file)) !== JSON.stringify(factsOf(page.PLAIN_FILE))
        if (!isEdit) expect(answerOf(right), title).toEqual(answerOf(left))
      }
    })
  })
})

/** A cell of a table of calls, on the plain file. */
function plainCall(cell: string | undefined): Call {
  const code = page.codeOf(cell)
  expect(code, cell).not.toBe('')
  return { file: page.PLAIN_FILE, code }
}

describeWith(['curl'], 'what is said of other programs', () => {
  test('the first account counts, a further field does no harm, a host name is found', async () => {
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
