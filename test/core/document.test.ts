import { describe, expect, test } from 'vitest'
import { parse, type ReadonlyNetrcDocument } from '../../src/core.ts'
import { entryOf } from '../support/calls.ts'

describe('parse', () => {
  test('accepts a string or its bytes', () => {
    const text = 'machine ä.example password p\n'
    const bytes = new TextEncoder().encode(text)
    for (const netrc of [parse(text), parse(bytes)]) {
      expect(String(netrc)).toBe(text)
      expect(netrc.toBytes()).toEqual(bytes)
      expect(netrc.get('ä.example')?.password).toBe('p')
    }
  })

  test('accepts a view of a part of a buffer', () => {
    const bytes = Buffer.from('xxmachine a.example\nxx').subarray(2, -2)
    expect(String(parse(bytes))).toBe('machine a.example\n')
  })

  test('returns a copy of the bytes', () => {
    const netrc = parse('default\n')
    netrc.toBytes().fill(0)
    expect(netrc.toBytes()).toEqual(new TextEncoder().encode('default\n'))
  })

  test('keeps a byte that is not UTF-8 in place, next to an edit', () => {
    const netrc = parse(Buffer.from('# caf\xe9\nmachine a.example password \xe9\n', 'latin1'))
    netrc.set('a.example', { login: 'ü' })
    expect(Buffer.from(netrc.toBytes()).toString('latin1')).toBe(
      '# caf\xe9\nmachine a.example login "\xc3\xbc" password \xe9\n',
    )
  })
})

describe('get and has', () => {
  const TEXT = [
    'machine A.example login one',
    'machine a.example login two',
    'machine a.example login three',
    'machine b.example',
    'default login four',
    '',
  ].join('\n')

  test('prefer the exact name to the same name in another ASCII case', () => {
    const netrc = parse(TEXT)
    expect(netrc.get('a.example')?.login).toBe('two')
    expect(netrc.get('A.example')?.login).toBe('one')
    expect(netrc.get('A.EXAMPLE')?.login).toBe('one')
    expect(netrc.has('B.example')).toBe(true)
    expect(netrc.has('c.example')).toBe(false)
  })

  test('find the machine with a login, even if its name is in another case', () => {
    const netrc = parse(TEXT)
    expect(netrc.get('a.example', { login: 'three' })?.login).toBe('three')
    expect(netrc.get('a.example', { login: 'one' })?.name).toBe('A.example')
    expect(netrc.get('A.EXAMPLE', { login: 'two' })?.name).toBe('a.example')
    expect(netrc.has('a.example', { login: 'four' })).toBe(false)
    expect(netrc.has('a.example', { login: 'ONE' })).toBe(false)
    expect(netrc.has('b.example', { login: '' })).toBe(false)
  })

  test('treat a selector without a login like no selector', () => {
    const netrc = parse(TEXT)
    expect(netrc.get('a.example', {})?.login).toBe('two')
    expect(netrc.get('a.example', { login: undefined })?.login).toBe('two')
  })

  test('distinguish an empty login from a missing one', () => {
    const empty = parse('machine a.example login ""')
    expect(empty.has('a.example', { login: '' })).toBe(true)
    expect(empty.get('a.example')?.login).toBe('')
  })

  test('never find default or a machine without a name', () => {
    const nameless = parse('machine\nlogin x\ndefault login y')
    for (const name of ['', 'default', 'undefined', 'machine']) {
      expect(nameless.get(name)).toBeUndefined()
      expect(nameless.has(name)).toBe(false)
    }
  })

  test('find an empty name if one is written', () => {
    expect(parse('machine "" login x').get('')?.login).toBe('x')
  })

  test('compare in ASCII only: the Kelvin sign is not a k', () => {
    const kelvin = parse('machine \u212a.example login one\nmachine k.example login two\n')
    expect(kelvin.get('k.example')?.login).toBe('two')
    expect(kelvin.get('K.example')?.login).toBe('two')
    expect(kelvin.get('\u212a.example')?.login).toBe('one')
    expect(parse('machine \u212a.example').has('k.example')).toBe(false)
    expect(parse('machine Ä.example').has('ä.example')).toBe(false)
  })

  test.each([
    ['a name in quotes', 'machine "a.example" login x'],
    ['a name with an escape', 'machine "\\a.example" login x'],
    ['a name after two blanks', 'machine  a.example login x'],
    ['a name on the next line', 'machine\na.example login x'],
    ['a keyword in upper case', 'MACHINE a.example login x'],
    ['a name before a tab', 'machine a.example\tlogin x'],
    ['a name before a CRLF', 'machine a.example\r\nlogin x'],
    ['a name after one that begins like it', 'machine a.example.com machine a.example login x'],
    ['a name after one that it begins like', 'machine a.exam machine a.example login x'],
    ['a name after a comment', 'machine # login y\nmachine a.example login x'],
  ])('find with the first lookup and with the next: %s', (_, text) => {
    const netrc = parse(text)
    for (let question = 1; question <= 3; question++) {
      expect(netrc.get('a.example')?.login).toBe('x')
    }
    expect(parse(text).get('A.example')?.login).toBe('x')
  })

  test.each([
    'machine a',
    'machine ab machine a x',
    'MACHINE "a"',
    'machine\na',
    'machine A',
    'machine a 1 machine  a 2',
    'machine  a 1 machine a 2',
    'machine "a" 1 machine a 2',
    'machine\na 1 machine a 2',
    'machine\n# c\na 1 machine a 2',
    'machine a 1 machine\na 2',
  ])('find the same with the first lookup as with any other: %j', (text) => {
    const [first, later] = [parse(text), parse(text)]
    for (let question = 1; question <= 3; question++) later.get('b')
    const found = later.get('a')
    expect(found).toBeDefined()
    expect(first.entries.indexOf(entryOf(first, 'a'))).toBe(
      later.entries.indexOf(entryOf(later, 'a')),
    )
  })

  test('find a machine at the end of the file', () => {
    for (const text of ['machine a.example', 'default\nmachine a.example']) {
      expect(parse(text).get('a.example')?.name).toBe('a.example')
    }
  })

  test('treat names as plain data', () => {
    const netrc = parse(TEXT)
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '_tokens', 'prototype']
    for (const name of names) {
      expect(netrc.get(name)).toBeUndefined()
      expect(netrc.has(name)).toBe(false)
      expect(parse(`machine ${name} login x`).get(name)?.login).toBe('x')
    }
    expect(Object.keys(Object.prototype)).toEqual([])
    expect('login' in {}).toBe(false)
  })
})

