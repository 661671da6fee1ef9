import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { netrcErrorOf } from './caught.ts'
import { isPathOf, replaceCall, systemError } from './fault.ts'
import {
  holdLock,
  hurry,
  isAlone,
  kindOf,
  lockOf,
  namesBeside,
  read,
  replaceLater,
  replaceSync,
  to,
} from './replacement.ts'
import { asNobody, isRoot, newFile, withUmask } from './scratch.ts'

describe('a lock that another process holds', () => {
  test('is waited for, and the file is only read afterwards', async () => {
    const path = newFile('old')
    const file = holdLock(path)
    const change = vi.fn((before: string | undefined) => `${before}, ours`)
    const running = replaceLater(path, change)
    await sleep(100)
    expect(change).not.toHaveBeenCalled()
    expect(readdirSync(lockOf(path))).toEqual(['0123456789abcdef'])
    writeFileSync(path, 'theirs')
    rmSync(file)
    rmdirSync(lockOf(path))
    expect(await running).toBe('changed')
    expect(read(path)).toBe('theirs, ours')
    expect(isAlone(path)).toBe(true)
  })

  test('is waited for until the time is up, and the error names it', async () => {
    const path = newFile('old')
    const file = holdLock(path)
    const change = vi.fn(to('new'))
    for (const replace of [replaceLater, replaceSync]) {
      const start = performance.now()
      const error = await netrcErrorOf(() => replace(path, change, { timeout: 100 }))
      expect(error.code).toBe('locked')
      expect(error.message).toBe(
        `another program is changing the file: try again, or, if no program is, remove its lock, ${lockOf(path)}`,
      )
      expect(error.path).toBe(lockOf(path))
      expect(performance.now() - start).toBeGreaterThan(95)
      expect(performance.now() - start).toBeLessThan(1000)
    }
    expect(change).not.toHaveBeenCalled()
    expect(read(path)).toBe('old')
    expect(readFileSync(file, 'utf8')).toBe('half of')
  })

  test('is tried once if there is no time', async () => {
    const path = newFile('old')
    expect(replaceSync(path, to('new'), { timeout: 0 })).toBe('changed')
    holdLock(path)
    const error = await netrcErrorOf(() => replaceSync(path, to('x'), { timeout: 0 }))
    expect(error.code).toBe('locked')
  })

  test('is tried once if the time is not a number', async () => {
    const path = newFile('old')
    holdLock(path)
    const error = await netrcErrorOf(() => replaceSync(path, to('x'), { timeout: Number.NaN }))
    expect(error.code).toBe('locked')
  })

  test('is not held if another file appears in it at the same time', async () => {
    const path = newFile('old')
    let intrudes = true
    const real = replaceCall('lstatSync', (at: string, options: object) => {
      if (intrudes && isPathOf(at, lockOf(path))) {
        writeFileSync(join(at, 'theirs'), '')
        intrudes = false
      }
      return real(at, options)
    })
    const error = await netrcErrorOf(() => replaceSync(path, to('new'), { timeout: 50 }))
    expect(error.code).toBe('locked')
    expect(readdirSync(lockOf(path))).toEqual(['theirs'])
    rmSync(join(lockOf(path), 'theirs'))
    rmdirSync(lockOf(path))
    expect(replaceSync(path, to('new'))).toBe('changed')
  })

  test('is tried again if it is broken before the file is in it', () => {
    const path = newFile('old')
    let breaks = 2
    const real = replaceCall('lstatSync', (at: string, options: object) => {
      const stats = real(at, options)
      if (isPathOf(at, lockOf(path)) && breaks-- > 0) rmdirSync(at)
      return stats
    })
    expect(replaceSync(path, to('new'))).toBe('changed')
    expect(breaks).toBeLessThan(0)
    expect(isAlone(path)).toBe(true)
  })
})

test.runIf(isRoot)('a lock that becomes a link gives no mode to a directory elsewhere', () => {
  const path = newFile('old')
  const elsewhere = dirname(newFile('', 0o600, 'precious'))
  chmodSync(elsewhere, 0o500)
  withUmask(0o777)
  let swaps = 0
  // Right after the check that the lock's owner lacks access to it.
  const real = replaceCall('lstatSync', (...call: readonly unknown[]) => {
    const stats: unknown = Reflect.apply(real, undefined, call)
    if (!isPathOf(call[0], lockOf(path)) || swaps++ > 0) return stats
    rmdirSync(lockOf(path))
    symlinkSync(elsewhere, lockOf(path))
    return stats
  })
  expect(() => replaceSync(path, to('new'), { timeout: 50 })).toThrow('another program')
  expect(swaps).toBeGreaterThan(0)
  expect(statSync(elsewhere).mode & 0o777).toBe(0o500)
  expect(readdirSync(elsewhere)).toEqual(['precious'])
  expect(read(path)).toBe('old')
})

