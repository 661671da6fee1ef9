import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  readNetrc,
  readNetrcSync,
  type UpdateOptions,
  updateNetrc,
  updateNetrcSync,
} from '../../src/index.ts'
import { describeUnlessMissing } from '../support/requirements.ts'
import { netrcErrorOf } from './caught.ts'
import { hurry, lockOf, namesBeside, read } from './replacement.ts'
import { asNobody, isRoot, modeOf, newFile, newPath, nobody } from './scratch.ts'

// Real file systems and other users.

const OLD = 'machine a.example login me password s3cret-old\n'
const NEW = 'machine a.example login me password s3cret-new\n'

const edit: Parameters<typeof updateNetrc>[0] = (netrc) => {
  netrc.set('a.example', { password: 's3cret-new' })
}
const changeNothing: Parameters<typeof updateNetrc>[0] = (netrc) => {
  netrc.set('a.example', { password: 's3cret-old' })
}

const FORMS = [
  { form: 'async', update: updateNetrc, read: readNetrc },
  {
    form: 'blocking',
    update: async (run: typeof edit, options: UpdateOptions) => updateNetrcSync(run, options),
    read: async (options: UpdateOptions) => readNetrcSync(options),
  },
]

const canMount = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0
const [WHY_NOT_ROOT, WHY_NOT_MOUNT] = [
  isRoot ? '' : ' (skipped: not root)',
  canMount ? '' : ' (skipped: cannot mount)',
]

/** Leaves a dead lock of this user with a file in it. */
function leaveLock(path: string, user: number, file = '0123456789abcdef'): void {
  mkdirSync(lockOf(path), { mode: 0o700 })
  writeFileSync(join(lockOf(path), file), 'half of', { mode: 0o600 })
  chownSync(join(lockOf(path), file), user, user)
  chownSync(lockOf(path), user, user)
}

test.runIf(canMount)(`a path into another mount namespace is refused${WHY_NOT_MOUNT}`, async () => {
  const path = newFile(OLD)
  const program =
    'mount -t tmpfs tmpfs "$0" && echo "machine c.example" > "$0/.netrc" && echo ready && exec sleep 60'
  const child = spawn('unshare', ['--mount', 'sh', '-c', program, dirname(path)])
  onTestFinished(() => {
    child.kill()
  })
  await once(child.stdout, 'data')
  const inside = `/proc/${child.pid}/root${path}`
  expect(String(await readNetrc({ path: inside }))).toBe('machine c.example\n')
  const error = await netrcErrorOf(() => updateNetrc(edit, { path: inside }))
  expect(error).toMatchObject({ code: 'not-a-file', path: inside })
  expect(read(path)).toBe(OLD)
})

describe.runIf(isRoot)(`a dead lock${WHY_NOT_ROOT}`, () => {
  test('of another user is renamed with its content, and the update continues', async () => {
    const path = newFile(OLD)
    leaveLock(path, nobody)
    hurry(20)
    expect(await updateNetrc(edit, { path })).toMatchObject({ changed: true })
    expect(read(path)).toBe(NEW)
    const [, aside = ''] = namesBeside(path)
    expect(aside).toMatch(/^\.netrc\.lossless-netrc\.[0-9a-f]{16}$/)
    expect(readdirSync(join(dirname(path), aside))).toEqual(['0123456789abcdef'])
  })

  test('with another user’s unfinished write in place is not finished', async () => {
    const path = newFile(OLD)
    leaveLock(path, 0)
    const planted = join(lockOf(path), `fedcba9876543210.${statSync(path).ino}.in-place`)
    writeFileSync(planted, 'machine evil.example\n')
    lchownSync(planted, nobody, nobody)
    hurry(20)
    await updateNetrc(edit, { path })
    expect(read(path)).toBe(NEW)
    expect(namesBeside(path)).toHaveLength(2)
  })

  test('beside a file with a long name is renamed too', async () => {
    const path = newFile(OLD, 0o600, 'n'.repeat(240))
    leaveLock(path, nobody)
    hurry(20)
    await updateNetrc(edit, { path })
    expect(read(path)).toBe(NEW)
    const [aside = ''] = namesBeside(path)
    expect(aside).toMatch(/^\.lossless-netrc\.[0-9a-f]{16}$/)
    expect(readdirSync(join(dirname(path), aside))).toEqual(['0123456789abcdef'])
  })

  test('that is a link when it is broken does not delete anything elsewhere', async () => {
    const path = newFile(OLD)
    const elsewhere = join(dirname(newPath()), 'precious')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, '0123456789abcdef'), 'precious')
    symlinkSync(elsewhere, lockOf(path))
    lchownSync(lockOf(path), nobody, nobody)
    hurry(20)
    const error = await netrcErrorOf(() => updateNetrc(edit, { path, timeout: 9000 }))
    expect(error.code).toBe('locked')
    expect(readdirSync(elsewhere)).toEqual(['0123456789abcdef'])
    expect(statSync(elsewhere).mode & 0o777).toBe(0o755)
  })
})