describe('the entries', () => {
  const TEXT = 'machine a.example\nmachine\ndefault\nmachine b.example\ndefault\n'

  test('are every machine and default, in file order', () => {
    const { entries } = parse(TEXT)
    expect(entries.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'machine a.example',
      'machine undefined',
      'default undefined',
      'machine b.example',
      'default undefined',
    ])
  })

  test('are what iteration yields', () => {
    const netrc = parse(TEXT)
    expect([...netrc]).toEqual(netrc.entries)
    const iterator = netrc[Symbol.iterator]()
    expect(iterator[Symbol.iterator]()).toBe(iterator)
  })

  test('are a new array each time, of the same objects', () => {
    const netrc = parse(TEXT)
    expect(netrc.entries).not.toBe(netrc.entries)
    expect(netrc.entries).toEqual(netrc.entries)
    for (const [index, entry] of netrc.entries.entries()) expect(netrc.entries[index]).toBe(entry)
    expect(netrc.entries[0]).toBe(netrc.get('a.example'))
    expect(netrc.entries[2]).toBe(netrc.default)
    expect([...netrc][3]).toBe(netrc.get('B.EXAMPLE'))
  })

  test('may be deleted during iteration', () => {
    const netrc = parse(TEXT)
    for (const entry of netrc) {
      if (entry.kind === 'machine') expect(netrc.delete(entry)).toBe(true)
    }
    expect(String(netrc)).toBe('default\ndefault\n')
  })

  test('may be added during iteration, which still ends', () => {
    const netrc = parse('machine a.example\n')
    for (const { name } of netrc) netrc.add(`new.${name}`, {})
    expect(netrc.entries.map(({ name }) => name)).toEqual(['a.example', 'new.a.example'])
  })

  test('are empty for an empty file', () => {
    expect(parse('').entries).toEqual([])
    expect(parse('').default).toBeUndefined()
  })
})

describe('default and macros', () => {
  test('default is the first one', () => {
    const netrc = parse('machine a.example\nDEFAULT login one\ndefault login two\n')
    expect(netrc.default?.login).toBe('one')
    expect(netrc.default?.kind).toBe('default')
    expect(netrc.default?.name).toBeUndefined()
    if (netrc.default) netrc.delete(netrc.default)
    expect(netrc.default?.login).toBe('two')
  })

  test('the macros of the document are those before the first entry', () => {
    const netrc = parse(
      'macdef top\nls\n\nmacdef\nmachine a.example macdef init\ncd /\n\nlogin u\n',
    )
    expect(netrc.macros).toEqual([
      { name: 'top', body: 'ls' },
      { name: undefined, body: '' },
    ])
    expect(netrc.get('a.example')?.macros).toEqual([{ name: 'init', body: 'cd /' }])
    expect(netrc.get('a.example')?.login).toBe('u')
  })
})

describe('live views', () => {
  test('an entry stays the same object, and valid, through every edit around it', () => {
    const netrc = parse('machine a.example login u\nmachine b.example login v\ndefault\n')
    const b = entryOf(netrc, 'b.example')
    netrc.delete('a.example')
    netrc.add('c.example', { login: 'w' })
    netrc.setDefault({ login: 'x' })
    b.set('password', 'p').delete('login')
    b.rename('d.example')
    expect(netrc.get('d.example')).toBe(b)
    expect(b.password).toBe('p')
    expect(String(netrc)).toBe(
      'machine d.example password p\nmachine c.example login w\ndefault login x\n',
    )
  })

  test('two documents of the same text are independent', () => {
    const [one, two] = [parse('machine a.example\n'), parse('machine a.example\n')]
    one.set('a.example', { login: 'u' })
    expect(String(two)).toBe('machine a.example\n')
    expect(one.get('a.example')).not.toBe(two.get('a.example'))
  })

  test('a property cannot be assigned to', () => {
    const netrc = parse('machine a.example login u\n')
    const entry = entryOf(netrc, 'a.example')
    const assignments: readonly (readonly [object, readonly string[]])[] = [
      [netrc, ['entries', 'macros', 'default', 'diagnostics']],
      [entry, ['kind', 'name', 'login', 'password', 'account', 'fields', 'macros']],
    ]
    for (const [object, properties] of assignments) {
      for (const property of properties) {
        expect(() => Object.assign(object, { [property]: 'x' })).toThrow(TypeError)
      }
    }
    expect(String(netrc)).toBe('machine a.example login u\n')
  })

  test('a document can be passed as a read-only document', () => {
    const logins = ({ entries }: ReadonlyNetrcDocument): (string | undefined)[] =>
      entries.map(({ login }) => login)
    expect(logins(parse('machine a.example login u\ndefault'))).toEqual(['u', undefined])
  })
})