describe('a lock whose holder is dead', () => {
  test.each([
    { way: 'blocking', replace: replaceSync },
    { way: 'or not', replace: replaceLater },
  ])('is broken after 0.2 seconds if it is empty, $way', async ({ replace }) => {
    const path = newFile('old')
    mkdirSync(lockOf(path))
    const start = performance.now()
    await replace(path, to('new'))
    expect(performance.now() - start).toBeGreaterThan(190)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(read(path)).toBe('new')
    expect(isAlone(path)).toBe(true)
  })

  test('is judged by the clock of the waiting process, not by the times of its files', async () => {
    const path = newFile('old')
    const file = holdLock(path)
    const longAgo = new Date('2001-01-01')
    utimesSync(file, longAgo, longAgo)
    utimesSync(lockOf(path), longAgo, longAgo)
    hurry(20)
    const error = await netrcErrorOf(() => replaceSync(path, to('new'), { timeout: 3800 }))
    expect(error.code).toBe('locked')
    expect(replaceSync(path, to('new'))).toBe('changed')
  })

  test.each([
    { sign: 'size of its file', show: (file: string) => writeFileSync(file, 'x', { flag: 'a' }) },
    {
      sign: 'time of its file',
      show: (file: string) => utimesSync(file, new Date(), Math.random() * 1e9),
    },
    {
      sign: 'names in it',
      show: (file: string) => {
        const name = String(Math.random()).slice(2).padEnd(16, '0').slice(0, 16)
        writeFileSync(join(dirname(file), name), '')
      },
    },
  ])('is not broken while it shows life: the $sign', async ({ show }) => {
    const path = newFile('old')
    const file = holdLock(path)
    hurry(20)
    const living = setInterval(() => show(file), 30)
    const error = await netrcErrorOf(() => replaceLater(path, to('new'), { timeout: 10_000 }))
    clearInterval(living)
    expect(error.code).toBe('locked')
    expect(readFileSync(file, 'utf8')).toContain('half of')
    expect(read(path)).toBe('old')
  })

  test.runIf(isRoot)('is renamed aside if it cannot be listed', async () => {
    const path = newFile('old', 0o600)
    const target = join(dirname(path), 'of-nobody')
    holdLock(target)
    hurry(20)
    expect(await asNobody(() => replaceLater(target, to('new')))).toBe('created')
    expect(read(target)).toBe('new')
    const aside = namesBeside(target).filter((name) => name.startsWith('of-nobody.lossless-netrc'))
    expect(aside).toEqual([expect.stringMatching(/^of-nobody\.lossless-netrc\.[0-9a-f]{16}$/)])
    expect(readdirSync(join(dirname(path), String(aside[0])))).toEqual(['0123456789abcdef'])
  })

  test.each([
    { what: 'a directory', make: (lock: string) => mkdirSync(join(lock, '0123456789abcdef')) },
    {
      what: 'a file with another name',
      make: (lock: string) => writeFileSync(join(lock, 'a'), ''),
    },
    {
      what: 'more than a hundred files',
      make: (lock: string) => {
        for (let count = 0; count <= 100; count++) {
          writeFileSync(join(lock, count.toString(16).padStart(16, '0')), '')
        }
      },
    },
  ])('is renamed with its content if that is $what', ({ make }) => {
    const path = newFile('old')
    mkdirSync(lockOf(path))
    make(lockOf(path))
    const names = readdirSync(lockOf(path))
    hurry(20)
    expect(replaceSync(path, to('new'))).toBe('changed')
    const [, aside = '', ...others] = namesBeside(path)
    expect(aside).toMatch(/^\.netrc\.lossless-netrc\.[0-9a-f]{16}$/)
    expect(others).toEqual([])
    expect(readdirSync(join(dirname(path), aside))).toEqual(names)
  })
})

describe('a lock that is not a directory', () => {
  test.each([
    { what: 'a file', make: (lock: string) => writeFileSync(lock, 'mine') },
    { what: 'a link to nothing', make: (lock: string) => symlinkSync('nowhere', lock) },
    {
      what: 'a link to a directory',
      make: (lock: string) => {
        mkdirSync(`${lock}-other`)
        writeFileSync(join(`${lock}-other`, 'mine'), 'mine')
        symlinkSync(`${lock}-other`, lock)
      },
    },
  ])('is never touched: $what', async ({ make }) => {
    const path = newFile('old')
    make(lockOf(path))
    const beside = namesBeside(path)
    hurry(20)
    const error = await netrcErrorOf(() => replaceSync(path, to('new'), { timeout: 9000 }))
    expect(error.code).toBe('locked')
    expect(error.path).toBe(lockOf(path))
    expect(namesBeside(path)).toEqual(beside)
    for (const name of beside) {
      const other = join(dirname(path), name)
      if (kindOf(other).startsWith('link')) expect(readlinkSync(other)).toMatch(/nowhere|-other/)
      if (name.endsWith('-other')) expect(read(join(other, 'mine'))).toBe('mine')
      if (kindOf(other).startsWith('file') && name !== '.netrc') expect(read(other)).toBe('mine')
    }
    expect(read(path)).toBe('old')
  })

  test('the lock of another program does not block updates', () => {
    const path = newFile('old')
    mkdirSync(`${path}.lock`)
    expect(replaceSync(path, to('new'))).toBe('changed')
    expect(namesBeside(path)).toEqual(['.netrc', '.netrc.lock'])
  })
})

test('a system error while waiting ends the wait', async () => {
  const path = newFile('old')
  holdLock(path)
  let calls = 0
  const real = replaceCall('mkdirSync', (directory: string, mode: number) => {
    if (++calls === 3) throw systemError('EIO', 'mkdir')
    return real(directory, mode)
  })
  await expect(replaceLater(path, to('new'))).rejects.toMatchObject({ code: 'EIO' })
  expect(read(path)).toBe('old')
})
