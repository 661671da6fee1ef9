import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { updateNetrc, updateNetrcSync } from '../../src/index.ts'
import { canMount, comments, mountFile, textWith } from './mounted.ts'
import { asNobody, nobody } from './scratch.ts'

const OLD = textWith('s3cret-old')

function setPassword(password: string): Parameters<typeof updateNetrc>[0] {
  return (netrc) => {
    netrc.set('a.example', { password })
  }
}

const FORMS = [
  { form: 'async', update: updateNetrc },
  {
    form: 'blocking',
    update: async (...given: Parameters<typeof updateNetrc>) => updateNetrcSync(...given),
  },
]

describe.runIf(canMount).each(FORMS)(
  `a file that is a mount point, $form${canMount ? '' : ' (skipped: cannot mount)'}`,
  ({ update }) => {
    test('is changed, outside too, and stays the same file', async () => {
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

    test('keeps another owner, whom a new file could not have', async () => {
      const { path, outside, home } = mountFile(OLD, 0o666)
      chownSync(outside, 4242, 4242)
      chownSync(home, nobody, nobody)
      await asNobody(() => update(setPassword('s3cret-new'), { path, permissions: 'keep' }))
      expect(readFileSync(outside, 'utf8')).toBe(textWith('s3cret-new'))
      expect(statSync(outside)).toMatchObject({ uid: 4242, gid: 4242 })
      expect(readdirSync(home)).toEqual(['.netrc'])
    })

    test('that is read-only is refused', async () => {
      const { path, outside } = mountFile(OLD)
      expect(spawnSync('mount', ['-o', 'remount,ro,bind', path]).status).toBe(0)
      await expect(update(setPassword('x'), { path })).rejects.toMatchObject({ code: 'read-only' })
      expect(readFileSync(outside, 'utf8')).toBe(OLD)
    })

    test('on a full disk has its old content, and its lock is gone', async () => {
      const { path, home } = mountFile('')
      spawnSync('umount', ['--lazy', path])
      const disk = join(home, '..', 'disk')
      mkdirSync(disk)
      expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status).toBe(0)
      onTestFinished(() => {
        spawnSync('umount', ['--lazy', disk])
      })
      const onDisk = join(disk, 'netrc')
      writeFileSync(onDisk, `${'# a comment\n'.repeat(5000)}`)
      const old = readFileSync(onDisk, 'utf8')
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
