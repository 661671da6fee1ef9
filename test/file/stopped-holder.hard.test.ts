import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, updateNetrc, updateNetrcSync } from '../../src/index.ts'
import { buildInjector } from '../../tools/faults/injector.ts'
import { workThrough } from '../../tools/work-through.ts'
import { bundle } from './faults/bundle.ts'
import { describeWithCompiler, Updater } from './faults/injector.ts'

const OLD = 'machine a.example login me password s3cret-old\n'
const isRoot = process.getuid?.() === 0

let root = ''
let made = 0

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
})

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** Makes a file in its own directory. */
function makeFile(): { directory: string; path: string; lock: string } {
  const directory = join(root, String(++made))
  const path = join(directory, '.netrc')
  mkdirSync(directory)
  writeFileSync(path, OLD, { mode: 0o600 })
  return { directory, path, lock: `${path}.lossless-netrc` }
}

/** Makes a file with a lock that a dead process left, with these names in it. */
function makeLocked(names: readonly string[]): { directory: string; path: string; lock: string } {
  const file = makeFile()
  mkdirSync(file.lock, { mode: 0o700 })
  for (const name of names) writeFileSync(join(file.lock, name), 'machine cut.exam')
  return file
}

const addNext = { password: 's3cret-next' }

describe('the lock of a process that died', () => {
  test('is taken over within 6 seconds, by the blocking form too, and nothing of it is left', async () => {
    const { directory, path } = makeLocked(['0123456789abcdef'])
    const other = makeLocked(['0123456789abcdef', 'fedcba9876543210'])
    const start = performance.now()
    await Promise.all([
      updateNetrc((netrc) => netrc.set('a.example', addNext), { path }),
      updateNetrc((netrc) => netrc.set('a.example', addNext), { path: other.path }),
    ])
    const middle = performance.now()
    const third = makeLocked(['0123456789abcdef'])
    updateNetrcSync((netrc) => netrc.set('a.example', addNext), { path: third.path })
    const delays = [middle - start, performance.now() - middle].map(Math.round)
    for (const delay of delays) {
      expect(delay).toBeGreaterThan(3900)
      expect(delay).toBeLessThan(6000)
    }
    for (const place of [directory, other.directory, third.directory]) {
      expect(readdirSync(place)).toEqual(['.netrc'])
      const text = readFileSync(join(place, '.netrc'), 'utf8')
      expect(text).toBe('machine a.example login me password s3cret-next\n')
    }
    console.info(`a dead process's lock was taken over after ${delays.join(' and ')} ms`)
  })

  test('is taken over within a second if it is empty', async () => {
    const { directory, path } = makeLocked([])
    const start = performance.now()
    await updateNetrc((netrc) => netrc.set('a.example', addNext), { path })
    const delay = Math.round(performance.now() - start)
    expect(delay).toBeGreaterThan(190)
    expect(delay).toBeLessThan(1000)
    expect(readdirSync(directory)).toEqual(['.netrc'])
    console.info(`an empty lock was taken over after ${delay} ms`)
  })

  test.runIf(isRoot)('is moved aside if it is root’s and cannot be listed', async () => {
    const { directory, path, lock } = makeLocked(['0123456789abcdef'])
    chownSync(root, 65534, 65534)
    chownSync(directory, 65534, 65534)
    chownSync(path, 65534, 65534)
    const program = await bundle('updater', root)
    const updater = new Updater(program, '', directory, { uid: 65534, gid: 65534 })
    const task = { form: 'async', path, password: 's3cret-next', timeout: 10_000 } as const
    const { report } = await updater.attempt(task)
    updater.end()
    expect(report).toEqual({ kind: 'resolved' })
    expect(readFileSync(path, 'utf8')).toBe('machine a.example login me password s3cret-next\n')
    const [name = '', aside = '', ...more] = readdirSync(directory)
    expect([name, more]).toEqual(['.netrc', []])
    expect(join(directory, aside).startsWith(`${lock}.`)).toBe(true)
    expect(readdirSync(join(directory, aside))).toEqual(['0123456789abcdef'])
  })

  test('is not a lock if it is not a directory, and is never touched, however old', async () => {
    const file = makeFile()
    writeFileSync(file.lock, 'not ours')
    const link = makeFile()
    const theirs = join(link.directory, 'theirs')
    mkdirSync(theirs)
    writeFileSync(join(theirs, '0123456789abcdef'), 'not ours')
    symlinkSync('theirs', link.lock)
    const update = ({ path, lock }: typeof file): Promise<void> => {
      const updated = updateNetrc((netrc) => netrc.set('a.example', addNext), {
        path,
        timeout: 5000,
      })
      return expect(updated).rejects.toMatchObject({ code: 'locked', path: lock })
    }
    await Promise.all([update(file), update(link)])
    expect(readFileSync(file.lock, 'utf8')).toBe('not ours')
    expect(readdirSync(theirs)).toEqual(['0123456789abcdef'])
    expect(readdirSync(file.directory)).toEqual(['.netrc', '.netrc.lossless-netrc'])
    expect(readdirSync(link.directory)).toEqual(['.netrc', '.netrc.lossless-netrc', 'theirs'])
  })

  test('is not touched as long as it shows life', async () => {
    const { path, lock } = makeLocked(['0123456789abcdef'])
    const file = join(lock, '0123456789abcdef')
    const timer = setInterval(() => utimesSync(file, new Date(), new Date()), 1000)
    const update = updateNetrc((netrc) => netrc.set('a.example', addNext), { path, timeout: 6000 })
    await expect(update).rejects.toMatchObject({ code: 'locked', path: lock })
    clearInterval(timer)
    expect(readdirSync(lock)).toEqual(['0123456789abcdef'])
    expect(readFileSync(path, 'utf8')).toBe(OLD)
  })
})

