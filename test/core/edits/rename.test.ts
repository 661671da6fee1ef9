import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { edited, expectRefused } from './edited.ts'

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
    [
      'quotes that are not needed go',
      'machine "a example" login ada\n',
      'machine b.example login ada\n',
    ],
    [
      'on a later line',
      'machine\n  a.example\n  login ada\n',
      'machine\n  b.example\n  login ada\n',
    ],
    ['behind a comment', 'machine\n# the host\na.example\n', 'machine\n# the host\nb.example\n'],
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

  test('look-ups follow', () => {
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
