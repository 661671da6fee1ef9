import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { updateNetrc, updateNetrcSync } from '../../src/index.ts'
import { replaceCall, systemError } from './fault.ts'
import { canMount, comments, mountFile, textWith } from './mounted.ts'
import { hurry, lockOf, namesBeside, read, replaceAsAnother } from './replacement.ts'
import { asNobody, newFile, nobody } from './scratch.ts'

const OLD = textWith('s3cret-old')

function setPassword(password: string): Parameters<typeof updateNetrc>[0] {
  return (netrc) => {
    netrc.set('a.example', { password })
  }
}

const WHY_NOT_MOUNT = canMount ? '' : ' (skipped: cannot mount)'
const FORMS = [
  { form: 'async', update: updateNetrc },
  {
    form: 'blocking',
    update: async (...given: Parameters<typeof updateNetrc>) => updateNetrcSync(...given),
  },
]

/** Makes a disk of 64 kB with a file of this content. */
function fileOnDisk(disk: string, content: string): string {
  mkdirSync(disk)
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status).toBe(0)
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', disk])
  })
  writeFileSync(join(disk, 'netrc'), content)
  return join(disk, 'netrc')
}

describe.runIf(canMount).each(FORMS)(
  `a file that is a mount point, $form${WHY_NOT_MOUNT}`,
  ({ update }) => {
    test('is changed, outside of the mount too, and stays the same file', async () => {
      const { path, outside, home } = mountFile(OLD)
      const { ino } = statSync(path)
      expect(await update(setPassword('n3w-s3cret, longer'), { path })).toEqual({
        path,
        changed: true,
        created: false,
        value: undefined,
      })
      expect(readFileSync(outside, 'utf8')).toBe(textWith('"n3w-s3cret, longer"'))
      expect(statSync(path).ino).toBe(ino)
      expect(readdirSync(home)).toEqual(['.netrc'])
    })

    test('can become shorter', async () => {
      const { path, outside } = mountFile(OLD)
      await update((netrc) => netrc.delete('a.example'), { path })
      expect(readFileSync(outside, 'utf8')).toBe(comments)
    })

    test('becomes private, or keeps its mode', async () => {
      const { path } = mountFile(OLD, 0o644)
      await update(setPassword('x'), { path, permissions: 'keep' })
      expect(statSync(path).mode & 0o777).toBe(0o644)
      await update(setPassword('y'), { path })
      expect(statSync(path).mode & 0o777).toBe(0o600)
    })

    test('keeps another owner, which a new file could not have', async () => {
      const { path, outside, home } = mountFile(OLD, 0o666)
      chownSync(outside, 4242, 4242)
      chownSync(home, nobody, nobody)
      await asNobody(() => update(setPassword('s3cret-new'), { path, permissions: 'keep' }))
      expect(readFileSync(outside, 'utf8')).toBe(textWith('s3cret-new'))
      expect(statSync(outside)).toMatchObject({ uid: 4242, gid: 4242 })
      expect(readdirSync(home)).toEqual(['.netrc'])
    })

    test('of another user is refused if it cannot be made private', async () => {
      const { path, outside, home } = mountFile(OLD, 0o666)
      chownSync(outside, 4242, 4242)
      chownSync(home, nobody, nobody)
      const run = async (): Promise<unknown> => update(setPassword('s3cret-new'), { path })
      await expect(asNobody(run)).rejects.toMatchObject({ code: 'owner', path })
      expect(readFileSync(outside, 'utf8')).toBe(OLD)
      expect(readdirSync(home)).toEqual(['.netrc'])
    })

    test('that is read-only is refused', async () => {
      const { path, outside } = mountFile(OLD)
      expect(spawnSync('mount', ['-o', 'remount,ro,bind', path]).status).toBe(0)
      await expect(update(setPassword('x'), { path })).rejects.toMatchObject({ code: 'read-only' })
      expect(readFileSync(outside, 'utf8')).toBe(OLD)
    })

    test('on a full disk keeps its old content, and its lock is removed', async () => {
      const { path, home } = mountFile('')
      spawnSync('umount', ['--lazy', path])
      const old = '# a comment\n'.repeat(5000)
      const onDisk = fileOnDisk(join(home, '..', 'disk'), old)
      expect(spawnSync('mount', ['--bind', onDisk, path]).status).toBe(0)
      const edit: Parameters<typeof updateNetrc>[0] = (netrc) => {
        netrc.set('a.example', { password: 's3cret'.repeat(1000) })
      }
      await expect(update(edit, { path })).rejects.toMatchObject({ code: 'ENOSPC', path })
      expect(readFileSync(onDisk, 'utf8')).toBe(old)
      expect(readdirSync(home)).toEqual(['.netrc'])
    })
  },
)

