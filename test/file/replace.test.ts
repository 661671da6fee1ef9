import {
  chownSync,
  linkSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { isSame, RETRY } from '../../src/file/replace.ts'
import { netrcErrorOf } from './caught.ts'
import { isPathOf, replaceCall } from './fault.ts'
import { isAlone, kindOf, lockOf, namesBeside, read, replaceSync, to } from './replacement.ts'
import { asNobody, isRoot, newFile, newPath, nobody, withUmask } from './scratch.ts'

describe('what replace does', () => {
  test('makes a new private file, and leaves nothing else', () => {
    const path = newPath()
    expect(replaceSync(path, to('new'))).toBe('created')
    expect(read(path)).toBe('new')
    expect(kindOf(path)).toBe('file 600')
    expect(isAlone(path)).toBe(true)
  })

  test('passes the old content to the edit, and changes the file', () => {
    const path = newFile('old')
    const inode = statSync(path).ino
    expect(replaceSync(path, (before) => `${before}, new`)).toBe('changed')
    expect(read(path)).toBe('old, new')
    expect(statSync(path).ino).not.toBe(inode)
    expect(isAlone(path)).toBe(true)
  })

  test('passes no content to the edit if there is no file', () => {
    const seen: unknown[] = []
    replaceSync(newPath(), (before) => {
      seen.push(before)
      return 'new'
    })
    expect(seen).toEqual([undefined])
  })

  test('can make a file empty', () => {
    const path = newFile('old')
    expect(replaceSync(path, to(''))).toBe('changed')
    expect(read(path)).toBe('')
  })

  test('writes nothing if nothing is to change', () => {
    const path = newFile('old')
    const before = lstatSync(path, { bigint: true })
    expect(replaceSync(path, () => undefined)).toBe('unchanged')
    expect(lstatSync(path, { bigint: true })).toMatchObject({
      ino: before.ino,
      mtimeNs: before.mtimeNs,
      ctimeNs: before.ctimeNs,
    })
    const missing = newPath()
    expect(replaceSync(missing, () => undefined)).toBe('unchanged')
    expect(namesBeside(missing)).toEqual([])
  })
})

describe('while the edit runs', () => {
  test.each([{ umask: 0o022 }, { umask: 0o000 }, { umask: 0o777 }])(
    'there is only a private file in a private directory (umask $umask)',
    ({ umask }) => {
      withUmask(umask)
      const path = newFile('old')
      const seen: string[] = []
      replaceSync(path, () => {
        seen.push(...namesBeside(path), kindOf(lockOf(path)))
        for (const name of readdirSync(lockOf(path))) {
          expect(name).toMatch(/^[0-9a-f]{16}$/)
          seen.push(kindOf(join(lockOf(path), name)))
        }
        return 'new'
      })
      expect(seen).toEqual([
        '.netrc',
        '.netrc.lossless-netrc',
        'directory 700',
        umask === 0o777 ? 'file 0' : 'file 600',
      ])
      expect(read(path)).toBe('new')
      expect(kindOf(path)).toBe('file 600')
      expect(isAlone(path)).toBe(true)
    },
  )

  test('each update uses another name for its file', () => {
    const path = newPath()
    const names = new Set<string | undefined>()
    for (let count = 0; count < 3; count++) {
      replaceSync(path, () => {
        names.add(readdirSync(lockOf(path))[0])
        return `${count}`
      })
    }
    expect(names.size).toBe(3)
  })

  test('the file has its owner, mode and content before it has its name, and is flushed to disk', () => {
    const path = newFile('old', 0o640)
    const steps: string[] = []
    const look = (step: string, descriptor: number): void => {
      const stats = statSync(`/proc/self/fd/${descriptor}`)
      const kind = stats.isDirectory() ? 'directory' : `${stats.mode.toString(8)} ${stats.size}`
      steps.push(`${step} ${kind} ${read(path)}`)
    }
    const fsync = replaceCall('fsyncSync', (descriptor: number): void => {
      look('fsync', descriptor)
      fsync(descriptor)
    })
    const rename = replaceCall('renameSync', (from: string, target: string): void => {
      steps.push(
        `rename ${read(from)} to ${isPathOf(target, path)} ${readdirSync(lockOf(path)).length}`,
      )
      rename(from, target)
    })
    replaceSync(path, to('new!'), { permissions: 'keep' })
    expect(steps).toEqual(['fsync 100640 4 old', 'rename new! to true 1', 'fsync directory new!'])
  })

  test('if the edit throws, the lock is removed and the file stays', () => {
    const path = newFile('old')
    const thrown = new Error('no')
    const edit = (): never => {
      throw thrown
    }
    expect(() => replaceSync(path, edit)).toThrow(thrown)
    expect(() => replaceSync(path, edit)).toThrow(thrown)
    expect(read(path)).toBe('old')
    expect(isAlone(path)).toBe(true)
  })
})

describe('mode and owner', () => {
  test('the bits of group and others are cleared, even if nothing else changes', () => {
    const changed = newFile('old', 0o664)
    replaceSync(changed, to('new'))
    expect(kindOf(changed)).toBe('file 600')
    const unchanged = newFile('old', 0o664)
    expect(replaceSync(unchanged, () => undefined)).toBe('unchanged')
    expect(kindOf(unchanged)).toBe('file 600')
  })

  test('they stay with `keep`', () => {
    const path = newFile('old', 0o664)
    replaceSync(path, () => undefined, { permissions: 'keep' })
    replaceSync(path, to('new'), { permissions: 'keep' })
    expect(kindOf(path)).toBe('file 664')
    const created = newPath()
    replaceSync(created, to('new'), { permissions: 'keep' })
    expect(kindOf(created)).toBe('file 600')
  })

  test.runIf(isRoot)('owner and group stay', () => {
    const path = newFile('old', 0o640)
    chownSync(path, nobody, 4242)
    replaceSync(path, to('new'), { permissions: 'keep' })
    expect(statSync(path)).toMatchObject({ uid: nobody, gid: 4242 })
    expect(kindOf(path)).toBe('file 640')
  })

  test.runIf(isRoot)('a file of another owner is refused, and stays unchanged', async () => {
    const path = newFile('old', 0o666)
    const error = await asNobody(() => netrcErrorOf(() => replaceSync(path, to('new'))))
    expect(error.code).toBe('owner')
    expect(error.path).toBe(path)
    expect(read(path)).toBe('old')
    expect(isAlone(path)).toBe(true)
  })

  test('a read-only file is refused, but only if it would change', async () => {
    const path = newFile('old', 0o400)
    expect(replaceSync(path, () => undefined)).toBe('unchanged')
    const error = await netrcErrorOf(() => replaceSync(path, to('new')))
    expect(error.code).toBe('read-only')
    expect(error.path).toBe(path)
    expect(read(path)).toBe('old')
    expect(kindOf(path)).toBe('file 400')
    expect(isAlone(path)).toBe(true)
  })
})

describe('links', () => {
  test('are followed, even one to nothing, and the lock is next to their target', () => {
    const target = newFile('old')
    const link = newPath()
    symlinkSync(target, link)
    replaceSync(link, () => {
      expect(namesBeside(link)).toEqual(['.netrc'])
      expect(namesBeside(target)).toEqual(['.netrc', '.netrc.lossless-netrc'])
      return 'new'
    })
    expect(read(target)).toBe('new')
    expect(readlinkSync(link)).toBe(target)
    rmSync(target)
    expect(replaceSync(link, to('again'))).toBe('created')
    expect(read(target)).toBe('again')
    expect(kindOf(target)).toBe('file 600')
    expect(readlinkSync(link)).toBe(target)
  })

  test('that are hard are broken', () => {
    const path = newFile('old')
    const other = newPath()
    linkSync(path, other)
    replaceSync(path, to('new'))
    expect(read(other)).toBe('old')
  })

  test.each(['old', 'other'])(
    'one that replaces the file during the edit makes the update run again, to %s',
    (text) => {
      const path = newFile('old')
      const other = newFile(text)
      const outcome = replaceSync(path, () => {
        rmSync(path)
        symlinkSync(other, path)
        return 'new'
      })
      expect(outcome).toBe(RETRY)
      expect(readlinkSync(path)).toBe(other)
      expect(read(other)).toBe(text)
      expect(isAlone(path)).toBe(true)
    },
  )

  test('one that replaces the file before it is read makes the update run again', () => {
    const path = newFile('old')
    const other = newFile('other')
    const real = replaceCall('mkdirSync', (directory: string, mode: number): void => {
      real(directory, mode)
      rmSync(path)
      symlinkSync(other, path)
    })
    const change = vi.fn(() => undefined)
    expect(replaceSync(path, change)).toBe(RETRY)
    expect(change).not.toHaveBeenCalled()
    expect(read(other)).toBe('other')
  })
})

test('isSame compares bytes, and treats two missing files as the same', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text))
  expect(isSame(bytes('a'), Buffer.from('a'))).toBe(true)
  expect(isSame(bytes('a'), bytes('b'))).toBe(false)
  expect(isSame(bytes('a'), bytes('aa'))).toBe(false)
  expect(isSame(undefined, undefined)).toBe(true)
  expect(isSame(undefined, bytes(''))).toBe(false)
  expect(isSame(bytes(''), undefined)).toBe(false)
})
