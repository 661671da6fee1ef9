import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { entryOf } from '../../support/calls.ts'
import { edited, expectRefused } from './edited.ts'

const withoutLogin = (text: string): string =>
  edited(text, (netrc) => expect(netrc.entries[0]?.delete('login')).toBe(true))

describe('delete a field', () => {
  test.each([
    [
      'its own line is removed',
      'machine a.example\n  login ada\n  password x\n',
      'machine a.example\n  password x\n',
    ],
    [
      'its own line with CRLF',
      'machine a.example\r\n\tlogin ada\r\n\tpassword x\r\n',
      'machine a.example\r\n\tpassword x\r\n',
    ],
    [
      'its own line with blanks at the end',
      'machine a.example\n  login ada  \n  password x\n',
      'machine a.example\n  password x\n',
    ],
    [
      'a line shared with the next machine stays, even after a quote',
      'machine "a.example"\n  login ada machine b.example\n',
      'machine "a.example"\n  machine b.example\n',
    ],
    [
      'the last line',
      'machine a.example\n  password x\n  login ada\n',
      'machine a.example\n  password x\n',
    ],
    [
      'a last line without a line end',
      'machine a.example\n  password x\n  login ada',
      'machine a.example\n  password x',
    ],
    [
      'in the middle of a line',
      'machine a.example  login ada password x\n',
      'machine a.example password x\n',
    ],
    [
      'at the end of a line',
      'machine a.example password x\tlogin ada\n',
      'machine a.example password x\n',
    ],
    [
      'at the end of a line without a line end',
      'machine a.example password x login ada',
      'machine a.example password x',
    ],
    [
      'at the beginning of a line, with the gap after it',
      'machine a.example\n\tlogin ada  password x\n',
      'machine a.example\n\tpassword x\n',
    ],
    [
      'a comment after it on its own line stays',
      'machine a.example\n  login ada # me\n  password x\n',
      'machine a.example\n  # me\n  password x\n',
    ],
    [
      'a comment after it on the only line stays',
      'machine a.example login ada # me\n',
      'machine a.example # me\n',
    ],
    [
      'comment lines around it stay',
      'machine a.example\n# above\n  login ada\n# below\n',
      'machine a.example\n# above\n# below\n',
    ],
    [
      'empty lines around it stay',
      'machine a.example\n\n  login ada\n\n  password x\n',
      'machine a.example\n\n\n  password x\n',
    ],
    [
      'every occurrence, whichever keyword it has',
      'machine a.example login ada\n  user eve\n  LOGIN bob\n',
      'machine a.example\n',
    ],
    [
      'every occurrence on the same line',
      'machine a.example login ada login eve password x\n',
      'machine a.example password x\n',
    ],
    [
      'an occurrence without a value',
      'machine a.example\n  login\n  password x\n',
      'machine a.example\n  password x\n',
    ],
    [
      'a value on a later line',
      'machine a.example\n  login\n    ada\n  password x\n',
      'machine a.example\n  password x\n',
    ],
    [
      'a quoted value',
      'machine a.example login "a d a" password x\n',
      'machine a.example password x\n',
    ],
    [
      'before the next entry on the line',
      'machine a.example login ada machine b.example login eve\n',
      'machine a.example machine b.example login eve\n',
    ],
    [
      'after a macro',
      'machine a.example\nmacdef m\nlogin eve\n\nlogin ada\n',
      'machine a.example\nmacdef m\nlogin eve\n\n',
    ],
    ['of a default entry', 'default login ada password x\n', 'default password x\n'],
    ['after a byte order mark', '\ufeffmachine a.example login ada\n', '\ufeffmachine a.example\n'],
  ])('%s', (_, text, expected) => {
    expect(withoutLogin(text)).toBe(expected)
  })

  test('by any of its names, in any case', () => {
    for (const field of ['login', 'user', 'USER']) {
      expect(
        edited('machine a.example login ada\n', (netrc) => netrc.get('a.example')?.delete(field)),
      ).toBe('machine a.example\n')
    }
  })

  test('a further field, and a single word', () => {
    const text = 'machine a.example port 8443 login ada stray\n'
    expect(edited(text, (netrc) => netrc.get('a.example')?.delete('port'))).toBe(
      'machine a.example login ada stray\n',
    )
    expect(edited(text, (netrc) => netrc.get('a.example')?.delete('stray'))).toBe(
      'machine a.example port 8443 login ada\n',
    )
  })

  test('a missing field returns false, and nothing changes', () => {
    const text =
      'machine a.example login ada\nmacdef m\npassword x\n\nmachine b.example password y\n'
    const netrc = parse(text)
    for (const field of [
      'password',
      'machine',
      'macdef',
      'm',
      'a.example',
      'ada',
      '',
      '__proto__',
    ]) {
      expect(netrc.get('a.example')?.delete(field)).toBe(false)
    }
    expect(String(netrc)).toBe(text)
  })

  test('a field that keeps two words from becoming a pair is not deleted', () => {
    expectRefused('machine a.example port login ada 8443\n', 'unsafe-position', (netrc) =>
      netrc.get('a.example')?.delete('login'),
    )
  })

  test('a gap that keeps two words apart stays', () => {
    const text = 'machine a.example account "x" login ada"y"\n'
    const netrc = parse(text)
    expect(netrc.get('a.example')?.login).toBe('ada"y"')
    netrc.get('a.example')?.delete('login')
    expect(String(netrc)).toBe('machine a.example account "x"\n')
  })
})

describe('a deleted field takes with it', () => {
  test.each([
    [
      'the gap before it, and not the comment after it',
      'default  password p  login u # c\n',
      'default  password p # c\n',
    ],
    [
      'its line, whatever line ends the others have',
      'default\n\tlogin u\r\n\tpassword p\n',
      'default\n\tpassword p\n',
    ],
    [
      'the blanks around it on its line, including lone carriage returns',
      'machine a.example\n \t\rlogin ada \r \n  password x\n',
      'machine a.example\n  password x\n',
    ],
    ['the line break before it, at the end of the file', 'default\n  login u', 'default'],
    [
      'not the line break before it, if a machine follows',
      'default\n  login u machine b',
      'default\n  machine b',
    ],
    ['the line break after a comment', 'default # c\n  login u', 'default # c'],
    [
      'not the line break that ends a macro',
      'default macdef m\nx\n\n  login u',
      'default macdef m\nx\n\n',
    ],
    [
      'every other one with its name, next to it and further on',
      'default login u user v password p login\n',
      'default password p\n',
    ],
    [
      'the gap between two with its name at the start of a line',
      'default\n  login u  user v password p\n',
      'default\n  password p\n',
    ],
    [
      'the gap before each one',
      'default login a port 1 login b token x login c user d\n',
      'default port 1 token x\n',
    ],
    [
      'nothing of an adjacent quoted word',
      'default login 1 port 2 login 3 "word"\nlogin\n',
      'default port 2 "word"\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(withoutLogin(text)).toBe(expected)
  })
})

describe('deleting a field of an entry', () => {
  test('returns true if it exists, with or without a value, and false if not', () => {
    const netrc = parse('machine a.example login u\nword\npassword\n')
    const entry = entryOf(netrc, 'a.example')
    expect(entry.delete('USER')).toBe(true)
    expect(entry.delete('login')).toBe(false)
    expect(entry.delete('password')).toBe(true)
    expect(entry.delete('word')).toBe(true)
    expect(entry.delete('port')).toBe(false)
    expect(String(netrc)).toBe('machine a.example\n')
  })
})
