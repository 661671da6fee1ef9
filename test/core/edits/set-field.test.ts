import { describe, expect, test } from 'vitest'
import { type NetrcDocument, parse } from '../../../src/core.ts'
import { codeOf, entryOf, untyped } from '../../support/calls.ts'
import { edited, expectRefused, lines } from './edited.ts'

/** Sets the password of a.example. */
const changed = (text: string, password = 'new'): string =>
  edited(text, (netrc) => netrc.set('a.example', { password }))

describe('set a field', () => {
  test('whose name is a byte order mark, which is only a mark at the start of the text', () => {
    const mark = (netrc: NetrcDocument): unknown => netrc.get('a.example')?.set('\ufeff', 'new')
    expect(edited('machine a.example\n\ufeff old\n', mark)).toBe('machine a.example\n\ufeff new\n')
  })

  test.each([
    [
      'a changed password keeps the spacing and the comment',
      'machine a.example\n\tpassword  old  # work\n',
      'machine a.example\n\tpassword  new  # work\n',
    ],
    [
      'CRLF stays CRLF',
      'machine a.example\r\n  password old\r\n  login ada\r\n',
      'machine a.example\r\n  password new\r\n  login ada\r\n',
    ],
    [
      'one line',
      'machine a.example login ada password old\n',
      'machine a.example login ada password new\n',
    ],
    [
      'several entries on a line: only this one',
      'machine b.example password old machine a.example password old machine c password old\n',
      'machine b.example password old machine a.example password new machine c password old\n',
    ],
    [
      'no final newline is added',
      'machine a.example password old',
      'machine a.example password new',
    ],
    [
      'a byte order mark stays',
      '\ufeffmachine a.example password old\n',
      '\ufeffmachine a.example password new\n',
    ],
    ['the word `passwd` stays', 'machine a.example passwd old\n', 'machine a.example passwd new\n'],
    [
      'another ASCII case stays',
      'MACHINE a.example PassWord old\n',
      'MACHINE a.example PassWord new\n',
    ],
    [
      'a value on a later line stays there',
      'machine a.example\npassword\n\told\nlogin ada\n',
      'machine a.example\npassword\n\tnew\nlogin ada\n',
    ],
    [
      'a comment between keyword and value stays',
      'machine a.example password\n# the key\nold # end\n',
      'machine a.example password\n# the key\nnew # end\n',
    ],
    [
      'unneeded quotes go',
      'machine a.example password "o ld"\n',
      'machine a.example password new\n',
    ],
    ['an open quote goes', 'machine a.example password "old\n', 'machine a.example password new\n'],
    [
      'every occurrence changes, whichever keyword it has',
      'machine a.example password one passwd two\n\tPASSWORD three # last\n',
      'machine a.example password new passwd new\n\tPASSWORD new # last\n',
    ],
    [
      'only the occurrence that differs is written',
      'machine a.example password "new" password old\n',
      'machine a.example password "new" password new\n',
    ],
    [
      'a line in a macro of the entry is not a field',
      'machine a.example\nmacdef m\npassword old\n\npassword old\n',
      'machine a.example\nmacdef m\npassword old\n\npassword new\n',
    ],
    [
      'a single word stays',
      'machine a.example stray password old\n',
      'machine a.example stray password old\n'.replace('old', 'new'),
    ],
  ])('%s', (_, text, expected) => {
    expect(changed(text)).toBe(expected)
  })

  test('`user` is kept for a login', () => {
    expect(
      edited('machine a.example user ada\n', (netrc) => netrc.set('a.example', { login: 'eve' })),
    ).toBe('machine a.example user eve\n')
  })

  test('a field is found in any case, and by any of its names', () => {
    for (const field of ['login', 'LOGIN', 'user', 'User']) {
      expect(
        edited('machine a.example login ada\n', (netrc) =>
          netrc.get('a.example')?.set(field, 'eve'),
        ),
      ).toBe('machine a.example login eve\n')
    }
  })

  test('a further field is found as it is written', () => {
    const text = lines('machine a.example', '  Token one', '  token two')
    expect(edited(text, (netrc) => netrc.get('a.example')?.set('token', 'new'))).toBe(
      lines('machine a.example', '  Token one', '  token new'),
    )
  })

  test('a machine is found in any ASCII case, and in no other', () => {
    const name = 'AbCdEfGhIjKlMnOpQrStUvWxYz.Example'
    for (const other of [name.toLowerCase(), name.toUpperCase()]) {
      expect(
        edited(`machine ${name} login ada\n`, (netrc) => netrc.set(other, { login: 'eve' })),
      ).toBe(`machine ${name} login eve\n`)
    }
    expect(edited('machine k login ada\n', (netrc) => netrc.set('\u212a', { login: 'eve' }))).toBe(
      'machine k login ada\nmachine "\u212a" login eve\n',
    )
  })

  test.each([
    ['first', 'default password old\nmachine a.example password x\n'],
    [
      'in the middle',
      'machine b password x\ndefault password old # any\nmachine a.example password x\n',
    ],
    ['last', 'machine a.example password x\n\ndefault\n\tpassword old\n'],
    ['in the middle of a line', 'machine a.example password x default password old\n'],
  ])('the default entry: %s', (_, text) => {
    expect(edited(text, (netrc) => netrc.setDefault({ password: 'new' }))).toBe(
      text.replace('old', 'new'),
    )
  })
})

