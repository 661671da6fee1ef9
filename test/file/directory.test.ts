import {
  chownSync,
  lchownSync,
  mkdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { updateNetrcSync } from '../../src/index.ts'
import { errorOf, netrcErrorOf } from './caught.ts'
import { isPathOf, replaceCall, systemError } from './fault.ts'
import { lockOf, namesBeside, read } from './replacement.ts'
import { isRoot, newFile, newPath, nobody } from './scratch.ts'

const OLD = 'machine a.example login me password s3cret-old\n'
const NEW = 'machine a.example login me password s3cret-new\n'
const THEIRS = 'machine evil.example login me password evil\n'

function update(path: string): ReturnType<typeof updateNetrcSync> {
  return updateNetrcSync((netrc) => netrc.set('a.example', { password: 's3cret-new' }), { path })
}

/** A file in a directory that another user can exchange for a link to a directory elsewhere, and back. */
function swappable(theirs: string) {
  const home = dirname(newPath())
  const [directory, other] = [join(home, 'directory'), join(home, 'other')]
  const elsewhere = newFile(OLD)
  mkdirSync(directory)
  writeFileSync(join(directory, '.netrc'), theirs, { mode: 0o600 })
  symlinkSync(dirname(elsewhere), other)
  const rename = renameSync
  const swap = (): void => {
    rename(directory, join(home, 'moving'))
    rename(other, directory)
    rename(join(home, 'moving'), other)
  }
  return { home, directory, path: join(directory, '.netrc'), elsewhere, swap }
}

describe.runIf(process.platform === 'linux')('a directory that is exchanged for a link', () => {
  test('does not lead the new file elsewhere', () => {
    const { path, elsewhere, swap } = swappable(OLD)
    // The lock is made, and the file is renamed, while the path leads elsewhere. It is read in between.
    const mkdir = replaceCall('mkdirSync', (...call: readonly unknown[]): unknown => {
      swap()
      return Reflect.apply(mkdir, undefined, call)
    })
    const readdir = replaceCall('readdirSync', (...call: readonly unknown[]): unknown => {
      const names: unknown = Reflect.apply(readdir, undefined, call)
      swap()
      return names
    })
    const rename = replaceCall('renameSync', (...call: readonly unknown[]): unknown => {
      swap()
      const answer: unknown = Reflect.apply(rename, undefined, call)
      swap()
      return answer
    })
    writeFileSync(elsewhere, THEIRS)
    expect(update(path)).toMatchObject({ changed: true })
    expect([read(path), read(elsewhere)]).toEqual([NEW, THEIRS])
    expect(namesBeside(elsewhere)).toEqual(['.netrc'])
    expect(namesBeside(path)).toEqual(['.netrc'])
  })

  test.runIf(isRoot)("does not lead root to another file by the other user's link", async () => {
    const { home, directory, path, elsewhere, swap } = swappable(THEIRS)
    const link = join(home, 'link')
    symlinkSync('directory/.netrc', link)
    for (const theirs of [directory, path]) chownSync(theirs, nobody, nobody)
    lchownSync(link, nobody, nobody)
    let swaps = 0
    const open = replaceCall('openSync', (...call: readonly unknown[]): unknown => {
      // After the link was found to be the file's owner's. Another directory on the way would be the same.
      if (isPathOf(call[0], directory) && swaps++ === 0) {
        swap()
        call = [dirname(elsewhere), ...call.slice(1)]
      }
      return Reflect.apply(open, undefined, call)
    })
    const resolved = replaceCall('mkdirSync', (...call: readonly unknown[]): unknown => {
      const made: unknown = Reflect.apply(resolved, undefined, call)
      if (swaps === 1) swap()
      return made
    })
    expect((await netrcErrorOf(() => update(link))).code).toBe('untrusted-link')
    expect(swaps).toBe(1)
    expect(read(elsewhere)).toBe(OLD)
    expect(statSync(elsewhere).uid).toBe(0)
    expect(namesBeside(elsewhere)).toEqual(['.netrc'])
  })

  test('is looked for again if it is gone for a moment', () => {
    const path = newFile(OLD)
    let opens = 0
    const open = replaceCall('openSync', (...call: readonly unknown[]): unknown => {
      if (call[0] === dirname(path) && opens++ === 0) throw systemError('ENOENT', 'open')
      return Reflect.apply(open, undefined, call)
    })
    expect(update(path)).toMatchObject({ changed: true })
    expect([opens, read(path)]).toEqual([2, NEW])
  })
})

test('a directory in /proc that cannot be looked at for another reason is an error', async () => {
  const path = newFile(OLD)
  const lstat = replaceCall('lstatSync', (...call: readonly unknown[]): unknown => {
    if (String(call[0]).startsWith('/proc/self/fd')) throw systemError('EIO', 'lstat')
    return Reflect.apply(lstat, undefined, call)
  })
  expect(await errorOf(() => update(path))).toMatchObject({ code: 'EIO', path })
})

describe('without /proc', () => {
  test.each([
    ['there is none', () => undefined],
    [
      'it may not be seen',
      () => {
        throw systemError('EACCES', 'lstat')
      },
    ],
  ])('the file is replaced by its path: %s', (_, look) => {
    const path = newFile(OLD)
    const used: unknown[] = []
    const lstat = replaceCall('lstatSync', (...call: readonly unknown[]): unknown => {
      if (String(call[0]).startsWith('/proc/self/fd')) return look()
      return Reflect.apply(lstat, undefined, call)
    })
    const mkdir = replaceCall('mkdirSync', (...call: readonly unknown[]): unknown => {
      used.push(call[0])
      return Reflect.apply(mkdir, undefined, call)
    })
    expect(update(path)).toMatchObject({ changed: true })
    expect([used, read(path)]).toEqual([[lockOf(path)], NEW])
  })
})