describe.runIf(canMount)(`a write that a dead process began${WHY_NOT_MOUNT}`, () => {
  const LEFT = textWith('s3cret-left')

  /** Makes what a process leaves that was killed while it wrote over the file with this inode. */
  function leave(path: string, inode: number, mode = 0o600): string {
    mkdirSync(lockOf(path), { mode: 0o700 })
    const left = join(lockOf(path), `0123456789abcdef.${inode}.in-place`)
    writeFileSync(left, LEFT, { mode })
    return left
  }

  const seePassword: Parameters<typeof updateNetrc>[0] = (netrc) => netrc.get('a.example')?.password

  test('is finished first', async () => {
    const { path, outside, home } = mountFile(OLD)
    leave(path, statSync(path).ino)
    hurry(20)
    expect((await updateNetrc(seePassword, { path })).value).toBe('s3cret-left')
    expect(readFileSync(outside, 'utf8')).toBe(LEFT)
    expect(readdirSync(home)).toEqual(['.netrc'])
  })

  test('is finished by root in a file of another user', async () => {
    const { path, outside, home } = mountFile(OLD)
    chownSync(outside, 4242, 4242)
    const restored = failFrom('ftruncateSync')
    await expect(updateNetrc(setPassword('s3cret-left'), { path })).rejects.toThrow('EIO')
    restored()
    hurry(20)
    expect((await updateNetrc(seePassword, { path })).value).toBe('s3cret-left')
    expect(readFileSync(outside, 'utf8')).toBe(LEFT)
    expect(statSync(outside)).toMatchObject({ uid: 4242, gid: 4242 })
    expect(readdirSync(home)).toEqual(['.netrc'])
  })

  test('cannot be finished on a full disk, and the file stays unchanged', async () => {
    const { path, home } = mountFile('')
    spawnSync('umount', ['--lazy', path])
    const onDisk = fileOnDisk(join(home, '..', 'disk'), OLD)
    expect(spawnSync('mount', ['--bind', onDisk, path]).status).toBe(0)
    leave(path, statSync(path).ino)
    const [left = ''] = readdirSync(lockOf(path))
    writeFileSync(join(lockOf(path), left), '# a comment\n'.repeat(10_000))
    hurry(20)
    await expect(updateNetrc(setPassword('x'), { path })).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readFileSync(onDisk, 'utf8')).toBe(OLD)
  })

  test('that another process has finished is not repeated', async () => {
    const { path, outside } = mountFile('machine a.example login me password 1\n')
    hurry(20)
    let calls = 0
    const real = replaceCall('ftruncateSync', (...call: readonly unknown[]): unknown => {
      // While this process is stopped here, another one takes over its lock and finishes the write.
      if (calls++ === 0) expect(replaceAsAnother(path, () => undefined)).toBe('unchanged')
      return Reflect.apply(real, undefined, call)
    })
    let edits = 0
    const { changed } = await updateNetrc(
      (netrc) => {
        edits++
        const old = Number(netrc.get('a.example')?.password)
        netrc.set('a.example', { password: String(old + 1) })
      },
      { path },
    )
    expect([changed, edits, calls]).toEqual([true, 1, 2])
    expect(readFileSync(outside, 'utf8')).toBe('machine a.example login me password 2\n')
  })

  test('is moved aside if the file is no longer mounted', async () => {
    const path = newFile(OLD)
    leave(path, statSync(path).ino)
    hurry(20)
    expect((await updateNetrc(seePassword, { path })).value).toBe('s3cret-old')
    expectAside(path)
  })

  test('is moved aside if another file is mounted there', async () => {
    const { path, home } = mountFile(OLD)
    leave(path, statSync(home).ino)
    hurry(20)
    expect((await updateNetrc(seePassword, { path })).value).toBe('s3cret-old')
    expectAside(path)
  })

  test('is moved aside if what it left is not a file', async () => {
    const { path } = mountFile(OLD)
    const left = leave(path, statSync(path).ino)
    unlinkSync(left)
    symlinkSync('/etc/hostname', left)
    hurry(20)
    expect((await updateNetrc(seePassword, { path })).value).toBe('s3cret-old')
    const [, aside = ''] = namesBeside(path)
    expect(readdirSync(join(dirname(path), aside))).toEqual([basename(left)])
  })

  test('is moved aside if it has another name elsewhere', async () => {
    const { path, outside } = mountFile(OLD)
    const left = leave(path, statSync(path).ino)
    linkSync(left, join(dirname(outside), 'second'))
    hurry(20)
    expect((await updateNetrc(seePassword, { path })).value).toBe('s3cret-old')
    expectAside(path)
  })

  test('is not left if the old bytes are back, even if they cannot be flushed', async () => {
    const { path } = mountFile(OLD)
    let flushes = 0
    const real = replaceCall('fsyncSync', (...call: readonly unknown[]): unknown => {
      // The first two are of the file in the lock, and of the lock.
      if (++flushes > 2) throw systemError('EIO', 'fsync')
      return Reflect.apply(real, undefined, call)
    })
    await expect(updateNetrc(setPassword('x'), { path })).rejects.toMatchObject({ code: 'EIO' })
    expect(flushes).toBe(4)
    expect([read(path), namesBeside(path)]).toEqual([OLD, ['.netrc']])
  })

  test('cannot be finished in a read-only file', async () => {
    const { path, outside, home } = mountFile(OLD)
    chownSync(home, nobody, nobody)
    chownSync(outside, nobody, nobody)
    await asNobody(async () => {
      leave(path, statSync(path).ino)
      chmodSync(path, 0o400)
      hurry(20)
      await expect(updateNetrc(setPassword('x'), { path })).rejects.toMatchObject({
        code: 'read-only',
        path,
      })
      expect((await updateNetrc(seePassword, { path })).changed).toBe(false)
    })
    expect(readFileSync(outside, 'utf8')).toBe(OLD)
  })

  /** Makes a call fail from now on, and returns a function that ends that. */
  function failFrom(name: 'ftruncateSync'): () => void {
    let isFailing = true
    const real = replaceCall(name, (...call: readonly unknown[]): unknown => {
      if (isFailing) throw systemError('EIO', name)
      return Reflect.apply(real, undefined, call)
    })
    return () => {
      isFailing = false
    }
  }

  /** Expects that the lock has another name, and still has its content. */
  function expectAside(path: string): void {
    const [, aside = ''] = namesBeside(path)
    expect(aside).toMatch(/^\.netrc\.lossless-netrc\.[0-9a-f]{16}$/)
    const [left = ''] = readdirSync(join(dirname(path), aside))
    expect(readFileSync(join(dirname(path), aside, left), 'utf8')).toBe(LEFT)
  }
})