describe('set a field whose value is missing', () => {
  test.each([
    [
      'at the end of its line',
      'machine a.example\n  password\n  login ada\n',
      'machine a.example\n  password new\n  login ada\n',
    ],
    [
      'with CRLF',
      'machine a.example\r\n  password\r\n  login ada\r\n',
      'machine a.example\r\n  password new\r\n  login ada\r\n',
    ],
    ['at the end of the file', 'machine a.example password', 'machine a.example password new'],
    [
      'at the end of the file, after a blank',
      'machine a.example password ',
      'machine a.example password new ',
    ],
    [
      'before a comment line',
      'machine a.example password\n# note\n',
      'machine a.example password new\n# note\n',
    ],
    [
      'before the next machine',
      'machine a.example\n  password\nmachine b.example\n  password x\n',
      'machine a.example\n  password new\nmachine b.example\n  password x\n',
    ],
    [
      'missing once and given once',
      'machine a.example\n  password\n  password old\n',
      'machine a.example\n  password new\n  password new\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(changed(text)).toBe(expected)
  })

  test('a further field without a value gets one', () => {
    expect(
      edited('machine a.example port\n  login ada\n', (netrc) =>
        netrc.get('a.example')?.set('port', '8443'),
      ),
    ).toBe('machine a.example port 8443\n  login ada\n')
  })
})

describe('a value in place', () => {
  test('a keyword is bare on the line of its own keyword and quoted on a later one', () => {
    expect(changed('machine a.example\npassword\nx\npassword y\n', 'machine')).toBe(
      'machine a.example\npassword\n"machine"\npassword machine\n',
    )
  })

  test('a keyword is quoted after a further field', () => {
    const text = 'machine a.example port 8443\n'
    expect(edited(text, (netrc) => netrc.get('a.example')?.set('port', 'login'))).toBe(
      'machine a.example port "login"\n',
    )
  })

  test('a bare value that would touch the next word is quoted', () => {
    expect(changed('machine a.example password "old"login ada\n')).toBe(
      'machine a.example password "new"login ada\n',
    )
  })

  test('of two values only one is quoted if a second quote would close an open one', () => {
    const set = (netrc: NetrcDocument): unknown => netrc.get('a.example')?.set('login', 'n')
    expect(edited('machine a.example login "x"y "# login\n', set)).toBe(
      'machine a.example login "n"y "# login n\n',
    )
  })

  test('a new quote that would close an open one is refused', () => {
    expectRefused('machine a.example token "open password old\n', 'unsafe-position', (netrc) =>
      netrc.set('a.example', { password: 'with blank' }),
    )
  })

  test('a new quote that would close one that was opened some entries before is refused', () => {
    const text = 'machine b token "open machine c machine a.example password old\n'
    expectRefused(text, 'unsafe-position', (netrc) =>
      netrc.set('a.example', { password: 'with blank' }),
    )
    expect(changed(text)).toBe(text.replace('old', 'new'))
  })

  test('a new quote after one that was closed some entries before is fine', () => {
    const text = '"word" machine b token machine a.example password old\n'
    expect(changed(text, 'with blank')).toBe(text.replace('old', '"with blank"'))
  })

  test('a bare value after an open quote is fine', () => {
    expect(changed('machine a.example token "open password old\n')).toBe(
      'machine a.example token "open password new\n',
    )
  })
})

describe('a value that is set', () => {
  test('is written in every occurrence, even if it is missing', () => {
    expect(
      edited('default login a user b\nlogin\n', (netrc) => netrc.setDefault({ login: 'new' })),
    ).toBe('default login new user new\nlogin new\n')
  })

  test('is not confused with the next entry on the line', () => {
    expect(
      edited('default login machine b.example', (netrc) => netrc.setDefault({ login: 'x' })),
    ).toBe('default login x b.example')
    expect(edited('default machine b.example', (netrc) => netrc.default?.set('token', 'y z'))).toBe(
      'default\n  token "y z" machine b.example',
    )
    expect(
      edited('default x y machine b.example', (netrc) => netrc.default?.set('x', 'machine')),
    ).toBe('default x "machine" machine b.example')
  })

  test('is refused if its quote would close one that is open above the first entry', () => {
    const text = '\nlogin "x machine b.example login u\n'
    expectRefused(text, 'unsafe-position', (netrc) => netrc.set('b.example', { login: 'y z' }))
    expect(edited(text, (netrc) => netrc.set('b.example', { login: 'y' }))).toBe(
      '\nlogin "x machine b.example login y\n',
    )
  })

  test('is refused if its quote would close one far to the left on its line', () => {
    const text =
      '\ndefault password "x machine b.example machine c.example machine d.example login u\n'
    expectRefused(text, 'unsafe-position', (netrc) => netrc.set('d.example', { login: 'y z' }))
  })

  test('is refused if its quote would be closed by one far to the right on its line', () => {
    const text = 'default login x machine b.example machine c.example "\n'
    expect(edited(text, (netrc) => netrc.setDefault({ login: '"y' }))).toBe(
      'default login "\\"y" machine b.example machine c.example "\n',
    )
  })
})

describe('setting a field of an entry', () => {
  test('returns the entry', () => {
    const netrc = parse('machine a.example login u\n')
    const entry = entryOf(netrc, 'a.example')
    expect(entry.set('login', 'x').set('port', '1').rename('b.example')).toBe(entry)
    expect(String(netrc)).toBe('machine b.example login x port 1\n')
  })

  test('keeps the existing word, and writes the keyword if there is none', () => {
    const netrc = parse('machine a.example USER u\n')
    entryOf(netrc, 'a.example').set('LOGIN', 'v').set('Passwd', 'p')
    expect(String(netrc)).toBe('machine a.example USER v password p\n')
  })

  test('to the value that it has changes nothing, even if it could not be written', () => {
    const text = 'machine "a\\nb" login "u" password "two\\nlines"\n'
    const netrc = parse(text)
    const [entry] = netrc.entries
    entry?.set('login', 'u').set('password', 'two\nlines').rename('a\nb')
    expect(String(netrc)).toBe(text)
    expect(codeOf(() => entry?.set('password', 'three\nlines'))).toBe('unwritable-value')
    expect(codeOf(() => entry?.rename('b\na'))).toBe('unwritable-name')
    expect(String(netrc)).toBe(text)
  })

  test.each([undefined, null, 1, true, {}, ['x'], new String('x')])('to %j is refused', (value) => {
    for (const text of [
      'machine a.example login u',
      'machine a.example',
      'machine a.example login',
    ]) {
      const netrc = parse(text)
      const entry = entryOf(netrc, 'a.example')
      expect(codeOf(() => entry.set('login', untyped(value)))).toBe('unwritable-value')
      expect(String(netrc)).toBe(text)
    }
  })

  test.each(['', 'two words', '"x"', '#x', 'ä', 'machine', 'DEFAULT', 'macdef', undefined, 1])(
    'with the name %j is refused',
    (field) => {
      const netrc = parse('machine a.example\n')
      const entry = entryOf(netrc, 'a.example')
      expect(codeOf(() => entry.set(untyped(field), 'x'))).toBe('unwritable-field')
      expect(String(netrc)).toBe('machine a.example\n')
    },
  )
})
