import { chmodSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import type { NetrcDocument } from '../../src/api.ts'
import { updateNetrc, updateNetrcSync } from '../../src/file/update.ts'
import { untyped } from '../support/calls.ts'
import { errorOf, netrcErrorOf } from './caught.ts'
import { isAlone, read } from './replacement.ts'
import { newFile } from './scratch.ts'

const updateBlocking: typeof updateNetrc = async (edit, options) => updateNetrcSync(edit, options)

const WAYS = [
  { name: 'updateNetrc', update: updateNetrc },
  { name: 'updateNetrcSync', update: updateBlocking },
]

const TEXT = 'machine a.example login me password old-s3cret\n'

function setPassword(netrc: NetrcDocument): void {
  netrc.set('a.example', { password: 's3cret' })
}

describe.each(WAYS)('$name', ({ update }) => {
  test('refuses an async edit before anything is written', async () => {
    const path = newFile(TEXT)
    const edit = async (netrc: NetrcDocument): Promise<void> => setPassword(netrc)
    // @ts-expect-error An edit must not be async.
    const error = await netrcErrorOf(() => update(edit, { path }))
    expect(error.code).toBe('async-edit')
    expect(error.message).toBe(
      'the edit must not be async, and nothing was written: await before the update',
    )
    expect(error.path).toBe(path)
    expect(read(path)).toBe(TEXT)
    expect(isAlone(path)).toBe(true)
  })

  test('refuses any returned value that has a `then` method', async () => {
    const path = newFile(TEXT)
    // biome-ignore lint/suspicious/noThenProperty: this is the refused value.
    const object = { then: () => {} }
    const callable = Object.assign(() => {}, object)
    for (const value of [object, callable]) {
      const error = await netrcErrorOf(() => update(() => untyped(value), { path }))
      expect(error.code).toBe('async-edit')
    }
    // biome-ignore lint/suspicious/noThenProperty: this is not a promise.
    for (const value of [null, undefined, 0, '', 'then', {}, () => {}, { then: 1 }]) {
      expect((await update(() => untyped(value), { path })).value).toBe(value)
    }
  })

  test('ignores a failure of the refused async edit', async () => {
    const path = newFile(TEXT)
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const edit = async (): Promise<void> => {
      throw new Error('of the edit')
    }
    await netrcErrorOf(() => update(untyped(edit), { path }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  test('shows no secret in any error', async () => {
    const path = newFile(TEXT)
    const errors = [
      await errorOf(() =>
        update((netrc) => netrc.set('b.example', { password: 's3cret\n' }), { path }),
      ),
      await errorOf(() =>
        update(
          untyped(async (netrc: NetrcDocument) => setPassword(netrc)),
          { path },
        ),
      ),
      await errorOf(() => update(setPassword, { path: dirname(path) })),
      await errorOf(() => update(setPassword, { path: `${path}/none` })),
      await errorOf(() =>
        update(
          (netrc) => {
            writeFileSync(path, read(path).concat('# s3cret\n'))
            setPassword(netrc)
          },
          { path },
        ),
      ),
    ]
    chmodSync(path, 0o400)
    errors.push(await errorOf(() => update((netrc) => netrc.delete('a.example'), { path })))
    const codes = errors.map((error) => ('code' in error ? error.code : undefined))
    expect(codes).toEqual([
      'unwritable-value',
      'async-edit',
      'not-a-file',
      'ENOTDIR',
      'conflict',
      'read-only',
    ])
    for (const error of errors) {
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('s3cret')
      expect(JSON.stringify(error)).not.toContain('s3cret')
    }
  })
})
