import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { edited, takeLogins } from './edited.ts'

/** Adds new.example with the login `eve` and the password `new`. */
const added = (text: string): string =>
  edited(text, (netrc) => netrc.add('new.example', { login: 'eve', password: 'new' }))

describe('empty lines around a new machine', () => {
  const one = 'machine a login ada\n'
  const two = 'machine b login bob\n'
  const three = 'machine new.example login eve password new\n'
  test.each([
    ['none below a single entry', one, one + three],
    ['none, below two with none in between', one + two, one + two + three],
    ['one, below two with one in between', `${one}\n${two}`, `${one}\n${two}\n${three}`],
    ['two, below two with two in between', `${one}\n\n${two}`, `${one}\n\n${two}\n\n${three}`],
    ['those at the end of the file stay there', `${one}\n${two}\n`, `${one}\n${two}\n${three}\n`],
    [
      'below empty lines if there are none between entries',
      `${one + two}\n`,
      `${one + two}\n${three}`,
    ],
    [
      'below more empty lines than there are between entries',
      `${one}\n${two}\n\n`,
      `${one}\n${two}\n\n${three}\n`,
    ],
    [
      'as below the first of the entries above, not the last',
      `${one}\n${two}${two}`,
      `${one}\n${two}${two}${three}`,
    ],
    [
      'a comment between the two above is not an empty line',
      `${one}# b\n${two}`,
      `${one}# b\n${two}${three}`,
    ],
    [
      'CRLF',
      `${one}\n${two}`.replaceAll('\n', '\r\n'),
      `${one}\n${two}\n${three}`.replaceAll('\n', '\r\n'),
    ],
    ['a line of blanks is not empty', `${one} \n${two}`, `${one} \n${two}${three}`],
  ])('%s', (_, text, expected) => {
    expect(added(text)).toBe(expected)
  })
})

describe('add a machine above the first default', () => {
  const machine = 'machine a login ada\n'
  const fallback = 'default login anonymous\n'
  const fresh = 'machine new.example login eve password new\n'
  test.each([
    ['that is last', machine + fallback, machine + fresh + fallback],
    ['that is the only entry', fallback, fresh + fallback],
    ['that is first', fallback + machine, fresh + fallback + machine],
    ['that is in the middle', machine + fallback + machine, machine + fresh + fallback + machine],
    ['of two', machine + fallback + fallback, machine + fresh + fallback + fallback],
    ['after an empty line', `${machine}\n${fallback}`, `${machine}\n${fresh}\n${fallback}`],
    [
      'and the comment lines that touch it',
      `${machine}\n# anyone else\n  # really\n${fallback}`,
      `${machine}\n${fresh}\n# anyone else\n  # really\n${fallback}`,
    ],
    [
      'but below comments that do not touch it',
      `${machine}# end of the list\n\n${fallback}`,
      `${machine}# end of the list\n\n${fresh}${fallback}`,
    ],
    [
      'but below a comment that the entry above has on its line',
      `machine a login ada # home\n${fallback}`,
      `machine a login ada # home\n${fresh}${fallback}`,
    ],
    ['after a byte order mark', `\ufeff${fallback}`, `\ufeff${fresh}${fallback}`],
    ['and its comment, at the top', `# anyone\n${fallback}`, `${fresh}# anyone\n${fallback}`],
    [
      'that is in the middle of a line',
      'machine a login ada default login x\n',
      'machine a login ada machine new.example login eve password new default login x\n',
    ],
    [
      'after a macro',
      `${machine}macdef m\nput x\n\n${fallback}`,
      `${machine}macdef m\nput x\n\n${fresh}${fallback}`,
    ],
    [
      'with CRLF',
      `${machine}\n${fallback}`.replaceAll('\n', '\r\n'),
      `${machine}\n${fresh}\n${fallback}`.replaceAll('\n', '\r\n'),
    ],
  ])('%s', (_, text, expected) => {
    expect(added(text)).toBe(expected)
  })
})

