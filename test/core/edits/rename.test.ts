import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { codeOf, untyped } from '../../support/calls.ts'
import { edited, expectRefused, lines, takeLogins } from './edited.ts'

const renamed = (text: string, name = 'b.example'): string =>
  edited(text, (netrc) => expect(netrc.entries[0]?.rename(name).name).toBe(name))

describe('rename', () => {
  test.each([
    [
      'the name only',
      'machine  a.example # a.example\n\tlogin a.example\n',
      'machine  b.example # a.example\n\tlogin a.example\n',
    ],
    ['with CRLF', 'machine a.example\r\nlogin ada\r\n', 'machine b.example\r\nlogin ada\r\n'],
    ['unneeded quotes go', 'machine "a example" login ada\n', 'machine b.example login ada\n'],
    [
      'on a later line',
      'machine\n  a.example\n  login ada\n',
      'machine\n  b.example\n  login ada\n',
    ],
    ['after a comment', 'machine\n# the host\na.example\n', 'machine\n# the host\nb.example\n'],
    ['in the middle of a line', 'machine a.example machine c\n', 'machine b.example machine c\n'],
    ['without a final newline', 'machine a.example', 'machine b.example'],
    ['a name that is missing', 'machine\n  login ada\n', 'machine b.example\n  login ada\n'],
    ['that touches the next word', 'machine "a"login ada\n', 'machine "b.example"login ada\n'],
  ])('%s', (_, text, expected) => {
    expect(renamed(text)).toBe(expected)
  })

  test.each([
    ['with a blank', 'b example', '"b example"'],
    ['with a quote', '"b', '"\\"b"'],
    ['outside ASCII', 'bücher.example', '"bücher.example"'],
    ['that begins with #', '#b', '"#b"'],
    ['that is a keyword', 'login', 'login'],
    ['in another case', 'A.EXAMPLE', 'A.EXAMPLE'],
  ])('to a name %s', (_, name, written) => {
    expect(renamed('machine a.example login ada\n', name)).toBe(`machine ${written} login ada\n`)
  })

  test('a keyword as a name is quoted on a later line', () => {
    expect(renamed('machine\na.example\nlogin ada\n', 'login')).toBe(
      'machine\n"login"\nlogin ada\n',
    )
  })

  test('a keyword as a name that is missing is bare', () => {
    expect(renamed('machine\nlogin ada\n', 'machine')).toBe('machine machine\nlogin ada\n')
  })

  test('lookups use the new name', () => {
    const netrc = parse('machine a.example login ada\nmachine b.example login eve\n')
    const entry = netrc.get('a.example')
    entry?.rename('B.example')
    expect(netrc.has('a.example')).toBe(false)
    expect(netrc.get('B.EXAMPLE')).toBe(entry)
    expect(netrc.get('b.example')?.login).toBe('eve')
  })

  test.each([
    ['of nothing', ''],
    ['with a line end', 'b\nmachine c'],
    ['with a carriage return', 'b\r'],
    ['with a NUL', 'b\0'],
    ['with an unpaired surrogate', 'b\ud800'],
  ])('a name %s is refused', (_, name) => {
    expectRefused('machine a.example login ada\n', 'unwritable-name', (netrc) =>
      netrc.get('a.example')?.rename(name),
    )
  })

  test('a default entry has no name', () => {
    expectRefused('default login ada\n', 'unwritable-name', (netrc) =>
      netrc.default?.rename('a.example'),
    )
  })
})

describe('machines with the same name stay in file order', () => {
  test.each([0, 1, 2])('if number %i is renamed and back', (place) => {
    const text = lines('machine a login 1', 'machine a login 2', 'machine a login 3')
    const netrc = parse(text)
    expect(netrc.has('a') && netrc.has('a')).toBe(true)
    const entry = netrc.entries[place]
    entry?.rename('b')
    expect(netrc.get('B')).toBe(entry)
    expect(netrc.get('a')).toBe(netrc.entries[place === 0 ? 1 : 0])
    entry?.rename('a')
    expect(netrc.has('b')).toBe(false)
    expect(String(netrc)).toBe(text)
    expect(takeLogins(netrc, 'a')).toEqual(['1', '2', '3'])
  })

  test('if the first of two gets the name of the second', () => {
    const netrc = parse(lines('machine b login 1', 'machine a login 2'))
    expect(netrc.has('a') && netrc.has('a')).toBe(true)
    netrc.entries[0]?.rename('a')
    expect(takeLogins(netrc, 'a')).toEqual(['1', '2'])
  })

  test('if names come and go', () => {
    const text = lines(
      'machine a login 1',
      'machine b login 2',
      'machine a login 3',
      'machine c login 4',
      'default',
    )
    const netrc = parse(text)
    expect(netrc.has('a') && netrc.has('a')).toBe(true)
    const [one, two, , four] = netrc.entries
    two?.rename('A')
    four?.rename('a')
    one?.rename('b')
    expect(netrc.get('b')).toBe(one)
    expect(netrc.get('A')).toBe(two)
    one?.rename('a')
    two?.rename('a')
    expect(netrc.has('b')).toBe(false)
    expect(takeLogins(netrc, 'a')).toEqual(['1', '2', '3', '4'])
    expect(String(netrc)).toBe('default\n')
  })
})

describe('renaming an entry', () => {
  test('gives a name to a machine without one', () => {
    const netrc = parse('machine\nlogin u\n')
    netrc.entries[0]?.rename('a.example')
    expect(String(netrc)).toBe('machine a.example\nlogin u\n')
    expect(netrc.get('a.example')?.login).toBe('u')
  })

  test.each(['', 'a\nb', '\0', undefined, null, 1, {}])('to %j is refused', (name) => {
    for (const text of ['machine a.example\n', 'machine\n']) {
      const netrc = parse(text)
      expect(codeOf(() => netrc.entries[0]?.rename(untyped(name)))).toBe('unwritable-name')
      expect(String(netrc)).toBe(text)
    }
  })
})
