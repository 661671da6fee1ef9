import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { updateNetrc, updateNetrcSync } from '../../src/index.ts'
import { bundle } from './faults/bundle.ts'
import { Updater } from './faults/injector.ts'
import type { Report, Task } from './faults/updater.ts'

const OLD = '# mine\nmachine a.example login me password s3cret-old\n'
const NEW = '# mine\nmachine a.example login me password s3cret-new\n'
const NOBODY = 65534
const isRoot = process.getuid?.() === 0
const ROOT_ONLY = isRoot ? '' : ' (skipped: not root)'

const change = { password: 's3cret-new' }

let directory = ''
let home = ''
let path = ''

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
  chmodSync(directory, 0o755)
  home = join(directory, 'home')
  path = join(home, '.netrc')
  mkdirSync(home)
})

afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

function makeFile(mode: number, owner?: { uid: number; gid: number }): void {
  writeFileSync(path, OLD)
  if (owner) chownSync(path, owner.uid, owner.gid)
  chmodSync(path, mode)
}

/** Returns the mode, the owner and the group of the file. */
function standing(): { mode: string; uid: number; gid: number } {
  const { mode, uid, gid } = lstatSync(path)
  return { mode: (mode & 0o777).toString(8), uid, gid }
}

const FORMS = [
  { form: 'async', update: updateNetrc },
  {
    form: 'blocking',
    update: async (...given: Parameters<typeof updateNetrc>) => updateNetrcSync(...given),
  },
]

describe.each(FORMS)('the mode of the file, $form', ({ update }) => {
  const set: Parameters<typeof updateNetrc>[0] = (netrc) => {
    netrc.set('a.example', change)
  }

  test.each([0o600, 0o644, 0o666, 0o770, 0o755])(
    'loses the bits of group and others (%o)',
    async (mode) => {
      makeFile(mode)
      await update(set, { path })
      expect(standing().mode).toBe((mode & 0o700).toString(8))
      expect(readFileSync(path, 'utf8')).toBe(NEW)
    },
  )

  test.each([0o600, 0o644, 0o666, 0o740])('stays with `keep` (%o)', async (mode) => {
    makeFile(mode)
    await update(set, { path, permissions: 'keep' })
    expect(standing().mode).toBe(mode.toString(8))
    expect(readFileSync(path, 'utf8')).toBe(NEW)
  })

  test('loses the bits of group and others even without a change, and keeps them with `keep`', async () => {
    makeFile(0o644)
    const { mtimeMs, ino } = lstatSync(path)
    await update((netrc) => netrc.has('a.example'), { path, permissions: 'keep' })
    expect(standing().mode).toBe('644')
    await update((netrc) => netrc.has('a.example'), { path })
    expect(standing().mode).toBe('600')
    expect(lstatSync(path)).toMatchObject({ mtimeMs, ino })
  })

  test.each([0, 0o022, 0o777])('of a new file is 600 whatever the umask (%o)', async (umask) => {
    const before = process.umask(umask)
    try {
      await update(set, { path })
      await update((netrc) => netrc.set('b.example', change) && undefined, {
        path,
        permissions: 'keep',
      })
    } finally {
      process.umask(before)
    }
    expect(standing().mode).toBe('600')
    expect(readdirSync(home)).toEqual(['.netrc'])
  })

  test('without the owner’s write bit gives `read-only`, even for root, and nothing is changed', async () => {
    makeFile(0o444)
    const { ino } = lstatSync(path)
    await expect(update(set, { path })).rejects.toMatchObject({ code: 'read-only', path })
    expect(readFileSync(path, 'utf8')).toBe(OLD)
    expect(lstatSync(path).ino).toBe(ino)
    expect(standing().mode).toBe('444')
    expect(readdirSync(home)).toEqual(['.netrc'])
  })
})

describe.runIf(isRoot)(`root${ROOT_ONLY}`, () => {
  test('keeps another owner and group', () => {
    makeFile(0o640, { uid: NOBODY, gid: NOBODY })
    updateNetrcSync((netrc) => netrc.set('a.example', change), { path, permissions: 'keep' })
    expect(standing()).toEqual({ mode: '640', uid: NOBODY, gid: NOBODY })
    expect(readFileSync(path, 'utf8')).toBe(NEW)
  })

  test('gets an error on a read-only file system, and the old content stays', (context) => {
    makeFile(0o600)
    const mounted = spawnSync('mount', ['--bind', home, home]).status === 0
    const options = ['-o', 'remount,bind,ro', home]
    try {
      if (!mounted || spawnSync('mount', options).status !== 0) context.skip('cannot mount')
      const update = () => updateNetrcSync((netrc) => netrc.set('a.example', change), { path })
      expect(update).toThrow(expect.objectContaining({ code: 'EROFS' }))
      const look = updateNetrcSync((netrc) => netrc.has('a.example'), { path })
      expect(look).toEqual({ path, changed: false, created: false, value: true })
    } finally {
      if (mounted) spawnSync('umount', ['--lazy', home])
    }
    expect(readFileSync(path, 'utf8')).toBe(OLD)
  })

  test('writes a file that is a mount point in place', (context) => {
    makeFile(0o600)
    const other = join(directory, 'other')
    copyFileSync(path, other)
    if (spawnSync('mount', ['--bind', other, path]).status !== 0) context.skip('cannot mount')
    try {
      updateNetrcSync((netrc) => netrc.set('a.example', change), { path })
      expect(readFileSync(other, 'utf8')).toBe(NEW)
      expect(readdirSync(home)).toEqual(['.netrc'])
    } finally {
      spawnSync('umount', ['--lazy', path])
    }
  })
})

