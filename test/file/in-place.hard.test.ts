import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { parse, updateNetrc } from '../../src/index.ts'
import { buildInjector } from '../../tools/faults/injector.ts'
import { workThrough } from '../../tools/work-through.ts'
import { buildChildren } from './concurrency/children.ts'
import { namesOf, OLD_TEXT, passwordOf } from './concurrency/machines.ts'
import { bundle } from './faults/bundle.ts'
import { describeWithCompiler, Updater } from './faults/injector.ts'
import { canMount, mountFile, textWith } from './mounted.ts'

// A file that is a mount point, as with Docker's `-v ~/.netrc:/root/.netrc`.

const OLD = textWith('s3cret-old')

let root = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
  chmodSync(root, 0o755)
})

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

test.runIf(canMount)(
  'eight processes lose none of 160 updates of a mounted file',
  async () => {
    const children = await buildChildren()
    onTestFinished(() => children.remove())
    const { path, outside, home } = mountFile(OLD_TEXT)
    const jobs = Array.from({ length: 8 }, (_, index) => ({
      file: path,
      name: `process-${index}`,
      count: 20,
      form: index % 2 === 0 ? ('async' as const) : ('sync' as const),
    }))
    await Promise.all(jobs.map((job) => children.update(job)))
    const text = readFileSync(outside, 'utf8')
    expect(text.startsWith(OLD_TEXT)).toBe(true)
    const added = parse(text.slice(OLD_TEXT.length)).entries
    const names = jobs.flatMap(({ name, count }) => namesOf(name, count))
    expect(added.map(({ name, password }) => `${name} ${password}`).sort()).toEqual(
      names.map((name) => `${name} ${passwordOf(name)}`).sort(),
    )
    expect(readdirSync(home)).toEqual(['.netrc'])
  },
  60_000,
)

test.runIf(canMount)('a mounted file is never truncated when it is opened', async () => {
  const { path } = mountFile(OLD)
  const directory = mkdtempSync(join(root, 'strace-'))
  const program = await bundle('counter', directory)
  const log = join(directory, 'trace')
  const child = spawn(
    'strace',
    ['-f', '-e', 'trace=openat', '-o', log, process.execPath, program, path, 'a.example', '0'],
    { stdio: ['ignore', 'pipe', 'ignore'], detached: true },
  )
  await new Promise((resolve) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('done 3')) resolve(undefined)
    })
  })
  // Kill the group, because Node continues without the strace that watches it.
  process.kill(-Number(child.pid), 'SIGKILL')
  const calls = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes('/.netrc'))
  expect(calls.filter((line) => line.includes('O_WRONLY')).length).toBeGreaterThan(3)
  expect(calls.filter((line) => line.includes('O_TRUNC'))).toEqual([])
})

