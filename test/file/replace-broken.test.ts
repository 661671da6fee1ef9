import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { netrcErrorOf } from './caught.ts'
import {
  holdLock,
  hurry,
  isAlone,
  lockOf,
  read,
  replaceAsAnother,
  replaceLater,
  replaceSync,
} from './replacement.ts'
import { newFile } from './scratch.ts'

describe('a lock that is broken during the edit', () => {
  test('makes the edit run again', () => {
    const path = newFile('old')
    const seen: unknown[] = []
    const result = replaceSync(path, (before) => {
      seen.push(before)
      if (seen.length === 1) rmSync(lockOf(path), { recursive: true })
      return `${before}, ours`
    })
    expect(result).toBe('changed')
    expect(seen).toEqual(['old', 'old'])
    expect(read(path)).toBe('old, ours')
    expect(isAlone(path)).toBe(true)
  })

  test('by a process that commits makes it run again, and both changes are there', () => {
    const path = newFile('old')
    let runs = 0
    replaceSync(path, (before) => {
      if (++runs === 1) {
        rmSync(lockOf(path), { recursive: true })
        replaceAsAnother(path, (theirs) => `${theirs}, theirs`)
      }
      return `${before}, ours`
    })
    expect(runs).toBe(2)
    expect(read(path)).toBe('old, theirs, ours')
    expect(isAlone(path)).toBe(true)
  })

  test('by a process that holds it now is left to that process', async () => {
    const path = newFile('old')
    let file = ''
    const change = vi.fn(() => {
      rmSync(lockOf(path), { recursive: true })
      file = holdLock(path)
      return 'ours'
    })
    const error = await netrcErrorOf(() => replaceSync(path, change, { timeout: 100 }))
    expect(error.code).toBe('locked')
    expect(change).toHaveBeenCalledTimes(1)
    expect(read(path)).toBe('old')
    expect(readFileSync(file, 'utf8')).toBe('half of')
  })

  test('again and again causes a conflict after 30 retries', async () => {
    const path = newFile('old')
    const change = vi.fn(() => {
      rmSync(lockOf(path), { recursive: true })
      return 'ours'
    })
    const error = await netrcErrorOf(() => replaceSync(path, change))
    expect(error.code).toBe('conflict')
    expect(error.path).toBe(path)
    expect(change).toHaveBeenCalledTimes(31)
    expect(read(path)).toBe('old')
    expect(isAlone(path)).toBe(true)
  })

  test('doubles the wait before this process breaks other locks, up to eight times', async () => {
    const path = newFile('old')
    hurry(40)
    // The milliseconds of the fast clock until another process's lock is broken, after this number of losses.
    const starts: number[] = []
    replaceSync(
      path,
      () => {
        starts.push(performance.now())
        if (starts.length === 6) return 'new'
        rmSync(lockOf(path), { recursive: true })
        holdLock(path)
        return 'x'
      },
      { timeout: 600_000 },
    )
    const waits = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
    expect(waits.map((wait) => Math.floor(wait / 1000))).toEqual([
      expect.toSatisfy((seconds: number) => seconds >= 8 && seconds < 16),
      expect.toSatisfy((seconds: number) => seconds >= 16 && seconds < 32),
      expect.toSatisfy((seconds: number) => seconds >= 32 && seconds < 64),
      expect.toSatisfy((seconds: number) => seconds >= 32 && seconds < 64),
      expect.toSatisfy((seconds: number) => seconds >= 32 && seconds < 64),
    ])
    expect(isAlone(path)).toBe(true)
  })
})

test('a directory that vanishes during the edit ends it with the reason', async () => {
  const path = newFile('old')
  const change = vi.fn(() => {
    rmSync(dirname(path), { recursive: true, force: true })
    return 'new'
  })
  await expect(replaceLater(path, change)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(existsSync(dirname(path))).toBe(false)
})
