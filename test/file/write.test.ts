import { closeSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import {
  bestEffort,
  flush,
  isSharingViolation,
  rename,
  syncDirectory,
  writeAll,
} from '../../src/file/write.ts'
import { errorOf } from './caught.ts'
import { setClock } from './clock.ts'
import { replaceCall, systemError } from './fault.ts'
import { newFile, newPath, openNew } from './scratch.ts'

describe('writeAll', () => {
  const bytes = Buffer.from('machine a.example password s3cret\n')

  test('writes everything', () => {
    const { path, descriptor } = openNew()
    writeAll(descriptor, bytes)
    expect(readFileSync(path)).toEqual(bytes)
  })

  test('writes nothing if there is nothing', () => {
    const { path, descriptor } = openNew()
    writeAll(descriptor, new Uint8Array())
    expect(readFileSync(path)).toHaveLength(0)
  })

  test('continues if a call writes less than requested', () => {
    const { path, descriptor } = openNew()
    const real = replaceCall('writeSync', (to: number, from: Uint8Array, at: number): number =>
      real(to, from, at, Math.min(3, from.length - at)),
    )
    writeAll(descriptor, bytes)
    expect(readFileSync(path)).toEqual(bytes)
  })

  test('fails if a call writes nothing', async () => {
    const { descriptor } = openNew()
    replaceCall('writeSync', () => 0)
    expect(await errorOf(() => writeAll(descriptor, bytes))).toMatchObject({ code: 'EIO' })
  })
})

describe('flush', () => {
  test('fails if the file is not as long as what was written', async () => {
    const { descriptor } = openNew()
    const error = await errorOf(() => flush(descriptor, 1))
    expect(error).toMatchObject({ code: 'EIO', syscall: 'write' })
    expect(error.message).toBe('EIO: the file was not written whole')
  })

  test.each(['EPERM', 'ENOSYS', 'EINVAL', 'ENOTSUP'])(
    'takes %s as a file system without flush',
    (code) => {
      replaceCall('fsyncSync', () => {
        throw systemError(code, 'fsync')
      })
      expect(() => flush(openNew().descriptor, 0)).not.toThrow()
    },
  )

  test('fails for any other reason', async () => {
    replaceCall('fsyncSync', () => {
      throw systemError('EIO', 'fsync')
    })
    const { descriptor } = openNew()
    expect(await errorOf(() => flush(descriptor, 0))).toMatchObject({ code: 'EIO' })
  })
})

describe('rename', () => {
  test('replaces the target', () => {
    const file = newFile('new')
    const target = newFile('old')
    expect(rename(file, target)).toBe('renamed')
    expect(readFileSync(target, 'utf8')).toBe('new')
  })

  test('reports that the file is gone, and the target stays', () => {
    const target = newFile('old')
    expect(rename(join(dirname(target), 'gone'), target)).toBe('gone')
    expect(readFileSync(target, 'utf8')).toBe('old')
  })

  test('throws every other error at once', async () => {
    const target = newPath()
    mkdirSync(target)
    expect(await errorOf(() => rename(newFile('new'), target))).toMatchObject({ code: 'EISDIR' })
    const failing = vi.fn(() => {
      throw systemError('EIO', 'rename')
    })
    replaceCall('renameSync', failing)
    expect(await errorOf(() => rename('/a', '/b'))).toMatchObject({ code: 'EIO' })
    expect(failing).toHaveBeenCalledTimes(1)
  })
})

describe('on Windows', () => {
  /** Loads a copy of the module that believes it is on Windows. */
  async function onWindows(): Promise<typeof import('../../src/file/write.ts')> {
    vi.stubGlobal('process', Object.create(process, { platform: { value: 'win32' } }))
    vi.resetModules()
    const module = await import('../../src/file/write.ts')
    vi.unstubAllGlobals()
    return module
  }

  test('a rename that fails because of an open file is tried again', async () => {
    const windows = await onWindows()
    const codes = ['EPERM', 'EACCES', 'EBUSY']
    const real = replaceCall('renameSync', (from: string, to: string): void => {
      const code = codes.shift()
      if (code !== undefined) throw systemError(code, 'rename')
      real(from, to)
    })
    const target = newFile('old')
    expect(windows.rename(newFile('new'), target)).toBe('renamed')
    expect(readFileSync(target, 'utf8')).toBe('new')
  })

  test('a rename that fails for three seconds is given up', async () => {
    const windows = await onWindows()
    replaceCall('renameSync', () => {
      throw systemError('EPERM', 'rename')
    })
    const times = [0, 3000, 3001]
    setClock(() => times.shift() ?? 0)
    expect(await errorOf(() => windows.rename('/a', '/b'))).toMatchObject({ code: 'EPERM' })
    expect(times).toEqual([])
  })

  test('does not apply here: no error is retried', async () => {
    expect(isSharingViolation(systemError('EPERM', 'rename'))).toBe(false)
    const windows = await onWindows()
    expect(windows.isSharingViolation(systemError('EPERM', 'rename'))).toBe(true)
    expect(windows.isSharingViolation(systemError('ENOSPC', 'rename'))).toBe(false)
    expect(windows.isSharingViolation(undefined)).toBe(false)
  })
})

describe('syncDirectory', () => {
  test('syncs the directory through a descriptor, and closes it', () => {
    const synced: boolean[] = []
    let used = -1
    const real = replaceCall('fsyncSync', (descriptor: number): void => {
      used = descriptor
      synced.push(statSync(`/proc/self/fd/${descriptor}`).isDirectory())
      real(descriptor)
    })
    syncDirectory(dirname(newFile('')))
    expect(synced).toEqual([true])
    expect(() => closeSync(used)).toThrow('EBADF')
  })

  test('ignores a failure, and still closes the descriptor', () => {
    let used = -1
    replaceCall('fsyncSync', (descriptor: number) => {
      used = descriptor
      throw systemError('EIO', 'fsync')
    })
    expect(() => syncDirectory(dirname(newFile('')))).not.toThrow()
    expect(() => closeSync(used)).toThrow('EBADF')
    expect(() => syncDirectory(newPath())).not.toThrow()
  })
})

test('bestEffort calls a function and ignores its error', () => {
  const action = vi.fn(() => {
    throw new Error('x')
  })
  expect(bestEffort(action)).toBeUndefined()
  expect(action).toHaveBeenCalledTimes(1)
})
