import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isQuoted, quote, unquote } from '../../src/quote.ts'
import { assertField, assertName, assertValue, writeValue } from '../../src/value.ts'
import { codeOf } from '../support/calls.ts'

const VALUE = fc.string({
  unit: fc.constantFrom('"', '\\', 'n', 'r', 't', '#', ' ', '\t', 'é', '🔑', 'x'),
})

describe('a value is written', () => {
  test.each([
    's3cret',
    'a"b',
    "'quoted'",
    'a#b',
    'back\\slash',
    '\\front',
    '\\"',
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
    ['\\', '"\\\\"'],
    ['s3cret\\', '"s3cret\\\\"'],
    ['s3cret\\\\', '"s3cret\\\\\\\\"'],
  ])('in quotes: %j', (value, written) => {
    expect(writeValue(value)).toBe(written)
  })

  test('and always reads back as itself', () => {
    fc.assert(
      fc.property(VALUE, (value) => {
        expect(unquote(writeValue(value))).toBe(value)
      }),
    )
  })

  test('bare only if no character ends a bare word for some program', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        if (writeValue(value) === value) expect(value).toMatch(/^[!$-~]([!-~]*[!-[\]-~])?$/)
        else expect(writeValue(value)).toBe(quote(value))
      }),
    )
  })
})

describe('a quoted word', () => {
  test('reads back as what was quoted', () => {
    fc.assert(
      fc.property(VALUE, (value) => {
        expect(unquote(quote(value))).toBe(value)
        expect(isQuoted(quote(value))).toBe(true)
      }),
    )
  })

  test('has escapes for a line feed, a CR and a tab; any other escaped character is itself', () => {
    expect(unquote('"\\n\\r\\t\\x\\\\\\""')).toBe('\n\r\tx\\"')
  })

  test('ends with the quote that closes it', () => {
    expect(['""', '"a b"', '"a\\""'].map(isQuoted)).toEqual([true, true, true])
    for (const word of ['', 'a', '"', '"a', '"a\\"', '"a"b', '"a\nb"', 'a"b"']) {
      expect(isQuoted(word)).toBe(false)
      expect(unquote(word)).toBe(word)
    }
  })
})

const UNWRITABLE = ['line\nbreak', 'return\r', '\0', 'half\ud83d', '\udc80', '\udd11\ud83d']
const NO_STRINGS = [undefined, null, 1, true, {}, ['s3cret'], new String('s3cret')]

describe('a value can be written', () => {
  test.each(['', ' ', 's3cret', '\t', '\x01', 'machine', '🔑', '"', '\\'])('%j', (value) => {
    expect(codeOf(() => assertValue(value))).toBeUndefined()
  })

  test.each([...UNWRITABLE, ...NO_STRINGS])('but not %j', (value) => {
    expect(codeOf(() => assertValue(value))).toBe('unwritable-value')
  })
})

describe('a name can be written', () => {
  test.each(['a.example', 'a b', 'machine', '"', '#', '127.0.0.1:8080', 'bücher.example'])(
    '%j',
    (name) => {
      expect(codeOf(() => assertName(name))).toBeUndefined()
    },
  )

  test.each(['', ...UNWRITABLE, ...NO_STRINGS])('but not %j', (name) => {
    expect(codeOf(() => assertName(name))).toBe('unwritable-name')
  })
})

describe('the name of a field can be written', () => {
  test.each(['port', 'x-token', 'a"b', 'a#b', 'login', 'USER', '__proto__', "'"])('%j', (field) => {
    expect(codeOf(() => assertField(field))).toBeUndefined()
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
    expect(codeOf(() => assertField(field))).toBe('unwritable-field')
  })
})
