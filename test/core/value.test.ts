import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unquote } from '../../src/lexer.ts'
import {
  checkField,
  checkName,
  checkValue,
  needsQuotes,
  quote,
  writeValue,
} from '../../src/value.ts'
import { codeOf } from '../support/calls.ts'

describe('a value is written', () => {
  test.each([
    's3cret',
    'a"b',
    "'quoted'",
    'a#b',
    'back\\slash',
    '\\',
    'a,b;c',
    '!~',
    'machine',
    '{"json":1}',
  ])('bare: %s', (value) => {
    expect(writeValue(value)).toBe(value)
  })

  test.each([
    ['', '""'],
    ['two words', '"two words"'],
    [' ', '" "'],
    ['tab\there', '"tab\there"'],
    ['bell\x07', '"bell\x07"'],
    ['delete\x7f', '"delete\x7f"'],
    ['"quoted"', '"\\"quoted\\""'],
    ['#hash', '"#hash"'],
    ['café', '"café"'],
    ['no\u00a0break', '"no\u00a0break"'],
    ['🔑', '"🔑"'],
    ['a \\ b', '"a \\\\ b"'],
    ['a \\" b', '"a \\\\\\" b"'],
  ])('in quotes: %j', (value, written) => {
    expect(writeValue(value)).toBe(written)
  })

  test('and in quotes always reads back as itself', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('"', '\\', 'n', 'r', 't', '#', ' ', '\t', 'é', '🔑', 'x'),
        }),
        (value) => {
          expect(unquote(quote(value))).toBe(value)
          expect(unquote(writeValue(value))).toBe(value)
        },
      ),
    )
  })

  test('bare only without a character that ends a bare word for some program', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        if (!needsQuotes(value)) expect(value).toMatch(/^[!$-~][!-~]*$/)
      }),
    )
  })
})

const UNWRITABLE = ['line\nbreak', 'return\r', '\0', 'half\ud83d', '\udc80', '\udd11\ud83d']
const NO_STRINGS = [undefined, null, 1, true, {}, ['s3cret'], new String('s3cret')]

describe('a value can be written', () => {
  test.each(['', ' ', 's3cret', '\t', '\x01', 'machine', '🔑', '"', '\\'])('%j', (value) => {
    expect(codeOf(() => checkValue(value))).toBeUndefined()
  })

  test.each([...UNWRITABLE, ...NO_STRINGS])('but not %j', (value) => {
    expect(codeOf(() => checkValue(value))).toBe('unwritable-value')
  })
})

describe('a name can be written', () => {
  test.each(['a.example', 'a b', 'machine', '"', '#', '127.0.0.1:8080', 'bücher.example'])(
    '%j',
    (name) => {
      expect(codeOf(() => checkName(name))).toBeUndefined()
    },
  )

  test.each(['', ...UNWRITABLE, ...NO_STRINGS])('but not %j', (name) => {
    expect(codeOf(() => checkName(name))).toBe('unwritable-name')
  })
})

describe('the name of a field can be written', () => {
  test.each(['port', 'x-token', 'a"b', 'a#b', 'login', 'USER', '__proto__', "'"])('%j', (field) => {
    expect(codeOf(() => checkField(field))).toBeUndefined()
  })

  test.each([
    '',
    ' ',
    'two words',
    'tab\t',
    'é',
    '"port"',
    '#port',
    'machine',
    'Default',
    'MACDEF',
    '\x07',
    '\x7f',
    ...UNWRITABLE,
    ...NO_STRINGS,
  ])('but not %j', (field) => {
    expect(codeOf(() => checkField(field))).toBe('unwritable-field')
  })
})
