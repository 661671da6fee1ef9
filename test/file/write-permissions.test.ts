import { chownSync, statSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { readContent as contentOf } from '../../src/file/read.ts'
import { clearPermissions, keepOwner } from '../../src/file/write.ts'
import { untyped } from '../support/calls.ts'
import { netrcErrorOf } from './caught.ts'
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
  ] as const)('makes $expected of $given where it is $permissions', (row) => {
    const { given, permissions, expected } = row
    const old = statSync(newFile('', Number.parseInt(given, 8)))
    const mode = keepOwner(openNew().descriptor, old, { ...wishes, permissions })
    expect(mode).toBe(Number.parseInt(expected, 8))
  })

  test('keeps nothing where `permissions` is another word', () => {
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

  test('says so where the system does not let the owner be kept', async () => {
    const cause = systemError('EPERM', 'fchown')
    replaceCall('fchownSync', () => {
      throw cause
    })
    const old = Object.assign(statSync(newFile('', 0o664)), { uid: 4242 })
    const error = await netrcErrorOf(() => keepOwner(openNew().descriptor, old, wishes))
    expect(error.code).toBe('owner')
    expect(error.message).toBe('the file is another user’s, who could not be kept as its owner')
    expect(error.path).toBe('/asked/for')
    expect(error.cause).toBe(cause)
  })

  test('drops the bits of the group where the system lets only the owner be kept', () => {
    replaceCall('fchownSync', () => {
      throw systemError('EPERM', 'fchown')
    })
    const old = Object.assign(statSync(newFile('', 0o664)), { gid: 4242 })
    expect(keepOwner(openNew().descriptor, old, wishes)).toBe(0o604)
  })

  test('asks for nothing where owner and group are those of the old file', () => {
    const asked = vi.fn()
    replaceCall('fchownSync', asked)
    keepOwner(openNew().descriptor, statSync(newFile('', 0o664)), wishes)
    expect(asked).not.toHaveBeenCalled()
  })

  test.runIf(isRoot)('drops the bits of a group that cannot be kept', async () => {
    const old = newFile('', 0o664)
    chownSync(old, nobody, 4242)
    const stats = statSync(old)
    const mode = await asNobody(() => keepOwner(openNew().descriptor, stats, wishes))
    expect(mode).toBe(0o604)
  })
})

describe('clearPermissions', () => {
  const path = '/asked/for'

  test('clears the bits of group and others where it is private', () => {
    const file = newFile('', 0o664)
    clearPermissions(file, contentOf(file), { path, permissions: 'private' })
    expect(modeOf(file)).toBe(0o600)
  })

  test('leaves them where they are to be kept', () => {
    const file = newFile('', 0o664)
    clearPermissions(file, contentOf(file), { path, permissions: 'keep' })
    expect(modeOf(file)).toBe(0o664)
  })

  test('does nothing where there is nothing to clear, or no file', () => {
    const file = newFile('', 0o400)
    const before = statSync(file, { bigint: true }).ctimeNs
    clearPermissions(file, contentOf(file), { path, permissions: 'private' })
    clearPermissions(newPath(), undefined, { path, permissions: 'private' })
    expect(statSync(file, { bigint: true }).ctimeNs).toBe(before)
  })

  test('ignores that the system does not let it', () => {
    const file = newFile('', 0o664)
    replaceCall('chmodSync', () => {
      throw systemError('EPERM', 'chmod')
    })
    const wishes = { path, permissions: 'private' } as const
    expect(() => clearPermissions(file, contentOf(file), wishes)).not.toThrow()
    expect(modeOf(file)).toBe(0o664)
  })

  test.runIf(isRoot)('ignores that it may not', async () => {
    const file = newFile('', 0o664)
    await asNobody(() => clearPermissions(file, contentOf(file), { path, permissions: 'private' }))
    expect(modeOf(file)).toBe(0o664)
  })
})