describe.runIf(isRoot).each(FORMS)(`a read-only directory, $form${WHY_NOT_ROOT}`, ({ update }) => {
  /** Makes a directory owned by root, with a file of another user or none in it. */
  function closed(content: string | undefined): string {
    const path = content === undefined ? newPath() : newFile(content)
    if (content !== undefined) chownSync(path, nobody, nobody)
    chmodSync(dirname(path), 0o755)
    return path
  }

  test.each([OLD, undefined])('is named (%j)', async (content) => {
    const path = closed(content)
    const error = await asNobody(() => netrcErrorOf(() => update(edit, { path })))
    expect(error).toMatchObject({ code: 'read-only', path })
    expect(error.message).toBe(
      `the directory ${dirname(path)} is read-only, and the file can only be replaced in a writable one: make it writable, or choose another path`,
    )
    expect(existsSync(path) ? read(path) : undefined).toBe(content)
  })

  test('is named if there is a dead lock in it, and an edit that changes nothing succeeds', async () => {
    const path = closed(OLD)
    leaveLock(path, nobody)
    hurry(20)
    await asNobody(async () => {
      expect(await update(changeNothing, { path })).toMatchObject({ changed: false })
      const error = await netrcErrorOf(() => update(edit, { path }))
      expect(error).toMatchObject({ code: 'read-only', path })
    })
    expect(read(path)).toBe(OLD)
  })
})

describe.runIf(canMount).each(FORMS)(`a separate file system, $form${WHY_NOT_MOUNT}`, (form) => {
  const { update } = form

  function mountTmpfs(): string {
    const disk = dirname(newPath())
    expect(
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=777', 'tmpfs', disk]).status,
    ).toBe(0)
    onTestFinished(() => {
      spawnSync('umount', ['--lazy', disk])
    })
    const path = join(disk, '.netrc')
    writeFileSync(path, OLD, { mode: 0o600 })
    return path
  }

  test.each([false, true])('that becomes read-only (with a dead lock: %s)', async (hasLock) => {
    const path = mountTmpfs()
    if (hasLock) leaveLock(path, 0)
    expect(spawnSync('mount', ['-o', 'remount,ro', dirname(path)]).status).toBe(0)
    hurry(20)
    await expect(update(edit, { path })).rejects.toMatchObject({
      code: 'EROFS',
      path,
      message: `EROFS: the file is on a read-only file system: choose a file elsewhere (${path})`,
    })
    expect(await update(changeNothing, { path })).toMatchObject({ changed: false })
    expect(read(path)).toBe(OLD)
  })
})

