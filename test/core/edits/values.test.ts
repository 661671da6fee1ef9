import { describe, expect, test } from 'vitest'
import { type NetrcDocument, parse } from '../../../src/core.ts'
import { edited, expectRefused } from './edited.ts'

/** Returns how a password is written. */
function written(password: string): string {
  const text = edited('machine a.example password x\n', (netrc) => {
    netrc.set('a.example', { password })
    expect(netrc.get('a.example')?.password).toBe(password)
  })
  return text.slice('machine a.example password '.length, -1)
}

describe('a new value is written in double quotes', () => {
  test.each([
    ['empty', '', '""'],
    ['a space', 'a b', '"a b"'],
    ['a space in front', ' a', '" a"'],
    ['a tab', 'a\tb', '"a\tb"'],
    ['another control character', 'a\u0001b', '"a\u0001b"'],
    ['DEL', 'a\u007fb', '"a\u007fb"'],
    ['a form feed', 'a\fb', '"a\fb"'],
    ['begins with a double quote', '"a', '"\\"a"'],
    ['a quoted word', '"a"', '"\\"a\\""'],
    ['begins with #', '#a', '"#a"'],
    ['outside ASCII', 'pässwort', '"pässwort"'],
    ['a no-break space', 'a\u00a0b', '"a\u00a0b"'],
    ['an emoji', '😀', '"😀"'],
    ['a backslash and a space', '\\ a', '"\\\\ a"'],
    ['a quote and a space', 'a "b', '"a \\"b"'],
    ['a backslash at the end and a space', 'a \\', '"a \\\\"'],
    ['a backslash at the end', 'a\\', '"a\\\\"'],
    ['a backslash alone', '\\', '"\\\\"'],
  ])('%s', (_, value, expected) => {
    expect(written(value)).toBe(expected)
  })
})

describe('a new value is written bare', () => {
  test.each([
    's3cret',
    'pa#ss',
    'a"b',
    'a"',
    "it's",
    "'a'",
    'a\\b',
    '\\n',
    '\\"',
    '!@$%^&*()_+-=[]{}|;:,.<>?/~`',
    // On the line of its own keyword, a keyword is a value.
    'machine',
    'default',
    'LOGIN',
    'macdef',
    'x'.repeat(4_000),
  ])('%s', (value) => {
    expect(written(value)).toBe(value)
  })
})

describe('the name of a machine is written like a value', () => {
  test.each([
    ['a.example', 'a.example'],
    ['my host', '"my host"'],
    ['', undefined],
    ['#x', '"#x"'],
    ['"x', '"\\"x"'],
    ['login', 'login'],
    ['bücher.example', '"bücher.example"'],
    ['https://a.example/', 'https://a.example/'],
  ])('%j', (name, expected) => {
    if (expected === undefined) expectRefused('', 'unwritable-name', (netrc) => netrc.add(name, {}))
    else expect(edited('', (netrc) => netrc.add(name, {}))).toBe(`machine ${expected}\n`)
  })
})

