import { describe, expect, test } from 'vitest'
import { nextStatement, statementsOf } from '../../src/lexer.ts'
import {
  factsOf,
  isTerminated,
  isUnterminatedQuote,
  readField,
  readFields,
  readMacros,
  readName,
  readValue,
  split,
  startsEntry,
} from '../../src/parser.ts'
import type { Statement } from '../../src/syntax.ts'

function firstStatement(text: string): Statement {
  const statement = nextStatement(text, 0)
  if (statement === undefined) throw new Error('a text with a statement was expected')
  return statement
}

describe('split', () => {
  test('gives what stands before the first entry, then one section for each', () => {
    expect(
      split('# top\nmachine a.example login u # mine\n\n# b\n machine b.example default\n'),
    ).toEqual([
      '# top\n',
      'machine a.example login u # mine\n\n# b\n ',
      'machine b.example ',
      'default\n',
    ])
  })

  test('gives an empty first section where an entry begins the text', () => {
    expect(split('default')).toEqual(['', 'default'])
    expect(split('')).toEqual([''])
  })

  test('takes no entry from a value, a quote, a macro or a comment', () => {
    for (const text of [
      'machine a.example password machine login default',
      'machine a.example password "\tmachine b.example"',
      'machine a.example macdef m\nmachine b.example\n',
      'machine a.example login u # machine\n#machine b.example\n',
    ]) {
      expect(split(text)).toEqual(['', text])
    }
  })

  test('does not take a value for an entry behind a long run of ordinary fields', () => {
    const fields = ' login u\n password machine\n'.repeat(200)
    expect(split(`machine a.example${fields}machine b.example${fields}default`)).toEqual([
      '',
      `machine a.example${fields}`,
      `machine b.example${fields}`,
      'default',
    ])
  })

  test.each([
    ['a keyword that lost its value', 'machine a.example\nlogin\nmachine b.example'],
    ['a value on the next line', 'machine a.example\nlogin \n u\nmachine b.example'],
    ['a quoted value', 'machine a.example login "machine x" machine b.example'],
    ['a field in upper case', 'machine a.example LOGIN machine\nmachine b.example'],
    ['a word glued to a quoted value', 'machine a.example login "x"password machine b.example'],
    ['an entry in a quoted name', 'machine "a machine b.example" login x'],
    ['a name that ends like a keyword', 'machine a.machine b.example login machine'],
    ['such a name of few letters', 'machine amachine b machine abmachine c'],
    ['a name that ends like a field', 'machine axlogin machine b.example'],
    ['a value of two letters before the end of one', 'machine a login xymachine b'],
    ['a value that ends like a keyword', 'machine a login xmachine b login xymachine c'],
  ])('is the same as reading statement by statement: %s', (_, text) => {
    const starts = statementsOf(text)
      .filter(startsEntry)
      .map(({ start }) => start)
    const sections = [0, ...starts].map((start, index) => text.slice(start, starts[index]))
    expect(split(text)).toEqual(sections)
  })
})

describe('a value', () => {
  test('is read without its quotes, and undefined where there is none', () => {
    for (const [text, value] of [
      ['login "a b"', 'a b'],
      ['login ""', ''],
      ['login', undefined],
      ['default', undefined],
    ] as const) {
      expect(readValue(text, firstStatement(text))).toBe(value)
    }
  })

  test('begins with an open quote only where it does', () => {
    const isOpen = (text: string): boolean => isUnterminatedQuote(text, firstStatement(text))
    expect(['login "a', 'login "a"', 'login a"', 'login'].map(isOpen)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})

describe('the facts of a text', () => {
  test('say what stands there, whatever the writing', () => {
    const facts = [
      ['machine', true, 'a b', undefined],
      ['login', true, 'u', undefined],
      ['port', false, '1', undefined],
      ['macdef', true, 'm', 'x'],
    ]
    expect(factsOf('machine "a b" login u port 1 macdef m\nx\n')).toEqual(facts)
    expect(factsOf('MACHINE "a\\ b"\n# c\n\tuser "u"\nport\t1\nmacdef m\r\nx\r\n\r\n')).toEqual(
      facts,
    )
  })

  test('tell a keyword from a word that is written like one', () => {
    expect(factsOf('"login" LOGIN')).toEqual([
      ['"login"', false, undefined, undefined],
      ['login', true, undefined, undefined],
    ])
  })

  test('have no body for a macro without a name', () => {
    expect(factsOf('macdef')).toEqual([['macdef', true, undefined, undefined]])
  })
})

describe('a field', () => {
  test('that is given twice counts as it stands last, where it stands first', () => {
    const text = 'machine a.example user one port 1 login two\nlogin\npassword p'
    expect(readField(text, 'login')).toBe('two')
    expect([...readFields(text)]).toEqual([
      ['login', 'two'],
      ['port', '1'],
      ['password', 'p'],
    ])
  })

  test('that stands alone has no value', () => {
    const text = 'machine a.example token\nlogin u'
    expect(readField(text, 'token')).toBeUndefined()
    expect(readFields(text).has('token')).toBe(false)
  })

  test('is found by its meaning for a keyword, by its letters for any other', () => {
    const text = 'machine a.example USER u Port 1'
    expect(readField(text, 'login')).toBe('u')
    expect(readField(text, 'Port')).toBe('1')
    expect(readField(text, 'port')).toBeUndefined()
    expect(readField(text, 'USER')).toBeUndefined()
  })

  test('is no name of a machine or a macro', () => {
    const text = 'machine a.example macdef m\n\n"odd" PORT 1'
    expect([...readFields(text)]).toEqual([['PORT', '1']])
  })
})

describe('the name of a section', () => {
  test('is that of its machine, on a later line and quoted too', () => {
    expect(readName('machine\n"a b"')).toBe('a b')
    expect(readName('machine ""')).toBe('')
  })

  test('is undefined for default, where it is missing, and before the first entry', () => {
    for (const text of ['default a', 'machine\nlogin u', 'login u', '']) {
      expect(readName(text)).toBeUndefined()
    }
  })
})

describe('a macro', () => {
  test.each([
    ['macdef m\na\n\nb', 'a'],
    ['macdef m\r\na\r\nb\r\n\r\n', 'a\r\nb'],
    ['macdef m\na', 'a'],
    ['macdef m\na\n', 'a'],
    ['macdef m rest of the line\na\n\n', 'a'],
    ['macdef m\n\n', ''],
    ['macdef m\n', ''],
    ['macdef m', ''],
    ['macdef m rest', ''],
    ['macdef m\n a \n \n\n', ' a \n '],
    ['macdef m\na\r', 'a\r'],
  ])('%j has the body %j', (text, body) => {
    expect(readMacros(text)).toEqual([{ name: 'm', body }])
  })

  test('without a name has no body, and what follows is no part of it', () => {
    expect(readMacros('macdef\nlogin u\n\nmacdef m\nx')).toEqual([
      { name: undefined, body: '' },
      { name: 'm', body: 'x' },
    ])
  })

  test.each([
    ['macdef m\na\n\n', true],
    ['macdef m\n\r\n', true],
    ['macdef m\na\n', false],
    ['macdef m', false],
    ['macdef', true],
  ])('%j is terminated: %s', (text, expected) => {
    expect(isTerminated(text, firstStatement(text))).toBe(expected)
  })
})
