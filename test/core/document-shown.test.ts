import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/core.ts'

describe('inspection', () => {
  test('of an entry shows its kind, its name, its login and that a password is set', () => {
    const netrc = parse('machine a.example login ada password s3cret account s3cret port 1\n')
    expect(inspect(netrc.get('a.example'))).toBe(
      'Entry {"kind":"machine","name":"a.example","login":"ada","password":"(set)"}',
    )
  })

  test('of an entry shows only what it has', () => {
    const [nameless, last] = parse('machine\ndefault password ""\n').entries
    expect(inspect(nameless)).toBe('Entry {"kind":"machine"}')
    expect(inspect(last)).toBe('Entry {"kind":"default","password":"(set)"}')
  })

  test('of a document shows its entries', () => {
    expect(inspect(parse('# s3cret\nmachine a.example\nlogin u\ndefault password s3cret\n'))).toBe(
      [
        'NetrcDocument { entries: [',
        '  Entry {"kind":"machine","name":"a.example","login":"u"},',
        '  Entry {"kind":"default","password":"(set)"},',
        '] }',
      ].join('\n'),
    )
    expect(inspect(parse('# s3cret'))).toBe('NetrcDocument { entries: [] }')
  })

  test('shows nothing of the class, whatever the options', () => {
    const netrc = parse('machine a.example login ada password s3cret\n')
    for (const thing of [netrc, netrc.get('a.example')]) {
      expect(Object(thing).constructor).toBe(Object)
      const options = { customInspect: false, showHidden: true, getters: true, depth: 9 }
      expect(inspect(thing, options)).not.toContain('s3cret')
    }
  })

  test('uses the same symbol in Node, Deno and Bun', () => {
    const netrc = parse('machine a.example login ada password s3cret\n')
    for (const thing of [netrc, netrc.get('a.example')]) {
      const custom = Reflect.get(Object(thing), Symbol.for('nodejs.util.inspect.custom'))
      expect(custom.call(thing, 2, {}, () => 's3cret')).toBe(inspect(thing))
    }
  })

  test('keeps a name or a login on its line, and sends no control character to a terminal', () => {
    const netrc = parse('machine "a\\nb" login "\x1b[31m\\r"\n')
    expect(inspect(netrc.entries[0])).toBe(
      'Entry {"kind":"machine","name":"a\\nb","login":"\\u001b[31m\\r"}',
    )
  })

  test('of a removed entry shows what it was', () => {
    const netrc = parse('machine a.example login ada password s3cret\n')
    const entry = netrc.get('a.example')
    netrc.delete('a.example')
    expect(inspect(entry)).toBe(
      'Entry {"kind":"machine","name":"a.example","login":"ada","password":"(set)"}',
    )
  })
})

describe('JSON', () => {
  test('of an entry is its kind, its name and its login', () => {
    const netrc = parse('machine a.example login ada password s3cret port 1\nmachine\ndefault\n')
    expect(netrc.entries.map((entry) => JSON.stringify(entry))).toEqual([
      '{"kind":"machine","name":"a.example","login":"ada"}',
      '{"kind":"machine"}',
      '{"kind":"default"}',
    ])
  })

  test('of a document is its entries', () => {
    const text = 'macdef s3cret\n\nmachine a.example login ada password s3cret\ndefault\n'
    expect(JSON.stringify(parse(text))).toBe(
      '{"entries":[{"kind":"machine","name":"a.example","login":"ada"},{"kind":"default"}]}',
    )
    expect(JSON.stringify(parse(''))).toBe('{"entries":[]}')
  })
})
