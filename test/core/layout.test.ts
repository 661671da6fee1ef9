import { describe, expect, test } from 'vitest'
import {
  beginsLine,
  emptyLinesAfter,
  endOfOwn,
  endsOfEmptyLines,
  fieldLayoutOf,
  firstLineEnd,
  layoutOf,
  startOfEmptyLines,
  startOfText,
} from '../../src/layout.ts'
import { statementsOf } from '../../src/lexer.ts'

describe('the line end', () => {
  test('is the first one', () => {
    expect(firstLineEnd('a\r\nb\n')).toBe('\r\n')
    expect(firstLineEnd('a\rb\nc\r\n')).toBe('\n')
    expect(firstLineEnd('\n')).toBe('\n')
  })

  test('is undefined on a single line', () => {
    expect(firstLineEnd('machine a.example\r')).toBeUndefined()
    expect(firstLineEnd('')).toBeUndefined()
  })
})

describe('the layout of an entry', () => {
  test('with its fields on lines of their own', () => {
    expect(layoutOf('machine\ta.example\r\n    login   u\r\n\tpassword p # x\r\n', '\n')).toEqual({
      lineEnd: '\r\n',
      gap: '\t',
      fields: new Map([
        ['login', { isOnOwnLine: true, before: '    ', gap: '   ' }],
        ['password', { isOnOwnLine: true, before: '\t', gap: ' ' }],
      ]),
      lastField: { isOnOwnLine: true, before: '\t', gap: ' ' },
    })
  })

  test('on one line, whose line end is that of the document', () => {
    expect(layoutOf('machine a.example  login u', '\r\n')).toEqual({
      lineEnd: '\r\n',
      gap: ' ',
      fields: new Map([['login', { isOnOwnLine: false, before: '  ', gap: ' ' }]]),
      lastField: { isOnOwnLine: false, before: '  ', gap: ' ' },
    })
  })

  test('has a field that is given twice as it stands first, and the last field as it stands last', () => {
    const layout = layoutOf('machine a.example login one\n  login\ttwo\n', '\n')
    expect(layout?.fields.get('login')).toEqual({ isOnOwnLine: false, before: ' ', gap: ' ' })
    expect(layout?.lastField).toEqual({ isOnOwnLine: true, before: '  ', gap: '\t' })
  })

  test('is undefined without fields', () => {
    for (const text of ['machine a.example\n', 'default', 'machine a.example macdef m\n\n', '']) {
      expect(layoutOf(text, '\n')).toBeUndefined()
    }
  })
})

describe('the layout of a field', () => {
  const layoutOfLast = (text: string): object | undefined => {
    const last = statementsOf(text).at(-1)
    return last && fieldLayoutOf(text, last)
  }

  test('without an indent', () => {
    expect(layoutOfLast('default\nlogin u')).toEqual({ isOnOwnLine: true, before: '', gap: ' ' })
  })

  test('with a value on a later line, or none, has one blank for its gap', () => {
    expect(layoutOfLast('default\n login\n  u')).toEqual({
      isOnOwnLine: true,
      before: ' ',
      gap: ' ',
    })
    expect(layoutOfLast('default\n login \n  u')).toMatchObject({ gap: ' ' })
    expect(layoutOfLast('default\n login')).toEqual({ isOnOwnLine: true, before: ' ', gap: ' ' })
  })

  test('behind a closing quote, or a lone CR, has one blank before it', () => {
    expect(layoutOfLast('machine "a"login u')).toEqual({
      isOnOwnLine: false,
      before: ' ',
      gap: ' ',
    })
    expect(layoutOfLast('default\rlogin\ru')).toEqual({ isOnOwnLine: false, before: ' ', gap: ' ' })
    expect(layoutOfLast('default\n\rlogin u')).toEqual({ isOnOwnLine: true, before: ' ', gap: ' ' })
  })
})

describe('a line', () => {
  test('begins where only blanks stand before, also behind a byte order mark', () => {
    expect(beginsLine('a\n \tb', 4)).toBe(true)
    expect(beginsLine('a\n', 2)).toBe(true)
    expect(beginsLine(' a', 1)).toBe(true)
    expect(beginsLine('\ufeff a', 2)).toBe(true)
    expect(beginsLine('', 0)).toBe(true)
  })

  test('does not begin behind a word', () => {
    expect(beginsLine('a b', 2)).toBe(false)
    expect(beginsLine('a\n\ufeff b', 4)).toBe(false)
  })

  test('of a text begins after its byte order mark', () => {
    expect(['', 'a', '\ufeffa', 'a\ufeff'].map(startOfText)).toEqual([0, 0, 1, 0])
  })
})

describe('what an entry owns', () => {
  test.each([
    [
      'its words, and the trivia behind them up to the line end',
      'default login u # mine\n',
      '# not\n',
    ],
    ['a comment between its words', 'default\n# mine\n login u\n', '\n# not\n'],
    ['its macro with the empty line', 'default macdef m\nx\n\n', '# not\n'],
    ['a CRLF whole', 'default\r\n', '\r\n'],
    ['all up to the end', 'default # mine', ''],
    ['no more than a byte order mark where there is no word', '\ufeff', '# not\n'],
    ['nothing in an empty text', '', '\n'],
  ])('%s', (_, own, rest) => {
    expect(endOfOwn(own + rest)).toBe(own.length)
  })
})

describe('empty lines', () => {
  const MANY = Number.POSITIVE_INFINITY

  test('above the start of a line', () => {
    expect(startOfEmptyLines('default\n\n\r\n\n  x', 12, 0, MANY)).toBe(8)
  })

  test('no more than are asked for', () => {
    expect(startOfEmptyLines('a\n\n\n\n', 5, 0, 2)).toBe(3)
    expect(startOfEmptyLines('a\n\n', 3, 0, 0)).toBe(3)
  })

  test('not above the floor, where a line begins', () => {
    expect(startOfEmptyLines('a\n\n\n', 4, 3, MANY)).toBe(3)
    expect(startOfEmptyLines('\n\n', 2, 0, MANY)).toBe(0)
    expect(startOfEmptyLines('x\r\n', 3, 1, MANY)).toBe(1)
    expect(startOfEmptyLines('x\r\n', 3, 2, MANY)).toBe(3)
  })

  test('not a line of blanks, nor the end of a line with words', () => {
    expect(startOfEmptyLines('a\n \n', 4, 0, MANY)).toBe(4)
    expect(startOfEmptyLines('a\n', 2, 0, MANY)).toBe(2)
    expect(startOfEmptyLines('a', 1, 0, MANY)).toBe(1)
  })

  test('below the start of a line', () => {
    expect(endsOfEmptyLines('a\n\r\n\n \n', 2)).toEqual([4, 5])
    expect(endsOfEmptyLines('a\n', 2)).toEqual([])
    expect(endsOfEmptyLines('\r', 0)).toEqual([])
  })

  test('directly after what an entry owns', () => {
    expect(emptyLinesAfter('default login u # c\n\n\n# d\n\n')).toBe(2)
    expect(emptyLinesAfter('default macdef m\n\n\n')).toBe(1)
    expect(emptyLinesAfter('default')).toBe(0)
  })
})
