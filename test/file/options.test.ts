import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Entry, NetrcDocument } from '../../src/api.ts'
import { parse } from '../../src/core.ts'
import { readCredentials, readNetrc, readNetrcSync } from '../../src/file/read.ts'
import { updateNetrc, updateNetrcSync } from '../../src/file/update.ts'
import { codeOf, entryOf, untyped } from '../support/calls.ts'
import { netrcErrorOf } from './caught.ts'
import { newFile, newPath } from './scratch.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const TEXT = 'machine a.example login me password s3cret\n'
const setPassword = (netrc: NetrcDocument): unknown => netrc.set('a.example', { password: 'new' })

describe('wrong options are refused', () => {
  const wrong: unknown[] = [
    null,
    '/tmp/x',
    1,
    [],
    new Map(),
    new URL('file:///tmp/x'),
    { file: 'x' },
    { path: 1 },
    { path: {} },
    { path: 'a\0b' },
    { path: new URL('file:///tmp/a%00b') },
  ]

  test.each([...wrong, { timeout: 1 }, { path: new URL('https://a.example/') }])(
    'in reading: %j',
    async (options) => {
      const refusal = { code: 'invalid-argument' }
      await expect(readNetrc(untyped(options))).rejects.toMatchObject(refusal)
      expect(codeOf(() => readNetrcSync(untyped(options)))).toBe('invalid-argument')
      if (options === null) return
      await expect(readCredentials('a.example', untyped(options))).rejects.toMatchObject(refusal)
    },
  )

  test.each([
    ...wrong,
    { permissions: 'all' },
    { permissions: null },
    { timeout: -1 },
    { timeout: Number.NaN },
    { timeout: '1' },
  ])('in an update, which changes nothing: %j', async (options) => {
    const path = newFile(TEXT)
    vi.stubEnv('NETRC', path)
    const refusal = { code: 'invalid-argument' }
    await expect(updateNetrc(setPassword, untyped(options))).rejects.toMatchObject(refusal)
    expect(codeOf(() => updateNetrcSync(setPassword, untyped(options)))).toBe('invalid-argument')
    expect(readFileSync(path, 'utf8')).toBe(TEXT)
  })
})

test.each([
  [{ timeout: '5' }, 'a timeout is a number of milliseconds, 0 or more'],
  [{ permissions: null }, "permissions are 'private' or 'keep'"],
  [{ timeOut: 5 }, 'options are a plain object with only these keys: path, permissions, timeout'],
])('the message says what is wrong with %j', async (options, message) => {
  const error = await netrcErrorOf(() => updateNetrc(setPassword, untyped(options)))
  expect(error.message).toBe(message)
})

test('options may have no prototype, or one of another realm', async () => {
  const path = newFile(TEXT)
  const bare: { path?: string } = Object.assign(Object.create(null), { path })
  const foreign: { path?: string } = runInNewContext('({ path })', { path })
  for (const options of [bare, foreign])
    expect((await readNetrc(options)).has('a.example')).toBe(true)
})

test.each([undefined, null, 'set', {}])(
  'an edit that is not a function is refused: %j',
  async (edit) => {
    const path = newFile(TEXT)
    const error = await netrcErrorOf(() => updateNetrc(untyped(edit), { path }))
    expect([error.code, error.message]).toEqual(['invalid-argument', 'an edit is a function'])
    expect(codeOf(() => updateNetrcSync(untyped(edit), { path }))).toBe('invalid-argument')
  },
)

test('a path may be a file: URL', async () => {
  const path = newFile(TEXT)
  const url = pathToFileURL(path)
  expect((await readNetrc({ path: url })).has('a.example')).toBe(true)
  expect((await updateNetrc(setPassword, { path: url })).path).toBe(path)
  expect(readFileSync(path, 'utf8')).toBe(TEXT.replace('s3cret', 'new'))
})

test('$NETRC may begin with ~/', async () => {
  const path = newFile(TEXT)
  vi.stubEnv('HOME', join(path, '..'))
  vi.stubEnv('NETRC', `~/${path.slice(path.lastIndexOf('/') + 1)}`)
  expect((await readCredentials('a.example'))?.login).toBe('me')
})

describe('the document ends with the edit', () => {
  const edits: readonly [string, (netrc: NetrcDocument, entry: Entry) => unknown][] = [
    ['set', (netrc) => netrc.set('a.example', { password: 'x' })],
    ['add', (netrc) => netrc.add('b.example', {})],
    ['setDefault', (netrc) => netrc.setDefault({})],
    ['delete', (netrc) => netrc.delete('a.example')],
    ['delete of an entry', (netrc, entry) => netrc.delete(entry)],
    ['move', (netrc, entry) => netrc.move(entry, { before: entry })],
    ['setMacro', (netrc) => netrc.setMacro('m', '')],
    ['deleteMacro', (netrc) => netrc.deleteMacro('m')],
    ['set of a field', (_, entry) => entry.set('password', 'x')],
    ['delete of a field', (_, entry) => entry.delete('password')],
    ['rename', (_, entry) => entry.rename('c.example')],
    ['setMacro of an entry', (_, entry) => entry.setMacro('m', '')],
    ['deleteMacro of an entry', (_, entry) => entry.deleteMacro('m')],
    ['setComment', (_, entry) => entry.setComment('c')],
  ]

  test.each(edits)('after it: %s', async (_, edit) => {
    const { value: netrc } = await updateNetrc((netrc) => netrc, { path: newFile(TEXT) })
    const entry = entryOf(netrc, 'a.example')
    expect(codeOf(() => edit(netrc, entry))).toBe('closed-document')
    expect(String(netrc)).toBe(TEXT)
    expect(entry.password).toBe('s3cret')
  })

  test('even if it threw', () => {
    const kept: NetrcDocument[] = []
    const edit = (netrc: NetrcDocument): void => {
      kept.push(netrc)
      throw new Error('no')
    }
    expect(() => updateNetrcSync(edit, { path: newFile(TEXT) })).toThrow('no')
    expect(kept).toHaveLength(1)
    for (const netrc of kept)
      expect(codeOf(() => netrc.delete('a.example'))).toBe('closed-document')
  })
})

describe('a file in UTF-16', () => {
  const bytes = Buffer.from(`\ufeff${TEXT}`, 'utf16le')

  test('is read as a document without entries, and every edit of it is refused', async () => {
    const path = newPath()
    writeFileSync(path, bytes)
    const netrc = await readNetrc({ path })
    expect([netrc.entries.length, netrc.diagnostics.map(({ code }) => code)]).toEqual([
      0,
      ['unsupported-encoding'],
    ])
    const edits = [setPassword, (netrc: NetrcDocument) => netrc.delete('a.example')]
    for (const edit of edits) {
      const error = await netrcErrorOf(() => updateNetrc(edit, { path }))
      expect([error.code, error.path]).toEqual(['unsupported-encoding', path])
      expect(error.message).toContain('UTF-8')
    }
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  test('does not cause an error about a string in UTF-16 that the edit reads itself', async () => {
    const edit = (): unknown => parse(bytes).delete('a.example')
    const error = await netrcErrorOf(() => updateNetrc(edit, { path: newFile(TEXT) }))
    expect([error.code, error.path]).toEqual(['unsupported-encoding', undefined])
  })

  test('stays unchanged in an update that edits nothing', async () => {
    const path = newPath()
    writeFileSync(path, bytes)
    expect((await updateNetrc(() => {}, { path })).changed).toBe(false)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })
})
