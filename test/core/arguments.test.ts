import { describe, expect, test } from 'vitest'
import { type Entry, type NetrcDocument, parse } from '../../src/core.ts'
import { codeOf, entryOf, untyped } from '../support/calls.ts'

const TEXT = 'machine a.example login ada password s3cret\nmachine b.example\ndefault\n'

/** A wrong call, and the code of its error. */
type WrongCall = readonly [code: string, (netrc: NetrcDocument, a: Entry, b: Entry) => unknown]

const notStrings = [undefined, null, 1, {}, [], Symbol('a')] as const
const notObjects = [null, 1, 'x', true, Symbol('a'), () => ({}), Promise.resolve({})] as const
const foreign = entryOf(parse(TEXT), 'b.example')

const CALLS: readonly WrongCall[] = [
  ...notStrings.flatMap((value): WrongCall[] => [
    ['invalid-argument', (netrc) => netrc.get(untyped(value))],
    ['invalid-argument', (netrc) => netrc.has(untyped(value))],
    ['invalid-argument', (netrc) => netrc.delete(untyped(value))],
    ['invalid-argument', (netrc) => netrc.credentials(untyped(value))],
    ['invalid-argument', (netrc) => netrc.deleteMacro(untyped(value))],
    ['invalid-argument', (_, a) => a.get(untyped(value))],
    ['invalid-argument', (_, a) => a.has(untyped(value))],
    ['invalid-argument', (_, a) => a.delete(untyped(value))],
    ['invalid-argument', (_, a) => a.deleteMacro(untyped(value))],
    ['unwritable-name', (netrc) => netrc.set(untyped(value), {})],
    ['unwritable-name', (netrc) => netrc.add(untyped(value), {})],
    ['unwritable-name', (_, a) => a.rename(untyped(value))],
    ['unwritable-name', (_, a) => a.setMacro(untyped(value), 'x')],
    ['unwritable-field', (_, a) => a.set(untyped(value), 'x')],
    ['unwritable-value', (_, a) => a.set('login', untyped(value))],
    ['unwritable-value', (_, a) => a.setMacro('m', untyped(value))],
    ['unwritable-value', (netrc) => netrc.setMacro('m', untyped(value))],
    ['unwritable-value', (netrc) => netrc.set('a.example', { login: untyped(value) })],
    ['unwritable-value', (netrc) => netrc.add('a.example', { password: untyped(value) })],
    ['unwritable-value', (netrc) => netrc.setDefault({ login: untyped(value) })],
  ]),
  ...notObjects.flatMap((value): WrongCall[] => [
    ['invalid-argument', (netrc) => netrc.set('a.example', untyped(value))],
    ['invalid-argument', (netrc) => netrc.add('a.example', untyped(value))],
    ['invalid-argument', (netrc) => netrc.setDefault(untyped(value))],
    ['invalid-argument', (netrc) => netrc.get('a.example', untyped(value))],
    ['invalid-argument', (netrc) => netrc.has('a.example', untyped(value))],
    ['invalid-argument', (netrc) => netrc.delete('a.example', untyped(value))],
    ['invalid-argument', (netrc) => netrc.credentials('a.example', untyped(value))],
    ['invalid-argument', (netrc) => netrc.add('c.example', {}, untyped(value))],
    ['invalid-argument', (netrc, a) => netrc.move(a, untyped(value))],
    ['invalid-argument', (netrc, a) => netrc.move(a, { before: untyped(value) })],
    ['invalid-argument', (netrc, a) => netrc.move(untyped(value), { before: a })],
    ['unwritable-value', (_, a) => a.setMacro('m', untyped(value === 'x' ? '\n\n' : value))],
    ['unwritable-value', (_, a) => a.setComment(untyped(value === 'x' ? '\r' : value))],
  ]),
  ['unwritable-value', (netrc) => netrc.set('a.example', { account: untyped(null) })],
  ['unknown-field', (netrc) => netrc.set('a.example', untyped({ passwrod: 's3cret' }))],
  ['unknown-field', (netrc) => netrc.add('a.example', untyped({ login: 'ada', user: 'x' }))],
  ['unknown-field', (netrc) => netrc.setDefault(untyped({ LOGIN: undefined }))],
  ['invalid-argument', (netrc) => netrc.get('a.example', untyped({ user: 'ada' }))],
  ['invalid-argument', (netrc) => netrc.has('a.example', untyped({ login: 1 }))],
  ['invalid-argument', (netrc) => netrc.delete('a.example', untyped({ login: null }))],
  ['invalid-argument', (netrc) => netrc.delete('a.example', untyped({ login: undefined }))],
  ['invalid-argument', (netrc) => netrc.delete('a.example', untyped({ user: 'ada' }))],
  ['invalid-argument', (netrc, a) => netrc.delete(untyped(a), { login: 'ada' })],
  ['invalid-argument', (netrc) => netrc.credentials('a.example', untyped({ default: true }))],
  ['invalid-argument', (netrc) => netrc.credentials('a.example', { useDefault: untyped('yes') })],
  ['invalid-argument', (netrc, a) => netrc.move(a, untyped({}))],
  ['invalid-argument', (netrc, a, b) => netrc.move(a, untyped({ before: b, after: b }))],
  ['invalid-argument', (netrc, a, b) => netrc.move(a, untyped({ above: b }))],
  ['invalid-argument', (netrc, b) => netrc.add('c.example', {}, untyped({ after: b, x: 1 }))],
  ['invalid-argument', (netrc, a) => netrc.move(a, { before: untyped(undefined) })],
  ['foreign-entry', (netrc) => netrc.delete(foreign)],
  ['foreign-entry', (netrc, a) => netrc.move(a, { before: foreign })],
  ['foreign-entry', (netrc, a) => netrc.move(foreign, { before: a })],
  ['foreign-entry', (netrc) => netrc.add('c.example', {}, { after: foreign })],
]

