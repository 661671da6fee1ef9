import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import * as page from './page.ts'
import { describeWithPeer, type LibraryName, PEERS, type Peer } from './peers.ts'
import { GIT_PASSWORD, QUESTIONS, START } from './questions.ts'
import { type Call, evaluate, folder, type Outcome, runExample } from './runs.ts'
import { answerOf, factsOf, isEndless, LIMIT, statementOf } from './statements.ts'

// Tests of what docs/migrating.md says about each library.

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Returns the library that a program needs; `undefined` if it only needs this one. */
export function peerOf({ language, text }: page.Block): Peer | undefined {
  const [, module] = /require\('([\w-]+)'\)/.exec(text) ?? []
  const name = language === 'js' ? module : language
  return PEERS.find((peer) => peer.name === name)
}

/** Defines a test for each of some programs of the page. */
export function testExamples(examples: readonly page.Example[]): void {
  test.concurrent.each(examples)('does what it says: docs/migrating.md:$line', async (example) => {
    const { diff } = example
    if (diff) expect(page.sideOf(diff, '-'), 'the diff starts with the file').toBe(page.FILE)
    const expected = diff ? page.sideOf(diff, '+') : page.FILE
    const printed = page.printedBy(example)
    expect(await runExample(example)).toEqual({ printed, file: expected })
    expect(diff !== undefined || printed !== '', 'something is checked').toBe(true)
  })
}

/** Returns the file in a row of a table of differences. */
function fileOf([, cell]: readonly string[]): string {
  return page.textOf(page.codeOf(cell))
}

/** Checks the column of a library in a table of differences. */
export async function checkDifferences(name: LibraryName, mark: string): Promise<void> {
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

/** Returns the cell about a call in the table of the file itself. */
function cellOf({ value = '', error, path }: Outcome): string {
  if (error !== undefined) return 'an error'
  return value.startsWith('/') ? `\`${value.replace(path, '~/.netrc')}\`` : value
}

/** Checks the column of a library in the table of the file itself. */
export async function checkFileItself(name: LibraryName): Promise<void> {
  const column = 1 + [...PEERS.map((peer) => peer.name), 'lossless-netrc'].indexOf(name)
  const rows = page.rowsOf('the file itself')
  const calls = Object.values(QUESTIONS).map((codes) => ({ file: START, code: codes[name] }))
  const outcomes = await evaluate(name, calls)
  const shown = rows.map((row) => [row[0], row[column]])
  expect(shown).toEqual(
    Object.keys(QUESTIONS).map((question, at) => [question, cellOf(outcomes[at] ?? { path: '' })]),
  )
}

/** Tests the examples and tables about migrating from a library. */
export function testPeer(peer: Peer): void {
  describeWithPeer(peer, () => {
    const { name } = peer
    testExamples(page.EXAMPLES.filter((example) => peerOf(example)?.name === name))

    test('the table of differences is right', async () => {
      await checkDifferences(name, `behavior: ${name}`)
    })

    const endless = page.rowsOf(`behavior: ${name}`).filter((row) => isEndless(row[2]))
    test.each(endless)('a call does not end for a file with %s', async (...row) => {
      const calls = [{ file: fileOf(row), code: '0' }]
      const others = [{ file: fileOf(row).replace('# mine', ''), code: '0' }]
      const start = performance.now()
      expect(await evaluate(name, others), 'without the comment').toHaveLength(1)
      const limit = Math.ceil(LIMIT + performance.now() - start)
      await expect(evaluate(name, calls, limit)).rejects.toMatchObject({ killed: true })
    })

    test('the table of the file itself is right', () => checkFileItself(name))

    test('the old version of a tool reads what the new one logs in with', async () => {
      const logIn = page.EXAMPLES.find(({ text }) => text.includes("netrc.set('git.example'"))
      const file = logIn?.diff ? page.sideOf(logIn.diff, '+') : ''
      const [answer] = await evaluate(name, [{ file, code: GIT_PASSWORD[name] }])
      expect(answer?.value).toBe('n3w-s3cret')
    })

    test('the calls on both sides of a row do the same thing', async () => {
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
}

/** Tests the first example about migrating from a library, and its table of differences. */
export function testPeerInShort(peer: Peer): void {
  describeWithPeer(peer, () => {
    const { name } = peer
    testExamples(page.EXAMPLES.filter((example) => peerOf(example)?.name === name).slice(0, 1))

    test('the table of differences is right', async () => {
      await checkDifferences(name, `behavior: ${name}`)
    })
  })
}

/** Returns a cell of a table of calls, on the plain file. */
function plainCall(cell: string | undefined): Call {
  const code = page.codeOf(cell)
  expect(code, cell).not.toBe('')
  return { file: page.PLAIN_FILE, code }
}
