import { describe, expect, test } from 'vitest'
import {
  beginsLine,
  bodyEnd,
  commentRange,
  countEmptyLines,
  type FieldLayout,
  fieldLayoutOf,
  gapOf,
  likeField,
  startOfEmptyLines,
} from '../../src/layout.ts'
import { lex } from '../../src/lexer.ts'
import { type Item, parseItems } from '../../src/parser.ts'
import { serialize } from '../../src/serializer.ts'
import type { Token } from '../../src/syntax.ts'

/** Lexes a text and parses its items. */
function read(text: string): { readonly tokens: readonly Token[]; readonly items: Item[] } {
  const tokens = lex(text)
  return { tokens, items: parseItems(tokens) }
}

describe('a field is written like those of another entry', () => {
  const likeIn = (text: string, field: string): FieldLayout => likeField(read(text), field)

  test('on its own line', () => {
    const text = 'machine\ta.example\r\n    login   u\r\n\tpassword p # x\r\n'
    expect(likeIn(text, 'login')).toEqual({ before: '\n    ', gap: '   ' })
    expect(likeIn(text, 'password')).toEqual({ before: '\n\t', gap: ' ' })
    expect(likeIn(text, 'account')).toEqual({ before: '\n\t', gap: ' ' })
  })

  test('on one line', () => {
    const text = 'machine a.example  login u'
    expect(likeIn(text, 'login')).toEqual({ before: '  ', gap: ' ' })
    expect(likeIn(text, 'account')).toEqual({ before: '  ', gap: ' ' })
  })

  test('by the name that it is looked up by', () => {
    expect(likeIn('default  USER u port\t1', 'login')).toEqual({ before: '  ', gap: ' ' })
    expect(likeIn('default  USER u port\t1', 'port')).toEqual({ before: ' ', gap: '\t' })
  })

  test('that is given twice: like the first one, and any other like the last one', () => {
    const text = 'machine a.example login one\n  login\ttwo\n'
    expect(likeIn(text, 'login')).toEqual({ before: ' ', gap: ' ' })
    expect(likeIn(text, 'password')).toEqual({ before: '\n  ', gap: '\t' })
  })

  test.each(['machine a.example\n', 'default', 'machine a.example macdef m\n\n', '"a"', ''])(
    'on its own line if there are none: %j',
    (text) => {
      expect(likeIn(text, 'login')).toEqual({ before: '\n  ', gap: ' ' })
    },
  )

  test.each([
    ['machine\ta.example', '\t'],
    ['machine a.example', ' '],
    ['machine\na.example', ' '],
    ['default login u', ' '],
  ])('with the gap before the name: %j', (text, gap) => {
    const { tokens, items } = read(text)
    expect(items.slice(0, 1).map((head) => gapOf(tokens, head))).toEqual([gap])
  })
})

describe('the layout of a field', () => {
  const layoutOfLast = (text: string): FieldLayout | undefined => {
    const { tokens, items } = read(text)
    const last = items.at(-1)
    return last && fieldLayoutOf(tokens, last)
  }

  test('without an indent', () => {
    expect(layoutOfLast('default\nlogin u')).toEqual({ before: '\n', gap: ' ' })
  })

  test.each(['default\n login\n  u', 'default\n login \t\n  u', 'default\n login'])(
    'whose value is on a later line or missing has a gap of one space: %j',
    (text) => {
      expect(layoutOfLast(text)).toEqual({ before: '\n ', gap: ' ' })
    },
  )

  test('after a closing quote or a lone CR has one space before it', () => {
    const afterWord = { before: ' ', gap: ' ' }
    expect(layoutOfLast('machine "a"login u')).toEqual(afterWord)
    expect(layoutOfLast('default\rlogin\ru')).toEqual(afterWord)
    expect(layoutOfLast('default \rlogin \ru')).toEqual(afterWord)
    expect(layoutOfLast('default\r login\r u')).toEqual(afterWord)
    expect(layoutOfLast('default\n\rlogin u')).toEqual({ before: '\n ', gap: ' ' })
  })
})