test.each(CALLS)('a wrong call is refused with %s and changes nothing: %s', (code, call) => {
  const netrc = parse(TEXT)
  const { diagnostics } = netrc
  expect(codeOf(() => call(netrc, entryOf(netrc, 'a.example'), entryOf(netrc, 'b.example')))).toBe(
    code,
  )
  expect(String(netrc)).toBe(TEXT)
  expect(netrc.diagnostics).toBe(diagnostics)
})

describe('an entry that was removed', () => {
  const removed = (): [NetrcDocument, gone: Entry, left: Entry] => {
    const netrc = parse(TEXT)
    const gone = entryOf(netrc, 'a.example')
    netrc.delete(gone)
    return [netrc, gone, entryOf(netrc, 'b.example')]
  }

  test('is not a place', () => {
    const [netrc, gone, left] = removed()
    expect(codeOf(() => netrc.move(left, { before: gone }))).toBe('invalid-argument')
    expect(codeOf(() => netrc.add('c.example', {}, { after: gone }))).toBe('invalid-argument')
  })

  test('cannot be moved or edited, and is already deleted', () => {
    const [netrc, gone, left] = removed()
    expect(codeOf(() => netrc.move(gone, { before: left }))).toBe('detached-entry')
    expect(codeOf(() => gone.setMacro('m', ''))).toBe('detached-entry')
    expect(codeOf(() => gone.deleteMacro('m'))).toBe('detached-entry')
    expect(codeOf(() => gone.setComment('c'))).toBe('detached-entry')
    expect(netrc.delete(gone)).toBe(false)
    expect(gone.comment).toBeUndefined()
  })
})

describe('what is not a mistake', () => {
  test('`account: undefined` leaves the account unchanged', () => {
    const netrc = parse('machine a.example account team\n')
    netrc.set('a.example', { account: undefined })
    expect(String(netrc)).toBe('machine a.example account team\n')
  })

  test('in `get` and `has`, the login `undefined` means any login', () => {
    const netrc = parse(TEXT)
    expect(netrc.get('a.example', { login: undefined })?.login).toBe('ada')
    expect(netrc.has('a.example', {})).toBe(true)
    expect(netrc.get('a.example', undefined)?.login).toBe('ada')
  })

  test('in `delete`, a selector without a login does not mean every account', () => {
    const netrc = parse(TEXT)
    expect(codeOf(() => netrc.delete('a.example', untyped({})))).toBe('invalid-argument')
    expect(String(netrc)).toBe(TEXT)
    expect(netrc.delete('a.example', untyped(undefined))).toBe(true)
    expect(netrc.has('a.example')).toBe(false)
  })
})

test('the compiler refuses wrong calls too', () => {
  const netrc = parse(TEXT)
  const a = entryOf(netrc, 'a.example')
  const calls = [
    // @ts-expect-error: a login that may be undefined would delete every account
    () => netrc.delete('a.example', { login: undefined }),
    // @ts-expect-error: an entry is deleted without a selector
    () => netrc.delete(a, { login: 'ada' }),
    // @ts-expect-error: a variable that is not set
    () => netrc.set('a.example', { password: undefined }),
    // @ts-expect-error: no such field
    () => netrc.set('a.example', { passwrod: 's3cret' }),
    // @ts-expect-error: two places
    () => netrc.move(a, { before: a, between: a }),
    // @ts-expect-error: no place
    () => netrc.move(a, {}),
    // @ts-expect-error: a comment is a string
    () => a.setComment(null),
  ]
  for (const call of calls) expect(codeOf(call)).toBeDefined()
})
