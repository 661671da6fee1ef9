import { describe, expect, test } from 'vitest'
import {
  endOfBlanks,
  endOfLine,
  endOfLineBreak,
  fieldNamed,
  isQuoted,
  keywordOf,
  nextStatement,
  startOfBlanks,
  startOfLineBreak,
  statementsOf,
  unquote,
} from '../../src/lexer.ts'

describe('a statement', () => {
  test('says where its word, its value and its end are', () => {
    expect(nextStatement('# c\n login  u ', 0)).toEqual({
      keyword: 'login',
      field: 'login',
      start: 5,
      wordEnd: 10,
      valueStart: 12,
      valueEnd: 13,
      end: 13,
    })
  })

  test('that lost its value ends with its word, not with the trivia behind it', () => {
    expect(nextStatement('login ', 0)).toEqual({
      keyword: 'login',
      field: 'login',
      start: 0,
      wordEnd: 5,
      valueStart: 5,
      valueEnd: 5,
      end: 5,
    })
  })

  test('is not there where only trivia are left', () => {
    expect(nextStatement('default # c\n ', 7)).toBeUndefined()
  })

  test('follows from the offset alone, so every split between statements is the same', () => {
    const text = 'machine a login\npassword p port 1 macdef m\nx\n\n"odd" default'
    const statements = statementsOf(text)
    expect(statements).toHaveLength(7)
    for (const [index, { end }] of statements.entries()) {
      expect(nextStatement(text, end)).toEqual(statements[index + 1])
    }
  })
})

describe('a word', () => {
  test.each([
    ['bare', 'bare'],
    ['"two words"', 'two words'],
    ['"\\"\\\\\\x"', '"\\x'],
    ['"\\n\\r\\t"', '\n\r\t'],
    ['""', ''],
    ['"open', '"open'],
    ['"', '"'],
    ['"a"b', '"a"b'],
    ['back\\slash', 'back\\slash'],
  ])('%s says %j', (word, said) => {
    expect(unquote(word)).toBe(said)
  })

  test('is quoted where its first quote is closed by its last character', () => {
    expect(['"a"', '""', '"a\\"', '"a"b"', '"', 'a"'].map(isQuoted)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  test('means a keyword in any ASCII case only', () => {
    expect(keywordOf('LOGIN')).toBe('login')
    expect(keywordOf('passwd')).toBe('password')
    expect(keywordOf('log\u0131n')).toBeUndefined()
    expect(keywordOf('ma\u212bhine')).toBeUndefined()
    expect(keywordOf('')).toBeUndefined()
    expect(keywordOf('passwords')).toBeUndefined()
    expect(keywordOf('constructor')).toBeUndefined()
  })
})

describe('a field', () => {
  test.each([
    ['user', 'login'],
    ['PASSWD', 'password'],
    ['Account', 'account'],
    ['port', 'port'],
    ['Port', 'Port'],
    ['machine', undefined],
    ['DEFAULT', undefined],
    ['macdef', undefined],
    ['"port"', undefined],
  ])('asked for as %s is %s', (asked, named) => {
    expect(fieldNamed(asked)).toBe(named)
  })

  test('is given by no entry, macro or quoted word', () => {
    const text = 'default macdef m\n\n"odd" PORT 1 user u word'
    expect(statementsOf(text).map(({ field }) => field)).toEqual([
      undefined,
      undefined,
      undefined,
      'PORT',
      'login',
      'word',
    ])
  })
})

describe('line breaks and blanks', () => {
  test('a line break is found from both of its ends', () => {
    const text = 'a\r\nb\nc\rd'
    expect([1, 4, 6, 0].map((start) => endOfLineBreak(text, start))).toEqual([3, 5, 6, 0])
    expect([3, 5, 7, 0].map((end) => startOfLineBreak(text, end))).toEqual([1, 4, 7, 0])
  })

  test('a line ends before its line break, or where the text ends', () => {
    expect(endOfLine('a b\r\nc', 0)).toBe(3)
    expect(endOfLine('a b\r\nc', 5)).toBe(6)
  })

  test('blanks are spaces, tabs and lone CRs', () => {
    expect(endOfBlanks(' \t\r \r\n', 0)).toBe(4)
    expect(endOfBlanks('x', 0)).toBe(0)
    expect(startOfBlanks('a \t\r ', 5)).toBe(1)
    expect(startOfBlanks('  ', 2)).toBe(0)
  })
})