describe('a word begins its line', () => {
  const lastBeginsLine = (text: string): boolean => {
    const { tokens } = read(text)
    return beginsLine(tokens, tokens.length - 1)
  }

  test.each(['a\n \tb', 'a', ' a', '\ufeffa', '\ufeff a', 'macdef m\n\n b'])('%j', (text) => {
    expect(lastBeginsLine(text)).toBe(true)
  })

  test.each(['a b', 'default a', 'machine "a"b', 'a\n\ufeff b'])('but not in %j', (text) => {
    expect(lastBeginsLine(text)).toBe(false)
  })

  test('and a line begins at the end of a text that ends in a line break', () => {
    expect(beginsLine(lex('default\n'), 2)).toBe(true)
    expect(beginsLine([], 0)).toBe(true)
    expect(beginsLine(lex('default'), 1)).toBe(false)
  })
})

describe('the body of an entry', () => {
  test.each([
    [
      'is its words, and the trivia after them up to the line break',
      'default login u # mine\n',
      '# not\n',
    ],
    ['has a comment between its words', 'default\n# mine\n login u\n', '\n# not\n'],
    ['has its macro with the empty line', 'default macdef m\nx\n\n', '# not\n'],
    ['has a whole CRLF', 'default\r\n', '\r\n'],
    ['reaches to the end of the text', 'default # mine', ''],
    ['is no more than a byte order mark if there is no word', '\ufeff', '# not\n'],
    ['is nothing in an empty text', '', '\n'],
  ])('%s', (_, body, rest) => {
    const section = read(body + rest)
    expect(serialize(section.tokens.slice(0, bodyEnd(section)))).toBe(body)
  })
})

describe('the comment at the end of a section', () => {
  const commentIn = (text: string): string => {
    const section = read(text)
    const { start, end } = commentRange(section)
    return serialize(section.tokens.slice(start, end))
  }

  test('has every comment line that touches the end, with its indent', () => {
    expect(commentIn('default\n\n# one\n  # two\r\n')).toBe('# one\n  # two\r\n')
    expect(commentIn('# one\n')).toBe('# one\n')
  })

  test('does not have the indent of the next entry', () => {
    expect(commentIn('# one\n\t')).toBe('# one\n')
  })

  test('does not extend over an empty line', () => {
    expect(commentIn('# one\n\n# two\n')).toBe('# two\n')
    expect(commentIn('# one\n\n')).toBe('')
  })

  test('does not include the line on which an entry ends', () => {
    expect(commentIn('default # mine\n')).toBe('')
    expect(commentIn('default # mine\n# one\n')).toBe('# one\n')
  })

  test('does not include a macro', () => {
    expect(commentIn('macdef m\n# body\n\n# one\n')).toBe('# one\n')
  })
})

describe('empty lines', () => {
  /** Returns what is above the empty lines at the end of a text. */
  const aboveEmptyLines = (text: string, most?: number): string => {
    const tokens = lex(text)
    const start = startOfEmptyLines({ tokens, items: parseItems(tokens) }, tokens.length, most)
    return serialize(tokens.slice(0, start))
  }

  test('above the start of a line', () => {
    expect(aboveEmptyLines('default\n\n\r\n\n')).toBe('default\n')
    expect(aboveEmptyLines('macdef m\nx\n\n\n')).toBe('macdef m\nx\n\n')
  })

  test('no more than requested', () => {
    expect(aboveEmptyLines('default\n\n\n\n', 2)).toBe('default\n\n')
    expect(aboveEmptyLines('default\n\n', 0)).toBe('default\n\n')
  })

  test('at the top, where a line begins', () => {
    expect(aboveEmptyLines('\n\n')).toBe('')
    expect(aboveEmptyLines('\ufeff\n\n')).toBe('\ufeff')
  })

  test('not a line of blanks, nor the end of a line with words', () => {
    expect(aboveEmptyLines('default\n \n')).toBe('default\n \n')
    expect(aboveEmptyLines('default\n')).toBe('default\n')
    expect(aboveEmptyLines('default')).toBe('default')
  })

  test('are counted from the start of a line to the first line that is not empty', () => {
    expect(countEmptyLines(lex('default\n\r\n\n \n\n'), 2)).toBe(2)
    expect(countEmptyLines(lex('default\n# c\n\n'), 2)).toBe(0)
    expect(countEmptyLines(lex('default\n'), 2)).toBe(0)
    expect(countEmptyLines(lex('\r'), 0)).toBe(0)
  })
})