describe.runIf(canMount).each(FORMS)(`mounts, $form${WHY_NOT_MOUNT}`, ({ update }) => {
  /** Mounts something, and unmounts it when the test ends. */
  function mount(...parameters: readonly string[]): void {
    expect(spawnSync('mount', parameters).status).toBe(0)
    onTestFinished(() => {
      spawnSync('umount', ['--lazy', parameters.at(-1) ?? ''])
    })
  }

  test('a writable file in a read-only directory', async () => {
    const outside = newFile(OLD)
    const home = dirname(newPath())
    const path = join(home, '.netrc')
    mount('-t', 'tmpfs', 'tmpfs', home)
    writeFileSync(path, '')
    mount('--bind', outside, path)
    expect(spawnSync('mount', ['-o', 'remount,ro', home]).status).toBe(0)
    const error = await netrcErrorOf(() => update(edit, { path }))
    expect(error).toMatchObject({ code: 'read-only', path })
    expect(error.message).toContain(`the directory ${home} is read-only`)
    expect((await update(changeNothing, { path })).changed).toBe(false)
    expect(read(outside)).toBe(OLD)
  })

  test('an update inside the edit of another one of the same file, by another path', async () => {
    const path = newFile(OLD)
    const twin = dirname(newPath())
    mount('--bind', dirname(path), twin)
    const error = await netrcErrorOf(() =>
      update(() => void updateNetrcSync(edit, { path: join(twin, '.netrc') }), { path }),
    )
    expect(error).toMatchObject({ code: 'reentrant', path: join(twin, '.netrc') })
    expect([read(path), namesBeside(path)]).toEqual([OLD, ['.netrc']])
  })
})

describeUnlessMissing(
  ['ntfs-3g', 'mkntfs', 'setfacl'].filter((name) => spawnSync(name, ['--version']).error),
  `file systems without modes, and access lists${WHY_NOT_MOUNT}`,
  () => {
    /** Makes a file on NTFS, where every file appears as root's and 0777. */
    function onNtfs(): string {
      const image = newFile('', 0o600, 'image')
      truncateSync(image, 8 * 2 ** 20)
      expect(spawnSync('mkntfs', ['-F', '-q', '-Q', image]).status).toBe(0)
      const disk = dirname(newPath())
      const mounted = spawnSync('ntfs-3g', [image, disk, '-o', 'umask=0'], { encoding: 'utf8' })
      expect(mounted.stderr).toBe('')
      onTestFinished(() => {
        spawnSync('umount', [disk])
      })
      return join(disk, '.netrc')
    }

    test.runIf(canMount).each(FORMS)('a file on NTFS is made and changed, $form', async (form) => {
      const path = onNtfs()
      // As a user who may not change modes on this file system.
      await asNobody(async () => {
        expect(await form.update(edit, { path })).toMatchObject({ created: true })
        expect(await form.update((netrc) => netrc.add('b.example', {}), { path })).toMatchObject({
          changed: true,
        })
      })
      expect((await form.read({ path })).entries.map(({ name }) => name)).toEqual([
        'a.example',
        'b.example',
      ])
      expect(namesBeside(path)).toEqual(['.netrc'])
    })

    test.runIf(canMount)('a dead lock on NTFS does not block updates', async () => {
      const path = onNtfs()
      writeFileSync(path, OLD)
      leaveLock(path, 0)
      hurry(20)
      await asNobody(() => updateNetrc(edit, { path }))
      expect(read(path)).toBe(NEW)
    })

    test.runIf(isRoot)('an access list is dropped, so that only the owner can read', async () => {
      const path = newFile(OLD)
      expect(spawnSync('setfacl', ['-m', 'u:65534:r', path]).status).toBe(0)
      expect(await asNobody(() => readFileSync(path, 'utf8'))).toBe(OLD)
      await updateNetrc(edit, { path })
      await expect(asNobody(() => readFileSync(path, 'utf8'))).rejects.toThrow('EACCES')
    })

    test.runIf(isRoot)('a default access list of the directory gives no access', async () => {
      const path = newPath()
      expect(spawnSync('setfacl', ['-d', '-m', 'u:65534:rw', dirname(path)]).status).toBe(0)
      await updateNetrc(edit, { path })
      expect(modeOf(path)).toBe(0o600)
      await expect(asNobody(() => readFileSync(path, 'utf8'))).rejects.toThrow('EACCES')
    })
  },
)

describe.each(FORMS)('a file that is too large, $form', ({ update, read: readFile }) => {
  test('is neither read nor changed', async () => {
    const path = newFile('')
    truncateSync(path, 64 * 2 ** 20 + 1)
    for (const attempt of [() => readFile({ path }), () => update(edit, { path })]) {
      expect(await netrcErrorOf(attempt)).toMatchObject({
        code: 'too-large',
        path,
        message: 'the file is larger than 64 MiB: choose another path',
      })
    }
    expect(namesBeside(path)).toEqual([basename(path)])
  })
})
