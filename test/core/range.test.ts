import { describe, expect, test } from 'vitest'
import { type Entry, parse } from '../../src/core.ts'
import { codeOf, untyped } from '../support/calls.ts'

/** Returns a range as `line:column-line:column`, and the text in it. */
function shown(text: string, entry: Entry | undefined, field?: string): string | undefined {
  const range = entry?.range(field)
  if (range === undefined) return undefined
  const { start, end } = range
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`
  return `${place} ${text.slice(start.offset, end.offset)}`
}

describe('the range of an entry', () => {
  test.each([
    ['a line', 'machine a login u # c\n', '1:1-1:18 machine a login u'],
    [
      'several lines',
      '# top\n\n  machine a\r\n\tlogin u\r\n\r\n',
      '3:3-4:9 machine a\r\n\tlogin u',
    ],
    ['a machine without a name', 'machine', '1:1-1:8 machine'],
    ['a comment in it', 'machine a # c\nlogin u\n# d\n', '1:1-2:8 machine a # c\nlogin u'],
    ['after a byte order mark', '\ufeffdefault\n', '1:2-1:9 default'],
    [
      'a macro at its end',
      'machine a macdef m\nx\n\nmachine b',
      '1:1-4:1 machine a macdef m\nx\n\n',
    ],
    ['an open macro', 'machine a\nmacdef m\nx', '1:1-3:2 machine a\nmacdef m\nx'],
    ['a single word', 'machine a b', '1:1-1:12 machine a b'],
  ])('is from its keyword to the end of its last word or macro: %s', (_, text, expected) => {
    expect(shown(text, parse(text).entries[0])).toBe(expected)
  })

  test('is separate for each of several entries on a line', () => {
    const text = 'machine a login u machine b default'
    expect(parse(text).entries.map((entry) => shown(text, entry))).toEqual([
      '1:1-1:18 machine a login u',
      '1:19-1:28 machine b',
      '1:29-1:36 default',
    ])
  })
})

describe('the range of a field', () => {
  const text = '# c\nmachine a user "u v" port\n  1\n password p passwd q token\n'
  const entry = parse(text).get('a')

  test.each([
    ['login', '2:16-2:21 "u v"'],
    ['USER', '2:16-2:21 "u v"'],
    ['port', '3:3-3:4 1'],
    ['password', '4:20-4:21 q'],
    ['account', undefined],
    ['token', undefined],
    ['machine', undefined],
    ['', undefined],
  ])('is that of the value that counts: %j', (field, expected) => {
    expect(shown(text, entry, field)).toBe(expected)
  })

  test('is refused for something that is not a name', () => {
    for (const field of [null, 1, {}]) {
      expect(codeOf(() => entry?.range(untyped(field)))).toBe('invalid-argument')
    }
  })
})

test('a range is that of the current text', () => {
  const netrc = parse('machine a login u\nmachine b login v\n')
  const [a, b] = netrc.entries
  a?.set('password', 'p')
  expect(shown(String(netrc), b, 'login')).toBe('2:17-2:18 v')
  if (a) netrc.delete(a)
  expect(shown(String(netrc), b, 'login')).toBe('1:17-1:18 v')
  expect(a?.range()).toBeUndefined()
  expect(a?.range('login')).toBeUndefined()
})
