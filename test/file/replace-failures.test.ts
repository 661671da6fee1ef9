import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { errorOf, netrcErrorOf } from './caught.ts'
import { replaceCall, systemError } from './fault.ts'
import { isAlone, kindOf, namesBeside, read, replaceSync, to } from './replacement.ts'
import { asNobody, isRoot, newFile, newPath, nobody, withUmask } from './scratch.ts'

describe('a path that is not a file', () => {
  test('a directory is refused before anything is created', async () => {
    const path = newPath()
    mkdirSync(path)
    const change = vi.fn(to('new'))
    const error = await netrcErrorOf(() => replaceSync(path, change))
    expect(error.code).toBe('not-a-file')
    expect(error.path).toBe(path)
    expect(change).not.toHaveBeenCalled()
    expect(isAlone(path)).toBe(true)
  })

  // As a user without permissions in /dev.
  test.runIf(isRoot)('/dev/null is an empty file that cannot be changed', async () => {
    await asNobody(async () => {
      const seen: unknown[] = []
      const result = replaceSync('/dev/null', (before) => {
        seen.push(before)
        return undefined
      })
      expect(result).toBe('unchanged')
      expect(seen).toEqual([undefined])
      const error = await netrcErrorOf(() => replaceSync('/dev/null', to('new')))
      expect(error.code).toBe('not-a-file')
      expect(error.path).toBe('/dev/null')
    })
  })

  test('a missing directory is an error, and is not created', async () => {
    const path = join(newPath(), '.netrc')
    expect(await errorOf(() => replaceSync(path, to('new')))).toMatchObject({ code: 'ENOENT' })
    expect(namesBeside(dirname(path))).toEqual([])
  })

  test('a path through a file is an error', async () => {
    const path = join(newFile('old'), '.netrc')
    expect(await errorOf(() => replaceSync(path, to('new')))).toMatchObject({ code: 'ENOTDIR' })
  })
})

describe.runIf(isRoot)('a file for which no lock can be made', () => {
  test('an update that changes nothing succeeds, and any other throws the reason', async () => {
    const path = newFile('old', 0o644)
    chmodSync(dirname(path), 0o555)
    await asNobody(async () => {
      const seen: unknown[] = []
      const look = (before: string | undefined): undefined => void seen.push(before)
      expect(replaceSync(path, look)).toBe('unchanged')
      expect(seen).toEqual(['old'])
      const error = await errorOf(() => replaceSync(path, to('new')))
      expect(error).toMatchObject({ code: 'read-only', path })
      expect(error.message).toBe(
        `the directory ${dirname(path)} is read-only, and the file can only be replaced in a writable one: make it writable, or choose another path`,
      )
    })
    expect(read(path)).toBe('old')
    expect(isAlone(path)).toBe(true)
  })

  test('the bits of group and others are cleared anyway', async () => {
    const path = newFile('old', 0o644)
    chownSync(path, nobody, nobody)
    chmodSync(dirname(path), 0o555)
    expect(await asNobody(() => replaceSync(path, () => undefined))).toBe('unchanged')
    expect(kindOf(path)).toBe('file 600')
  })
})

describe('a system error', () => {
  test.each([
    { name: 'writeSync', code: 'ENOSPC' },
    { name: 'fsyncSync', code: 'EIO' },
    { name: 'renameSync', code: 'EIO' },
  ] as const)('$code in $name is thrown, and the old content stays', async (fault) => {
    const path = newFile('old')
    replaceCall(fault.name, () => {
      throw systemError(fault.code, fault.name)
    })
    const change = vi.fn(to('new'))
    const error = await errorOf(() => replaceSync(path, change))
    expect(error).toMatchObject({ code: fault.code })
    expect(change).toHaveBeenCalledTimes(1)
    expect(read(path)).toBe('old')
    expect(isAlone(path)).toBe(true)
  })

  test('that the edit itself throws is passed on unchanged', async () => {
    const path = newFile('old')
    const thrown = Object.freeze(systemError('EAGAIN', 'read'))
    const error = await errorOf(() =>
      replaceSync(path, () => {
        throw thrown
      }),
    )
    expect(error).toBe(thrown)
    expect('path' in error).toBe(false)
    expect(isAlone(path)).toBe(true)
  })

  test('when the lock is made private is thrown, and the lock is removed', async () => {
    const path = newFile('old')
    withUmask(0o777)
    replaceCall(isRoot ? 'fchmodSync' : 'chmodSync', () => {
      throw systemError('EIO', 'chmod')
    })
    expect(await errorOf(() => replaceSync(path, to('new')))).toMatchObject({ code: 'EIO' })
    expect(read(path)).toBe('old')
    expect(isAlone(path)).toBe(true)
  })

  test('leaves no descriptor open', async () => {
    const path = newFile('old')
    const openOnes = (): number => readdirSync('/proc/self/fd').length
    const before = openOnes()
    for (const name of ['writeSync', 'fsyncSync', 'renameSync'] as const) {
      const restored = replaceCall(name, () => {
        throw systemError('EIO', name)
      })
      await errorOf(() => replaceSync(path, to('new')))
      replaceCall(name, restored)
    }
    replaceSync(path, to('new'))
    expect(openOnes()).toBe(before)
  })
})
