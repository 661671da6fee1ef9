import { chmodSync, chownSync, statSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { readContent as contentOf } from '../../src/file/content.ts'
import { assertWritable, clearPermissions, keepOwner, setMode } from '../../src/file/permissions.ts'
import { untyped } from '../support/calls.ts'
import { errorOf, netrcErrorOf } from './caught.ts'
import { replaceCall, systemError } from './fault.ts'
import { asNobody, isRoot, modeOf, newFile, newPath, nobody, openNew } from './scratch.ts'

describe('keepOwner', () => {
  const wishes = { path: '/asked/for', permissions: 'keep' } as const

  test('gives a new file the mode 0600', () => {
    expect(keepOwner(openNew().descriptor, undefined, wishes)).toBe(0o600)
  })

  test.each([
    { given: '0666', permissions: 'private', expected: '0600' },
    { given: '0755', permissions: 'private', expected: '0700' },
    { given: '2640', permissions: 'private', expected: '0600' },
    { given: '0400', permissions: 'private', expected: '0400' },
    { given: '0664', permissions: 'keep', expected: '0664' },
    { given: '4755', permissions: 'keep', expected: '0755' },
  ] as const)('makes $expected of $given if it is $permissions', (row) => {
    const { given, permissions, expected } = row
    const old = statSync(newFile('', Number.parseInt(given, 8)))
    const mode = keepOwner(openNew().descriptor, old, { ...wishes, permissions })
    expect(mode).toBe(Number.parseInt(expected, 8))
  })

  test('keeps nothing if `permissions` is another word', () => {
    const old = statSync(newFile('', 0o666))
    for (const permissions of ['Keep', '', null]) {
      const mode = keepOwner(openNew().descriptor, old, untyped({ ...wishes, permissions }))
      expect(mode).toBe(0o600)
    }
  })

  test.runIf(isRoot)('gives the new file the owner and the group of the old one', () => {
    const old = newFile('', 0o640)
    chownSync(old, nobody, 4242)
    const { path, descriptor } = openNew()
    expect(keepOwner(descriptor, statSync(old), wishes)).toBe(0o640)
    expect(statSync(path)).toMatchObject({ uid: nobody, gid: 4242 })
  })

  test.runIf(isRoot)('refuses a file whose owner cannot be kept', async () => {
    const old = statSync(newFile('', 0o666))
    const error = await asNobody(() =>
      netrcErrorOf(() => keepOwner(openNew().descriptor, old, wishes)),
    )
    expect(error.code).toBe('owner')
    expect(error.path).toBe('/asked/for')
    expect(error.cause).toMatchObject({ code: 'EPERM' })
  })

  test('reports that the system does not let it keep the owner', async () => {
    const cause = systemError('EPERM', 'fchown')
    replaceCall('fchownSync', () => {
      throw cause
    })
    const old = Object.assign(statSync(newFile('', 0o664)), { uid: 4242 })
    const error = await netrcErrorOf(() => keepOwner(openNew().descriptor, old, wishes))
    expect(error.code).toBe('owner')
    expect(error.message).toBe(
      'the file belongs to another user, and that ownership could not be kept: run this as that user',
    )
    expect(error.path).toBe('/asked/for')
    expect(error.cause).toBe(cause)
  })

  test('drops the bits of the group if the system lets it keep only the owner', () => {
    replaceCall('fchownSync', () => {
      throw systemError('EPERM', 'fchown')
    })
    const old = Object.assign(statSync(newFile('', 0o664)), { gid: 4242 })
    expect(keepOwner(openNew().descriptor, old, wishes)).toBe(0o604)
  })

  test('changes nothing if owner and group are those of the old file', () => {
    const asked = vi.fn()
    replaceCall('fchownSync', asked)
    keepOwner(openNew().descriptor, statSync(newFile('', 0o664)), wishes)
    expect(asked).not.toHaveBeenCalled()
  })

  // The members of the old group then count as others, who may have had more.
  test.runIf(isRoot).each([
    ['664', '604'],
    ['604', '600'],
    ['646', '604'],
  ])('drops the bits of a group that cannot be kept: from %s to %s', async (from, to) => {
    const old = newFile('', Number.parseInt(from, 8))
    chownSync(old, nobody, 4242)
    const stats = statSync(old)
    const mode = await asNobody(() => keepOwner(openNew().descriptor, stats, wishes))
    expect(mode.toString(8)).toBe(to)
  })
})

describe('clearPermissions', () => {
  const path = '/asked/for'

  test('clears the bits of group and others if it is private', () => {
    const file = newFile('', 0o664)
    clearPermissions(file, contentOf(file), { path, permissions: 'private' })
    expect(modeOf(file)).toBe(0o600)
  })

  test('keeps them with `keep`', () => {
    const file = newFile('', 0o664)
    clearPermissions(file, contentOf(file), { path, permissions: 'keep' })
    expect(modeOf(file)).toBe(0o664)
  })

  test('does nothing if there is nothing to clear, or no file', () => {
    const file = newFile('', 0o400)
    const before = statSync(file, { bigint: true }).ctimeNs
    clearPermissions(file, contentOf(file), { path, permissions: 'private' })
    clearPermissions(newPath(), undefined, { path, permissions: 'private' })
    expect(statSync(file, { bigint: true }).ctimeNs).toBe(before)
  })

  test('ignores an error of the system', () => {
    const file = newFile('', 0o664)
    replaceCall('fchmodSync', () => {
      throw systemError('EPERM', 'fchmod')
    })
    const wishes = { path, permissions: 'private' } as const
    expect(() => clearPermissions(file, contentOf(file), wishes)).not.toThrow()
    expect(modeOf(file)).toBe(0o664)
  })

  test.runIf(isRoot)('ignores missing permission', async () => {
    const file = newFile('', 0o664)
    await asNobody(() => clearPermissions(file, contentOf(file), { path, permissions: 'private' }))
    expect(modeOf(file)).toBe(0o664)
  })
})

describe('assertWritable', () => {
  test('accepts a file that its owner may write', () => {
    const path = newFile('', 0o600)
    expect(() => assertWritable(path, statSync(path), path)).not.toThrow()
  })

  test('refuses one without the owner’s write bit, even for root', async () => {
    const path = newFile('', 0o466)
    const error = await netrcErrorOf(() => assertWritable(path, statSync(path), '/asked/for'))
    expect(error.code).toBe('read-only')
    expect(error.message).toBe('the file is read-only: make it writable first, with `chmod u+w`')
    expect(error.path).toBe('/asked/for')
  })

  test.each(['EACCES', 'EPERM', 'EROFS'])(
    'refuses one that, according to the system, this user may not write: %s',
    async (code) => {
      // The system checks the user who started the process, whom a test cannot change.
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

  test('accepts one that is gone meanwhile', () => {
    const stats = statSync(newFile('', 0o600))
    expect(() => assertWritable(newPath(), stats, '/asked/for')).not.toThrow()
  })

  test('passes on any other error of the system, for example that the check is not allowed', async () => {
    const cause = new Error('Requires sys access to "uid", run again with the --allow-sys flag')
    replaceCall('accessSync', () => {
      throw cause
    })
    const path = newFile('', 0o600)
    expect(await errorOf(() => assertWritable(path, statSync(path), path))).toBe(cause)
  })

  test('leaves one that is gone meanwhile to the next check', () => {
    const path = newFile('', 0o600)
    const stats = statSync(path)
    expect(() => assertWritable(newPath(), stats, path)).not.toThrow()
  })
})

test('on Windows, modes are not changed', async () => {
  vi.stubGlobal('process', Object.create(process, { platform: { value: 'win32' } }))
  vi.resetModules()
  const windows = await import('../../src/file/permissions.ts')
  vi.unstubAllGlobals()
  const file = newFile('', 0o666)
  windows.clearPermissions(file, contentOf(file), { path: file, permissions: 'private' })
  expect(modeOf(file)).toBe(0o666)
})

describe('setMode', () => {
  function onFileSystemWithout(code: string): void {
    replaceCall('fchmodSync', () => {
      throw systemError(code, 'fchmod')
    })
  }

  test.each(['EPERM', 'ENOSYS', 'EINVAL', 'ENOTSUP'])(
    'accepts %s if nobody can read more than intended',
    (code) => {
      onFileSystemWithout(code)
      const { descriptor } = openNew()
      expect(() => setMode(descriptor, 0o600, undefined)).not.toThrow()
      expect(() => setMode(descriptor, 0o644, undefined)).not.toThrow()
    },
  )

  test('accepts it as a file system that ignores modes, if the old file was as open', async () => {
    onFileSystemWithout('EPERM')
    const { path, descriptor } = openNew()
    chmodSync(path, 0o777)
    const old = (mode: number) => statSync(newFile('', mode))
    expect(() => setMode(descriptor, 0o600, undefined)).not.toThrow()
    expect(() => setMode(descriptor, 0o600, old(0o777))).not.toThrow()
    const error = await errorOf(() => setMode(descriptor, 0o600, old(0o640)))
    expect(error).toMatchObject({ code: 'EPERM' })
  })

  test('throws every other error', async () => {
    onFileSystemWithout('EIO')
    const { descriptor } = openNew()
    expect(await errorOf(() => setMode(descriptor, 0o600, undefined))).toMatchObject({
      code: 'EIO',
    })
  })
})