describe('a value that cannot be written is refused before anything changes', () => {
  const text = 'machine a.example login ada password old\n'
  const hostile = ['a\nb', 'a\rb', 'a\0b', '\ud800', 'a\udc80']
  const notStrings: unknown[] = [null, 1, true, {}, [], Symbol('x'), () => 'x']

  test.each(hostile)('the value %j', (value) => {
    expectRefused(text, 'unwritable-value', (netrc) => netrc.set('a.example', { password: value }))
    expectRefused(text, 'unwritable-value', (netrc) => netrc.get('a.example')?.set('token', value))
  })

  test.each(['', ...hostile])('the name %j', (name) => {
    expectRefused(text, 'unwritable-name', (netrc) => netrc.add(name, {}))
    expectRefused(text, 'unwritable-name', (netrc) => netrc.get('a.example')?.rename(name))
  })

  test.each([
    '',
    ' ',
    'a b',
    'a\tb',
    'a\nb',
    'ä',
    '"a',
    '"',
    '#a',
    '#',
    'machine',
    'DEFAULT',
    'macdef',
    'a\0',
  ])('the field %j', (field) => {
    expectRefused(text, 'unwritable-field', (netrc) => netrc.get('a.example')?.set(field, 'x'))
  })

  test('anything but a string', () => {
    for (const given of notStrings) {
      expectRefused(text, 'unwritable-value', (netrc) =>
        Reflect.apply(netrc.set, netrc, ['a.example', { password: given }]),
      )
      expectRefused(text, 'unwritable-name', (netrc) =>
        Reflect.apply(netrc.add, netrc, [given, {}]),
      )
      expectRefused(text, 'unwritable-field', (netrc) => {
        const entry = netrc.get('a.example')
        return entry && Reflect.apply(entry.set, entry, [given, 'x'])
      })
      expectRefused(text, 'unwritable-value', (netrc) => {
        const entry = netrc.get('a.example')
        return entry && Reflect.apply(entry.set, entry, ['password', given])
      })
    }
  })

  test.each(['passwrod', 'username', 'user', 'token', 'Login', 'name'])(
    'the credential %s',
    (key) => {
      for (const value of ['x', undefined]) {
        for (const call of ['set', 'add'] as const) {
          expectRefused(text, 'unknown-field', (netrc) =>
            Reflect.apply(netrc[call], netrc, ['a.example', { login: 'eve', [key]: value }]),
          )
        }
        expectRefused(text, 'unknown-field', (netrc) =>
          Reflect.apply(netrc.setDefault, netrc, [{ [key]: value }]),
        )
      }
    },
  )
})

describe('a call with several changes makes all or none of them', () => {
  test('set: the last of three values cannot be written', () => {
    const text = 'machine a.example login ada password old account x\n'
    const credentials = { login: 'eve', password: 'new', account: 'a\nb' }
    expectRefused(text, 'unwritable-value', (netrc) => netrc.set('a.example', credentials))
    expectRefused(text, 'unwritable-value', (netrc) => netrc.add('b.example', credentials))
    expectRefused(text, 'unwritable-value', (netrc) => netrc.setDefault(credentials))
  })

  test('set: the second of two has no safe place', () => {
    expectRefused(
      'machine a.example login ada token "open password old\n',
      'unsafe-position',
      (netrc) => netrc.set('a.example', { login: 'eve', password: 'with blank' }),
    )
  })

  test('an entry from before a refusal is the same after it', () => {
    const netrc = parse('machine a.example login ada password old\n')
    const entry = netrc.get('a.example')
    expect(() => netrc.set('a.example', { login: 'eve', password: '\n' })).toThrow()
    expect(netrc.get('a.example')).toBe(entry)
    expect([entry?.login, entry?.password]).toEqual(['ada', 'old'])
  })
})

describe('an edit that is refused changes nothing', () => {
  const text = 'machine a port "p account x token\nmachine b login "u machine c\n'

  test.each<[string, string, (netrc: NetrcDocument) => unknown]>([
    [
      'a value whose quote would close another',
      'unsafe-position',
      (netrc) => netrc.set('a', { account: 'y z' }),
    ],
    [
      'a name whose quote would close another',
      'unsafe-position',
      (netrc) => netrc.get('c')?.rename('c d'),
    ],
    [
      'the second field of two',
      'unwritable-value',
      (netrc) => netrc.set('a', { login: 'q', account: 'y\nz' }),
    ],
    [
      'a field that cannot be written',
      'unwritable-field',
      (netrc) => netrc.get('c')?.set('a b', 'x'),
    ],
    ['a name that cannot be written', 'unwritable-name', (netrc) => netrc.add('', {})],
    [
      'a new entry whose value cannot be written',
      'unwritable-value',
      (netrc) => netrc.add('d', { login: '\0' }),
    ],
  ])('%s', (_, code, edit) => {
    expectRefused(text, code, (netrc) => {
      const { diagnostics } = netrc
      try {
        edit(netrc)
      } finally {
        expect(netrc.diagnostics).toBe(diagnostics)
      }
    })
  })
})
