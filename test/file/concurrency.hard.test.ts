import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type NetrcDocument, parse, updateNetrc, updateNetrcSync } from '../../src/index.ts'
import { buildChildren, type Children } from './concurrency/children.ts'
import type { ForeignRecord } from './concurrency/foreign-writer.ts'
import { namesOf, OLD_NAMES, OLD_TEXT, passwordOf } from './concurrency/machines.ts'
import type { UpdateRecord } from './concurrency/updater.ts'

// Many processes change one file at once: no update that was reported as stored is missing, and nothing else is left.

let children: Children
beforeAll(async () => {
  children = await buildChildren()
}, 60_000)
afterAll(() => children?.remove())

/** Makes a directory that has only the file with many entries. */
function homeNamed(name: string): { home: string; file: string } {
  const home = join(children.directory, name)
  const file = join(home, '.netrc')
  mkdirSync(home)
  writeFileSync(file, OLD_TEXT, { mode: 0o600 })
  return { home, file }
}

/** Alternates between the two forms. */
function formOf(index: number): 'async' | 'sync' {
  return index % 2 === 0 ? 'async' : 'sync'
}

/** Expects the unchanged old text, followed by these machines in any order. */
function expectAdded(file: string, names: readonly string[]): void {
  const text = readFileSync(file, 'utf8')
  expect(text.startsWith(OLD_TEXT)).toBe(true)
  const added = parse(text.slice(OLD_TEXT.length)).entries
  const found = added.map(({ name, password }) => `${name} ${password}`)
  expect(found.sort()).toEqual(names.map((name) => `${name} ${passwordOf(name)}`).sort())
}

/** Returns eight processes with fifty updates each, and the names that they add. */
function eightProcesses(file: string): { names: string[]; run(): Promise<unknown> } {
  const updaters = Array.from({ length: 8 }, (_, index) => ({
    file,
    name: `process-${index}`,
    count: 50,
    form: formOf(index),
  }))
  return {
    names: updaters.flatMap(({ name, count }) => namesOf(name, count)),
    run: () => Promise.all(updaters.map((job) => children.update(job))),
  }
}

test('eight processes lose none of 400 updates, and a reader sees no partial file', async () => {
  const { home, file } = homeNamed('processes')
  const { names, run } = eightProcesses(file)
  const { reads, counts, incomplete, failures } = await children.readWhile(file, run)

  expect(names.length).toBe(400)
  expectAdded(file, names)
  expect(parse(readFileSync(file)).entries.length).toBe(450)
  expect(readdirSync(home)).toEqual(['.netrc'])
  expect({ incomplete, failures }).toEqual({ incomplete: 0, failures: [] })
  expect(counts).toEqual([...counts].sort((one, other) => one - other))
  // The reader did read while they wrote.
  expect(counts[0]).toBeLessThan(100)
  expect(counts.length).toBeGreaterThan(50)
  expect(reads).toBeGreaterThan(200)
}, 60_000)

test('twenty processes lose none of 600 updates, and none waits for long', async () => {
  const { home, file } = homeNamed('many')
  const journal = join(children.directory, 'many-journal')
  const jobs = Array.from({ length: 20 }, (_, index) => ({
    file,
    name: `many-${index}`,
    count: 30,
    form: formOf(index),
    journal,
  }))
  await Promise.all(jobs.map((job) => children.update(job)))
  expectAdded(
    file,
    jobs.flatMap(({ name, count }) => namesOf(name, count)),
  )
  expect(readdirSync(home)).toEqual(['.netrc'])
  const times = recordsOf<UpdateRecord>(journal).map(({ called, end }) => end - called)
  const slowest = Math.round(Math.max(...times))
  console.info(`600 updates of twenty processes: the slowest took ${slowest} ms`)
  expect(slowest).toBeLessThan(15_000)
}, 60_000)

test('10,000 updates, some of which fail, leave no descriptor open', async () => {
  const { home, file } = homeNamed('descriptors')
  const open = (): number => readdirSync('/proc/self/fd').length
  const fail = (): never => {
    throw new Error('not today')
  }
  const updateOnce = (index: number): void => {
    const edit = index % 3 === 0 ? fail : (netrc: NetrcDocument) => set(netrc, index)
    try {
      updateNetrcSync(edit, { path: index % 7 === 0 ? home : file })
    } catch {
      // As it should.
    }
  }
  const set = (netrc: NetrcDocument, index: number): void => {
    netrc.set(OLD_NAMES[0] ?? '', { password: String(index) })
  }
  updateOnce(1)
  const before = open()
  for (let index = 0; index < 10_000; index++) updateOnce(index)
  expect(open()).toBe(before)
  for (let index = 0; index < 200; index++) {
    await updateNetrc(index % 3 === 0 ? fail : (netrc) => set(netrc, index), { path: file }).catch(
      () => {},
    )
  }
  expect(open()).toBe(before)
}, 120_000)

test('four threads lose none of 100 updates', async () => {
  const { home, file } = homeNamed('threads')
  const threads = Array.from({ length: 4 }, (_, index) => ({
    file,
    name: `thread-${index}`,
    count: 25,
    form: formOf(index),
  }))
  await Promise.all(threads.map((job) => children.updateInThread(job)))
  expectAdded(
    file,
    threads.flatMap(({ name, count }) => namesOf(name, count)),
  )
  expect(readdirSync(home)).toEqual(['.netrc'])
}, 30_000)

