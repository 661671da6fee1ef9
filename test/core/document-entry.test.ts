import { describe, expect, test } from 'vitest'
import { type Entry, type NetrcDocument, parse } from '../../src/core.ts'
import { codeOf, entryOf, untyped } from '../support/calls.ts'

describe('an entry', () => {
  test('has the value that counts, in the order of the first positions of the fields', () => {
    const entry = entryOf(
      parse('machine a.example port 1 user one\nLOGIN two passwd "" port 2\nfoo # x\naccount\n'),
      'a.example',
    )
    expect([...entry.fields]).toEqual([
      ['port', '2'],
      ['login', 'two'],
      ['password', ''],
    ])
    expect(entry.login).toBe('two')
    expect(entry.password).toBe('')
    expect(entry.account).toBeUndefined()
    expect(entry.has('password')).toBe(true)
    expect(entry.has('account')).toBe(false)
    expect(entry.has('foo')).toBe(false)
  })

  test('finds the known fields in any case and by their aliases', () => {
    const entry = entryOf(parse('machine a.example login u password p account c'), 'a.example')
    expect(
      ['user', 'LOGIN', 'passwd', 'PASSWD', 'Account'].map((field) => entry.get(field)),
    ).toEqual(['u', 'u', 'p', 'p', 'c'])
  })

  test('finds a further field only as it is written', () => {
    const entry = entryOf(parse('machine a.example Port 1 "odd" x'), 'a.example')
    expect(entry.get('Port')).toBe('1')
    expect(entry.has('port')).toBe(false)
    expect(entry.has('"odd"')).toBe(false)
  })

  test('has no field for a name that cannot be a field', () => {
    const entry = entryOf(parse('machine a.example macdef m\n\n'), 'a.example')
    for (const field of [
      'machine',
      'default',
      'macdef',
      '',
      '__proto__',
      'constructor',
      'toString',
    ]) {
      expect(entry.get(field)).toBeUndefined()
      expect(entry.has(field)).toBe(false)
      expect(entry.delete(field)).toBe(false)
    }
  })

  test('treats any field name as plain data', () => {
    const netrc = parse('machine a.example')
    const entry = entryOf(netrc, 'a.example')
    for (const field of ['__proto__', 'constructor', 'toString', '_tokens']) entry.set(field, 'x')
    expect(String(netrc)).toBe(
      'machine a.example\n  __proto__ x\n  constructor x\n  toString x\n  _tokens x',
    )
    expect([...entry.fields.keys()]).toEqual(['__proto__', 'constructor', 'toString', '_tokens'])
    expect(entry.get('__proto__')).toBe('x')
    expect(Object.getPrototypeOf(entry.fields)).toBe(Map.prototype)
  })

  test('returns a new map of its fields, and changing the map changes nothing', () => {
    const netrc = parse('machine a.example login u')
    const entry = entryOf(netrc, 'a.example')
    const fields = entry.fields as Map<string, string>
    fields.set('login', 'other')
    expect(entry.login).toBe('u')
    expect(entry.fields).not.toBe(entry.fields)
    expect(String(netrc)).toBe('machine a.example login u')
  })
})

describe('an entry that was removed', () => {
  const removed = (): readonly [NetrcDocument, Entry] => {
    const netrc = parse('machine a.example login u port 1 macdef m\nx\n\nmachine b.example\n')
    const entry = entryOf(netrc, 'a.example')
    netrc.delete(entry)
    return [netrc, entry]
  }

  test('can still be read', () => {
    const [, entry] = removed()
    expect(entry.kind).toBe('machine')
    expect(entry.name).toBe('a.example')
    expect(entry.login).toBe('u')
    expect(entry.get('port')).toBe('1')
    expect(entry.has('port')).toBe(true)
    expect([...entry.fields.keys()]).toEqual(['login', 'port'])
    expect(entry.macros).toEqual([{ name: 'm', body: 'x' }])
  })

  test('throws on every edit, even one that would change nothing', () => {
    const [netrc, entry] = removed()
    for (const edit of [
      () => entry.set('login', 'v'),
      () => entry.set('login', 'u'),
      () => entry.set(untyped(1), untyped(1)),
      () => entry.delete('port'),
      () => entry.delete('nothing'),
      () => entry.rename('c.example'),
      () => entry.rename('a.example'),
    ]) {
      expect(codeOf(edit)).toBe('detached-entry')
    }
    expect(String(netrc)).toBe('machine b.example\n')
  })

  test('does not come back with a new machine with its name', () => {
    const [netrc, entry] = removed()
    const added = netrc.add('a.example', { login: 'u' })
    expect(added).not.toBe(entry)
    expect(codeOf(() => entry.set('login', 'v'))).toBe('detached-entry')
    expect(added.login).toBe('u')
  })
})