describe.runIf(isRoot).each(['sync', 'async'] as const)(
  `a user who is not root, %s${ROOT_ONLY}`,
  (form) => {
    let programs = ''
    let program = ''

    beforeAll(async () => {
      programs = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
      chmodSync(programs, 0o755)
      program = await bundle('updater', programs)
    })

    afterAll(() => {
      rmSync(programs, { recursive: true, force: true })
    })

    /** Sets the password as this user. */
    async function setAs(
      password: string,
      options: Partial<Task> = {},
    ): Promise<Report | undefined> {
      const updater = new Updater(program, '', home, { uid: NOBODY, gid: NOBODY })
      const { report } = await updater.attempt({ form, path, password, ...options })
      updater.end()
      if (report?.kind === 'rejected') expect(report.shown).not.toContain('s3cret')
      return report
    }

    const mine = { uid: NOBODY, gid: NOBODY }

    test('changes their own file, even in a home directory that others can write to', async () => {
      chmodSync(home, 0o777)
      makeFile(0o644, mine)
      expect(await setAs('s3cret-new')).toEqual({ kind: 'resolved' })
      expect(readFileSync(path, 'utf8')).toBe(NEW)
      expect(standing()).toEqual({ mode: '600', ...mine })
    })

    test('gets `owner` for another user’s file, which stays unchanged', async () => {
      chmodSync(home, 0o777)
      makeFile(0o666, { uid: 1234, gid: NOBODY })
      expect(await setAs('s3cret-new')).toMatchObject({ isNetrcError: true, code: 'owner', path })
      expect(readFileSync(path, 'utf8')).toBe(OLD)
      expect(standing()).toEqual({ mode: '666', uid: 1234, gid: NOBODY })
      expect(readdirSync(home)).toEqual(['.netrc'])
    })

    test('does not keep a group that is not theirs: its bits are dropped', async () => {
      chownSync(home, NOBODY, NOBODY)
      makeFile(0o664, { uid: NOBODY, gid: 1234 })
      expect(await setAs('s3cret-new', { permissions: 'keep' })).toEqual({ kind: 'resolved' })
      expect(readFileSync(path, 'utf8')).toBe(NEW)
      expect(standing()).toEqual({ mode: '604', ...mine })
    })

    test('gets `read-only` for a file that only others may write', async () => {
      chownSync(home, NOBODY, NOBODY)
      makeFile(0o644, { uid: 0, gid: 0 })
      expect(await setAs('s3cret-new')).toMatchObject({
        isNetrcError: true,
        code: 'read-only',
        path,
      })
      expect(readFileSync(path, 'utf8')).toBe(OLD)
      expect(readdirSync(home)).toEqual(['.netrc'])
    })

    test('gets EACCES for a file that may not be read', async () => {
      chownSync(home, NOBODY, NOBODY)
      makeFile(0o600, { uid: 0, gid: 0 })
      for (const report of [await setAs('s3cret-new'), await setAs('s3cret-old')]) {
        expect(report).toMatchObject({ kind: 'rejected', code: 'EACCES', path })
      }
      expect(readFileSync(path, 'utf8')).toBe(OLD)
      expect(readdirSync(home)).toEqual(['.netrc'])
    })

    test('succeeds in a read-only home if nothing is to change, and gets `read-only` if something is', async () => {
      makeFile(0o644, mine)
      expect(await setAs('s3cret-old')).toEqual({ kind: 'resolved' })
      expect(standing()).toEqual({ mode: '600', ...mine })
      const report = await setAs('s3cret-new')
      expect(report).toMatchObject({ kind: 'rejected', code: 'read-only' })
      expect(report).toHaveProperty('path', path)
      expect(readFileSync(path, 'utf8')).toBe(OLD)
      expect(readdirSync(home)).toEqual(['.netrc'])
    })

    test('succeeds if root’s file is in a read-only home and nothing is to change', async () => {
      makeFile(0o644, { uid: 0, gid: 0 })
      expect(await setAs('s3cret-old')).toEqual({ kind: 'resolved' })
      expect(standing()).toEqual({ mode: '644', uid: 0, gid: 0 })
    })
  },
)