describeWithCompiler('a mounted file, and a fault or a kill at each system call', () => {
  let program = ''
  let library = ''

  beforeAll(async () => {
    program = await bundle('updater', root)
    library = buildInjector(root)
  })

  async function attempt(faults: string) {
    const { path, home } = mountFile(OLD)
    const updater = new Updater(program, library, home)
    const done = await updater.attempt(
      { form: 'sync', path, password: 'longer-n3w-s3cret' },
      faults,
    )
    updater.end()
    return { path, home, ...done }
  }

  /** Updates the file as the next program would, and returns its text. */
  async function updateNext(path: string, home: string): Promise<string> {
    await updateNetrc((netrc) => netrc.set('next.example', { login: 'me' }), { path })
    expect(readdirSync(home)).toEqual(['.netrc'])
    return readFileSync(path, 'utf8')
  }

  const next = (text: string): string => {
    const netrc = parse(text)
    netrc.set('next.example', { login: 'me' })
    return String(netrc)
  }
  const both = [OLD, textWith('longer-n3w-s3cret')]

  test.runIf(canMount)(
    'if killed at any call, the file is the old one, or the new one after the next update',
    async () => {
      const { calls, report } = await attempt('')
      expect(report).toEqual({ kind: 'resolved' })
      expect(calls.map(({ name }) => name)).toContain('ftruncate')
      const objections: string[] = []
      const states: { at: string; path: string; home: string }[] = []
      await workThrough([...calls.keys()], async (index) => {
        const killed = await attempt(`${index + 1}-${index + 1}:kill`)
        const title = `${index + 1} (${killed.calls.at(-1)?.name})`
        if (killed.report !== undefined) objections.push(`${title}: it lives`)
        states.push({ at: title, path: killed.path, home: killed.home })
      })
      await Promise.all(
        states.map(async ({ at, path, home }) => {
          const text = await updateNext(path, home)
          if (!both.map(next).includes(text)) objections.push(`${at}: ${text.slice(-120)}`)
        }),
      )
      expect(objections).toEqual([])
      console.info(`killed at each of ${calls.length} calls`)
    },
    120_000,
  )

  test.runIf(canMount)(
    'a failure at any call leaves the old file, with an error, or the new one',
    async () => {
      const { calls } = await attempt('')
      const objections: string[] = []
      const states: { at: string; path: string; home: string; text: string }[] = []
      const jobs = [...calls.keys()].flatMap((index) =>
        ['ENOSPC', 'EIO'].map((code) => ({ index, code: code as 'ENOSPC' | 'EIO' })),
      )
      await workThrough(jobs, async ({ index, code }) => {
        const number = constants.errno[code]
        const failed = await attempt(`${index + 1}-${index + 1}:${number}`)
        const title = `${code} at ${index + 1} (${failed.calls[index]?.name})`
        const text = readFileSync(failed.path, 'utf8')
        if (failed.report === undefined) objections.push(`${title}: the process ended`)
        const expected = failed.report?.kind === 'resolved' ? both[1] : both[0]
        if (text !== expected)
          objections.push(`${title}: ${failed.report?.kind}, but the file says otherwise`)
        states.push({ at: title, path: failed.path, home: failed.home, text })
      })
      await Promise.all(
        states.map(async ({ at, path, home, text }) => {
          if ((await updateNext(path, home)) !== next(text)) objections.push(`${at}: next is lost`)
        }),
      )
      expect(objections).toEqual([])
      console.info(`${jobs.length} faults`)
    },
    240_000,
  )

  test.runIf(canMount)(
    'if killed half way through a write, the next update finishes it',
    async () => {
      const { calls } = await attempt('')
      const write = calls.map(({ name }) => name).lastIndexOf('write') + 1
      const { path, home } = await attempt(`${write}-${write}:short;${write + 1}-${write + 1}:kill`)
      expect(both).not.toContain(readFileSync(path, 'utf8'))
      expect(await updateNext(path, home)).toBe(next(both[1] ?? ''))
    },
    20_000,
  )

  test.runIf(canMount)('a short write is continued', async () => {
    const { calls } = await attempt('')
    for (const [index, { name }] of calls.entries()) {
      if (name !== 'write') continue
      const { path, report } = await attempt(`${index + 1}-${index + 1}:short`)
      expect(report).toEqual({ kind: 'resolved' })
      expect(readFileSync(path, 'utf8')).toBe(both[1])
    }
  })

  test.runIf(canMount)(
    'if even the old content cannot be written back, the next update finishes the job',
    async () => {
      const { calls } = await attempt('')
      const write = calls.map(({ name }) => name).lastIndexOf('write') + 1
      const { path, home, report } = await attempt(`${write}-${write}:short;${write + 1}-9999:5`)
      expect(report).toMatchObject({ kind: 'rejected', code: 'EIO' })
      expect(existsSync(`${path}.lossless-netrc`)).toBe(true)
      expect(await updateNext(path, home)).toBe(next(both[1] ?? ''))
    },
    20_000,
  )
})