test('one process loses none of 100 updates at once', async () => {
  const { home, file } = homeNamed('at-once')
  const names = namesOf('at-once', 100)
  const results = await Promise.all(
    names.map((name) =>
      updateNetrc((netrc) => netrc.set(name, { password: passwordOf(name) }).name, { path: file }),
    ),
  )
  expect(results).toEqual(
    names.map((value) => ({ path: file, changed: true, created: false, value })),
  )
  expectAdded(file, names)
  expect(readdirSync(home)).toEqual(['.netrc'])
}, 30_000)

test('one process makes a new file once, whichever comes first', async () => {
  const { home } = homeNamed('new')
  const path = join(home, 'new')
  const names = namesOf('new', 20)
  const results = await Promise.all(
    names.map((name) =>
      updateNetrc((netrc) => netrc.set(name, { password: passwordOf(name) }).name, { path }),
    ),
  )
  expect(results.filter(({ created }) => created).length).toBe(1)
  expect(
    parse(readFileSync(path))
      .entries.map(({ name }) => name)
      .sort(),
  ).toEqual(names.sort())
})

describe('a program that does not use the lock', () => {
  const UPDATES = [
    ['updateNetrc', updateNetrc],
    ['updateNetrcSync', updateNetrcSync],
  ] as const

  test.each(UPDATES)(
    'keeps what it writes while %s edits: the edit runs again',
    async (form, update) => {
      const { home, file } = homeNamed(`during-${form}`)
      let runs = 0
      const result = await update(
        (netrc) => {
          netrc.set('mine.example', { password: passwordOf('mine.example') })
          if (++runs > 5) return
          const foreign = `machine foreign-${runs}.example password ${passwordOf(`foreign-${runs}.example`)}\n`
          writeFileSync(file, readFileSync(file, 'utf8') + foreign)
        },
        { path: file },
      )
      expect(result).toMatchObject({ changed: true, created: false })
      expect(runs).toBe(6)
      expectAdded(file, [...[1, 2, 3, 4, 5].map((run) => `foreign-${run}.example`), 'mine.example'])
      expect(readdirSync(home)).toEqual(['.netrc'])
    },
  )

  test('loses only those updates of this library that it overwrites itself, and the old entries stay', async () => {
    const { home, file } = homeNamed('foreign')
    const journals = { ours: join(home, 'ours'), foreign: join(home, 'foreign') }
    const updaters = Array.from({ length: 4 }, (_, index) => ({
      file,
      name: `mine-${index}`,
      count: 25,
      form: formOf(index),
      journal: journals.ours,
    }))
    await Promise.all([
      ...updaters.map((job) => children.update(job)),
      children.writeForeign({ file, name: 'foreign', count: 60, journal: journals.foreign }),
    ])
    const ours = recordsOf<UpdateRecord>(journals.ours)
    const foreign = recordsOf<ForeignRecord>(journals.foreign)
    const found = new Set(parse(readFileSync(file)).entries.map(({ name }) => name))
    const isLost = ({ name }: { readonly name: string }): boolean => !found.has(name)

    expect({ ours: ours.length, foreign: foreign.length }).toEqual({ ours: 100, foreign: 60 })
    expect(OLD_NAMES.filter((name) => !found.has(name))).toEqual([])
    expect(readFileSync(file, 'utf8').startsWith(OLD_TEXT)).toBe(true)
    // Our update is lost only if the other program read the file before our edit was stored and wrote it afterwards.
    const unexplained = ours.filter(isLost).filter((update) => {
      const overwrites = foreign.filter((write) => overlap(write, update))
      return !overwrites.some(({ read }) => !read.includes(update.name))
    })
    expect(unexplained).toEqual([])
    // And the other program's update is lost only between our last look and our rename.
    expect(
      foreign.filter(isLost).filter((write) => !ours.some((update) => overlap(write, update))),
    ).toEqual([])
    expect(foreign.filter(isLost).length).toBeLessThan(foreign.length / 4)
    expect(readdirSync(home).sort()).toEqual(['.netrc', 'foreign', 'ours'])
  }, 30_000)
})

function recordsOf<Record>(journal: string): Record[] {
  const lines = readFileSync(journal, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Record)
}

interface Span {
  readonly start: number
  readonly end: number
}

function overlap(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end
}

describe('a .netrc.lock of another program', () => {
  const LOCKS = [
    ['a file', (path: string) => writeFileSync(path, '4711\n')],
    ['an empty directory', (path: string) => mkdirSync(path)],
    [
      'a directory with a file in it',
      (path: string) => {
        mkdirSync(path)
        writeFileSync(join(path, 'owner'), '4711\n')
      },
    ],
  ] as const

  test.each(LOCKS)('is not touched and does not block updates if it is %s', async (kind, make) => {
    const { home, file } = homeNamed(kind.replaceAll(' ', '-'))
    const lock = `${file}.lock`
    make(lock)
    const before = looksOf(lock)
    const names = namesOf('mine', 20)
    for (const [index, name] of names.entries()) {
      const update = formOf(index) === 'async' ? updateNetrc : updateNetrcSync
      await update((netrc) => netrc.set(name, { password: passwordOf(name) }).name, {
        path: file,
        timeout: 2000,
      })
    }
    expectAdded(file, names)
    expect(looksOf(lock)).toEqual(before)
    expect(readdirSync(home).sort()).toEqual(['.netrc', '.netrc.lock'])
  })
})

/** Returns everything that a change would affect, of a file or of a directory with its content. */
function looksOf(path: string): unknown {
  const { ino, mode, size, mtimeMs, ctimeMs } = statSync(path)
  const stats = { ino, mode, size, mtimeMs, ctimeMs }
  if (statSync(path).isFile()) return { ...stats, text: readFileSync(path, 'utf8') }
  return { ...stats, content: readdirSync(path).map((name) => looksOf(join(path, name))) }
}
