import { describe, expect, test } from 'vitest'
import { type Credentials, type Entry, type NetrcDocument, parse } from '../../../src/core.ts'
import { codeOf, entryOf, untyped } from '../../support/calls.ts'

describe('setting default', () => {
  test('updates the first one, or otherwise adds one at the end', () => {
    const netrc = parse('machine a.example login u\n')
    const entry = netrc.setDefault({ login: 'v' })
    expect(entry).toBe(netrc.default)
    expect(netrc.setDefault({ password: 'p' })).toBe(entry)
    expect(String(netrc)).toBe('machine a.example login u\ndefault login v password p\n')
  })
})

describe('credentials', () => {
  const calls: readonly (readonly [
    string,
    (netrc: NetrcDocument, credentials: Credentials) => Entry,
  ])[] = [
    ['set on an existing machine', (netrc, credentials) => netrc.set('a.example', credentials)],
    ['set on a new one', (netrc, credentials) => netrc.set('b.example', credentials)],
    ['added', (netrc, credentials) => netrc.add('b.example', credentials)],
    ['added to an existing one', (netrc, credentials) => netrc.add('a.example', credentials)],
    ['set on default', (netrc, credentials) => netrc.setDefault(credentials)],
  ]
  const TEXT = 'machine a.example password old\n'

  describe.each(calls)('%s', (_, call) => {
    const outcome = (credentials: unknown): readonly [string | undefined, string] => {
      const netrc = parse(TEXT)
      return [codeOf(() => call(netrc, untyped(credentials))), String(netrc)]
    }

    test.each([
      [{ passwrod: 's3cret' }],
      [{ password: 's3cret', username: undefined }],
      [{ machine: 'a.example' }],
      [{ Login: 'u' }],
      [JSON.parse('{"__proto__": "x"}')],
      [['login']],
    ])('with another key are refused: %j', (credentials) => {
      expect(outcome(credentials)).toEqual(['unknown-field', TEXT])
    })

    test.each([
      [{ password: 1 }],
      [{ login: null }],
      [{ account: ['x'] }],
      [{ password: 'new', account: 'two\nlines' }],
      [{ password: 'new', account: '\0' }],
    ])('that cannot be written are refused before anything is: %j', (credentials) => {
      expect(outcome(credentials)).toEqual(['unwritable-value', TEXT])
    })

    test.each([undefined, null, 'u', 1])(
      'that are not an object are refused: %j',
      (credentials) => {
        expect(outcome(credentials)).toEqual(['invalid-argument', TEXT])
      },
    )

    test.each([{ login: undefined }, { password: undefined }])(
      'whose login or password is undefined are refused: %o',
      (credentials) => {
        expect(outcome(credentials)).toEqual(['unwritable-value', TEXT])
      },
    )

    test('may be an entry, even of another document', () => {
      const other = parse('default account c port 1 login u password "new one" macdef m\n\n')
      const entry = call(parse(TEXT), untyped(other.default))
      expect(entry.login).toBe('u')
      expect(entry.password).toBe('new one')
      expect(entry.account).toBe('c')
      expect(entry.has('port')).toBe(false)
      expect(entry.macros).toEqual([])
    })

    test('may inherit their fields', () => {
      class Account {
        get login(): string {
          return 'u'
        }
      }
      expect(call(parse(TEXT), new Account()).login).toBe('u')
    })
  })

  test('that are the entry itself change nothing', () => {
    const text = 'machine a.example login "u" passwd  x # c\n'
    const netrc = parse(text)
    netrc.set('a.example', untyped(entryOf(netrc, 'a.example')))
    expect(String(netrc)).toBe(text)
  })

  test('are read only once, whatever their accessors do', () => {
    const netrc = parse('')
    let reads = 0
    netrc.set('a.example', {
      get password() {
        reads++
        return reads === 1 ? 's3cret' : untyped(1)
      },
    })
    expect(reads).toBe(1)
    expect(String(netrc)).toBe('machine a.example\n  password s3cret\n')
  })

  test('leave everything as it was if one of them cannot be written', () => {
    const text = 'machine a.example\nlogin old\npassword old\n'
    const netrc = parse(text)
    const before = netrc.diagnostics
    expect(codeOf(() => netrc.set('a.example', { login: 'new', password: 'a\rb' }))).toBe(
      'unwritable-value',
    )
    expect(String(netrc)).toBe(text)
    expect(netrc.diagnostics).toBe(before)
  })

  test('leave everything as it was if one of them has no safe place', () => {
    // A quote for the account would close the one that is open before it.
    const text = 'machine a.example login one token "p account x\n'
    const netrc = parse(text)
    const before = netrc.diagnostics
    expect(codeOf(() => netrc.set('a.example', { login: 'two', account: 'y z' }))).toBe(
      'unsafe-position',
    )
    expect(String(netrc)).toBe(text)
    expect(netrc.diagnostics).toBe(before)
  })
})