describeWithCompiler('a process that is stopped at a system call of its update', () => {
  test('loses its lock to the next one; when it continues, the edit runs again, and both updates are there', async () => {
    const program = await bundle('updater', root)
    const library = buildInjector(root)
    const attempt = async (faults: string) => {
      const { directory, path, lock } = makeFile()
      const updater = new Updater(program, library, directory)
      const form = faults.length % 2 === 0 ? 'sync' : 'async'
      const task = { form, path, password: 's3cret-new', timeout: 30_000 } as const
      return { directory, path, lock, updater, outcome: updater.attempt(task, faults) }
    }
    const whole = await attempt('')
    const { report, calls } = await whole.outcome
    whole.updater.end()
    expect(report).toEqual({ kind: 'resolved' })

    const stopped: (Awaited<ReturnType<typeof attempt>> & { at: number })[] = []
    await workThrough([...calls.keys()], async (index) => {
      const at = index + 1
      const each = await attempt(`${at}-${at}:stop`)
      await each.updater.stopped()
      stopped.push({ ...each, at })
    })

    const locked = stopped.filter(({ lock }) => statSync(lock, { throwIfNoEntry: false }))
    expect(locked.length).toBeGreaterThan(calls.length / 2)
    const start = performance.now()
    await Promise.all(
      stopped.map(({ path }) =>
        updateNetrc((netrc) => netrc.set('next.example', { login: 'next' }), { path }),
      ),
    )
    const delay = Math.round(performance.now() - start)
    expect(delay).toBeLessThan(6000)

    const expected = parse(OLD)
    expected.set('a.example', { password: 's3cret-new' })
    expected.set('next.example', { login: 'next' })
    const objections: string[] = []
    let repeated = 0
    for (const { at, updater, outcome, path, directory } of stopped) {
      updater.resume()
      const after = await outcome
      updater.end()
      const title = `${at} (${calls[at - 1]?.name}): `
      if (after.report?.kind !== 'resolved') objections.push(`${title}${after.report?.shown}`)
      if (readFileSync(path, 'utf8') !== String(expected))
        objections.push(`${title}an update is lost`)
      const left = readdirSync(directory)
      if (left.join() !== '.netrc') objections.push(`${title}left: ${left}`)
      if (after.calls.filter(({ name }) => name === 'mkdir').length > 1) repeated++
    }
    expect(objections).toEqual([])
    expect(repeated).toBeGreaterThan(calls.length / 2)
    console.info(
      `stopped at each of ${calls.length} calls: the next process had the lock within ${delay} ms; ${repeated} ran the edit again`,
    )
  }, 90_000)
})