describe('add a default entry', () => {
  test.each([
    ['to an empty document', '', 'default\n  login x\n'],
    [
      'at the end, in the layout of the nearest machine',
      'machine a login ada\n',
      'machine a login ada\ndefault login x\n',
    ],
    [
      'after adding the missing final newline',
      'machine a\n\tlogin ada',
      'machine a\n\tlogin ada\ndefault\n\tlogin x\n',
    ],
    [
      'separated like the others',
      'machine a login ada\n\nmachine b login bob\n',
      'machine a login ada\n\nmachine b login bob\n\ndefault login x\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (netrc) => netrc.setDefault({ login: 'x' }))).toBe(expected)
  })
})

describe('add several machines', () => {
  test('each after the previous one, above a default', () => {
    const netrc = parse('machine a login 0\ndefault\n')
    expect(netrc.has('a') && netrc.has('a')).toBe(true)
    for (let login = 1; login <= 5; login++) netrc.add('a', { login: String(login) })
    expect(netrc.entries.at(-1)).toBe(netrc.default)
    expect(takeLogins(netrc, 'a')).toEqual(['0', '1', '2', '3', '4', '5'])
  })

  test('above a default, and after the last entry once the default is gone', () => {
    expect(
      edited('default\nmachine a\n', (netrc) => {
        netrc.add('b', {})
        if (netrc.default) netrc.delete(netrc.default)
        netrc.add('c', {})
      }),
    ).toBe('machine b\nmachine a\nmachine c\n')
  })

  test('after the entry that stays on the line of the removed ones', () => {
    expect(
      edited('machine a 1 machine b 2 machine a 3\n', (netrc) => {
        netrc.delete('a')
        netrc.add('c', {})
      }),
    ).toBe('machine b 2 \nmachine c\n')
  })

  test('and a default again after it was removed', () => {
    expect(
      edited('default login 1\nmachine a\ndefault login 2\n', (netrc) => {
        if (netrc.default) netrc.delete(netrc.default)
        expect(netrc.default?.login).toBe('2')
        if (netrc.default) netrc.delete(netrc.default)
        expect(netrc.default).toBeUndefined()
        expect(netrc.setDefault({ login: '3' })).toBe(netrc.default)
      }),
    ).toBe('machine a\ndefault\n  login 3\n')
  })
})

describe('a new entry begins', () => {
  test.each([
    [
      'below the comments of the one above, and apart from them',
      'machine a\n# a\n\n# d\n  # e\n',
      'machine a\n# a\n\n# d\n  # e\n\nmachine b\n',
    ],
    [
      'but above those that touch the default',
      'machine a\n# a\n\n# d\n  # e\ndefault\n',
      'machine a\n# a\n\nmachine b\n# d\n  # e\ndefault\n',
    ],
    [
      'with the indent of the nearest one that begins its line',
      'machine a\n  machine c login u\n',
      'machine a\n  machine c login u\n  machine b\n',
    ],
    [
      'not with that of a line that begins with another one',
      '  machine a machine c login u\n',
      '  machine a machine c login u\nmachine b\n',
    ],
    [
      'below an open macro with its name on a later line',
      'macdef\nm x',
      'macdef\nm x\n\nmachine b\n',
    ],
    [
      'below an open macro whose name is followed by a lone CR',
      'macdef m\r',
      'macdef m\r\n\nmachine b\n',
    ],
    ['below an empty line at the top', '\n', '\nmachine b\n'],
    ['between an empty line at the top and a default', '\ndefault\n', '\nmachine b\ndefault\n'],
    ['below a macro without a name', 'macdef', 'macdef\nmachine b\n'],
    ['below a lone CR', '\r', '\r\r\nmachine b\n'],
    [
      'below a comment that ends in lone CRs',
      '# one\rtwo\r\r\r',
      '# one\rtwo\r\r\r\n\nmachine b\n',
    ],
    ['below a value on a later line', 'port\n1', 'port\n1\nmachine b\n'],
    [
      'below a line that begins with a quoted word',
      '"word" machine a\n',
      '"word" machine a\nmachine b\n',
    ],
    ['after a macro with a lone CR', 'macdef m\nput x\r', 'macdef m\nput x\r\r\n\r\nmachine b\n'],
    [
      'after a macro whose last line ends in CRLF',
      'macdef m\nx\r\n',
      'macdef m\nx\r\n\nmachine b\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (netrc) => netrc.add('b', {}))).toBe(expected)
  })
})
