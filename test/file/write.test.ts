import { closeSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { readContent as contentOf } from '../../src/file/read.ts'
import {
  assertWritable,
  bestEffort,
  isSharingViolation,
  rename,
  syncDirectory,
  writeAll,
} from '../../src/file/write.ts'
import { errorOf, netrcErrorOf } from './caught.ts'
import { replaceCall, systemError } from './fault.ts'
import { modeOf, newFile, newPath, openNew } from './scratch.ts'

describe('writeAll', () => {
  const bytes = Buffer.from('machine a.example password s3cret\n')

  test('writes everything', () => {
    const { path, descriptor } = openNew()
    writeAll(descriptor, bytes)
    expect(readFileSync(path)).toEqual(bytes)
  })

  test('writes nothing where there is nothing', () => {
    const { path, descriptor } = openNew()
    writeAll(descriptor, new Uint8Array())
    expect(readFileSync(path)).toHaveLength(0)
  })

  test('goes on where a call takes less than it was given', () => {
    const { path, descriptor } = openNew()
    const real = replaceCall('writeSync', (to: number, from: Uint8Array, at: number): number =>
      real(to, from, at, Math.min(3, from.length - at)),
    )
    writeAll(descriptor, bytes)
    expect(readFileSync(path)).toEqual(bytes)
  })

  test('fails where a call takes nothing', async () => {
    const { descriptor } = openNew()
    replaceCall('writeSync', () => 0)
    expect(await errorOf(() => writeAll(descriptor, bytes))).toMatchObject({ code: 'EIO' })
  })

  test('fails where the file is not as long as what was written', async () => {
    const { descriptor } = openNew()
    replaceCall('writeSync', (_to: number, from: Uint8Array) => from.length)
    const error = await errorOf(() => writeAll(descriptor, bytes))
    expect(error).toMatchObject({ code: 'EIO', syscall: 'write' })
    expect(error.message).toBe('EIO: the file was not written whole')
  })
})

describe('assertWritable', () => {
  test('takes a file that its owner may write', () => {
    const path = newFile('', 0o600)
    expect(() => assertWritable(path, statSync(path), path)).not.toThrow()
  })

  test('refuses one without the bit of its owner, also for root', async () => {
    const path = newFile('', 0o466)
    const error = await netrcErrorOf(() => assertWritable(path, statSync(path), '/asked/for'))
    expect(error.code).toBe('read-only')
    expect(error.message).toBe('the file is closed against writing')
    expect(error.path).toBe('/asked/for')
  })

  test.each(['EACCES', 'EPERM', 'EROFS'])(
    'refuses one that the system says this user may not write: %s',
    async (code) => {
      // This asks about the user who started the process, whom a test cannot change.
      const cause = systemError(code, 'access')
      replaceCall('accessSync', () => {
        throw cause
      })
      const path = newFile('', 0o600)
      const error = await netrcErrorOf(() => assertWritable(path, statSync(path), path))
      expect(error.code).toBe('read-only')
      expect(error.cause).toBe(cause)
    },
  )

  test('takes one that is gone meanwhile', () => {
    const stats = statSync(newFile('', 0o600))
    expect(() => assertWritable(newPath(), stats, '/asked/for')).not.toThrow()
  })

  test('passes on whatever else the system says, such as that it may not be asked', async () => {
    const cause = new Error('Requires sys access to "uid", run again with the --allow-sys flag')
    replaceCall('accessSync', () => {
      throw cause
    })
    const path = newFile('', 0o600)
    expect(await errorOf(() => assertWritable(path, statSync(path), path))).toBe(cause)
  })

  test('leaves one that is gone meanwhile to the next look', () => {
    const path = newFile('', 0o600)
    const stats = statSync(path)
    expect(() => assertWritable(newPath(), stats, path)).not.toThrow()
  })
})

describe('rename', () => {
  test('replaces the target', () => {
    const file = newFile('new')
    const target = newFile('old')
    expect(rename(file, target)).toBe(true)
    expect(readFileSync(target, 'utf8')).toBe('new')
  })

  test('is false where the file is gone, and the target stays', () => {
    const target = newFile('old')
    expect(rename(join(dirname(target), 'gone'), target)).toBe(false)
    expect(readFileSync(target, 'utf8')).toBe('old')
  })

  test('throws every other error at once', async () => {
    const target = newPath()
    mkdirSync(target)
    expect(await errorOf(() => rename(newFile('new'), target))).toMatchObject({ code: 'EISDIR' })
    const failing = vi.fn(() => {
      throw systemError('EBUSY', 'rename')
    })
    replaceCall('renameSync', failing)
    expect(await errorOf(() => rename('/a', '/b'))).toMatchObject({ code: 'EBUSY' })
    expect(failing).toHaveBeenCalledTimes(1)
  })
})

describe('on Windows', () => {
  /** A copy of the module that takes this system for Windows. */
  async function onWindows(): Promise<typeof import('../../src/file/write.ts')> {
    vi.stubGlobal('process', Object.create(process, { platform: { value: 'win32' } }))
    vi.resetModules()
    const module = await import('../../src/file/write.ts')
    vi.unstubAllGlobals()
    return module
  }

  test('a rename that an open file denies is tried again', async () => {
    const windows = await onWindows()
    const codes = ['EPERM', 'EACCES', 'EBUSY']
    const real = replaceCall('renameSync', (from: string, to: string): void => {
      const code = codes.shift()
      if (code !== undefined) throw systemError(code, 'rename')
      real(from, to)
    })
    const target = newFile('old')
    expect(windows.rename(newFile('new'), target)).toBe(true)
    expect(readFileSync(target, 'utf8')).toBe('new')
  })

  test('a rename that is denied for three seconds fails', async () => {
    const windows = await onWindows()
    replaceCall('renameSync', () => {
      throw systemError('EPERM', 'rename')
    })
    const clock = vi.spyOn(performance, 'now')
    onTestFinished(() => clock.mockRestore())
    for (const time of [0, 3000, 3001]) clock.mockReturnValueOnce(time)
    expect(await errorOf(() => windows.rename('/a', '/b'))).toMatchObject({ code: 'EPERM' })
    expect(clock).toHaveBeenCalledTimes(3)
  })

  test('modes are left alone', async () => {
    const windows = await onWindows()
    const file = newFile('', 0o666)
    windows.clearPermissions(file, contentOf(file), { path: file, permissions: 'private' })
    expect(modeOf(file)).toBe(0o666)
  })

  test('is not here: no error counts as denied', async () => {
    expect(isSharingViolation(systemError('EPERM', 'rename'))).toBe(false)
    const windows = await onWindows()
    expect(windows.isSharingViolation(systemError('EPERM', 'rename'))).toBe(true)
    expect(windows.isSharingViolation(systemError('ENOSPC', 'rename'))).toBe(false)
    expect(windows.isSharingViolation(undefined)).toBe(false)
  })
})

describe('syncDirectory', () => {
  test('syncs the directory, by a descriptor that is closed again', () => {
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

  test('ignores a failure, and closes the descriptor all the same', () => {
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

test('bestEffort does something and drops its error', () => {
  const action = vi.fn(() => {
    throw new Error('x')
  })
  expect(bestEffort(action)).toBeUndefined()
  expect(action).toHaveBeenCalledTimes(1)
})
