import { describe, expect, test } from 'vitest'
import {
  endOfOrdinaryMachine,
  hasOtherName,
  lexSection,
  ordinaryNameOf,
} from '../../src/fast-path.ts'
import { lex } from '../../src/lexer.ts'

/** Returns the tokens of a text, each as its kind and its text. */
function tokensOf(text: string): (readonly [kind: string, text: string])[] {
  return lex(text).map(({ kind, text }) => [kind, text] as const)
}

/** Returns the words of a text, that is its tokens without trivia, each as its kind and its text. */
function wordsOf(text: string): string[] {
  const trivia = new Set(['byte-order-mark', 'whitespace', 'newline', 'comment'])
  return lex(text)
    .filter(({ kind }) => !trivia.has(kind))
    .map(({ kind, text }) => `${kind} ${JSON.stringify(text)}`)
}

describe('rule 1: words, blanks and lines', () => {
  test('an empty text has no tokens', () => {
    expect(lex('')).toEqual([])
  })

  test('a run of spaces and tabs is one token, each line break another', () => {
    expect(tokensOf('machine \t a.example\n\n\tlogin u\r\n')).toEqual([
      ['keyword', 'machine'],
      ['whitespace', ' \t '],
      ['value', 'a.example'],
      ['newline', '\n'],
      ['newline', '\n'],
      ['whitespace', '\t'],
      ['keyword', 'login'],
      ['whitespace', ' '],
      ['value', 'u'],
      ['newline', '\r\n'],
    ])
  })

  test('a CR before a LF is part of the line break, any other is a blank', () => {
    expect(tokensOf('\r\r\n \r\n\r')).toEqual([
      ['whitespace', '\r'],
      ['newline', '\r\n'],
      ['whitespace', ' '],
      ['newline', '\r\n'],
      ['whitespace', '\r'],
    ])
  })

  test('nothing else separates words', () => {
    expect(wordsOf('login a\u00a0b\fc\u2028d\0e')).toEqual([
      'keyword "login"',
      `value ${JSON.stringify('a\u00a0b\fc\u2028d\0e')}`,
    ])
  })

  test('a byte order mark is trivia at the very start, and part of a word elsewhere', () => {
    expect(tokensOf('\ufeffdefault \ufeffdefault')).toEqual([
      ['byte-order-mark', '\ufeff'],
      ['keyword', 'default'],
      ['whitespace', ' '],
      ['unknown', '\ufeffdefault'],
    ])
  })
})

describe('rule 2: comments', () => {
  test('a comment ends before the line break', () => {
    expect(tokensOf('# machine b.example\r\n#\n# end')).toEqual([
      ['comment', '# machine b.example'],
      ['newline', '\r\n'],
      ['comment', '#'],
      ['newline', '\n'],
      ['comment', '# end'],
    ])
  })

  test('a comment may come after a value, or between a keyword and a value on a later line', () => {
    expect(tokensOf('login # no comment\npassword\n#yes\n  p#1 #2')).toEqual([
      ['keyword', 'login'],
      ['whitespace', ' '],
      ['value', '#'],
      ['whitespace', ' '],
      ['unknown', 'no'],
      ['whitespace', ' '],
      ['value', 'comment'],
      ['newline', '\n'],
      ['keyword', 'password'],
      ['newline', '\n'],
      ['comment', '#yes'],
      ['newline', '\n'],
      ['whitespace', '  '],
      ['value', 'p#1'],
      ['whitespace', ' '],
      ['comment', '#2'],
    ])
  })
})

describe('rule 3: quotes', () => {
  test('a quoted value may contain blanks and escaped quotes', () => {
    expect(wordsOf('password "a b \\" c" login u')).toEqual([
      'keyword "password"',
      `value ${JSON.stringify('"a b \\" c"')}`,
      'keyword "login"',
      'value "u"',
    ])
  })

  test('a word ends with its closing quote, whatever follows', () => {
    expect(wordsOf('password "a"b')).toEqual([
      'keyword "password"',
      'value "\\"a\\""',
      'unknown "b"',
    ])
  })

  test('a quote that is not closed on its line is literal', () => {
    expect(wordsOf('password "a b\nlogin "c\\\nd"')).toEqual([
      'keyword "password"',
      'value "\\"a"',
      'unknown "b"',
      'keyword "login"',
      'value "\\"c\\\\"',
      'unknown "d\\""',
    ])
  })

  test('a quoted word is never a keyword and has no value', () => {
    expect(wordsOf('"machine" a "" b')).toEqual([
      'unknown "\\"machine\\""',
      'unknown "a"',
      'value "\\"\\""',
      'unknown "b"',
    ])
  })
})

describe('rules 4 to 6: keywords and values', () => {
  test('keywords are matched in any ASCII case and keep their own', () => {
    expect(wordsOf('MACHINE x User y pAsswD z')).toEqual([
      'keyword "MACHINE"',
      'value "x"',
      'keyword "User"',
      'value "y"',
      'keyword "pAsswD"',
      'value "z"',
    ])
  })

  test('a keyword is a value on the line of its keyword, but not on a later line', () => {
    expect(wordsOf('password machine login\npassword\nx')).toEqual([
      'keyword "password"',
      'value "machine"',
      'keyword "login"',
      'keyword "password"',
      'value "x"',
    ])
  })

  test('the value of a further field may be on a later line, but is not a keyword or comment', () => {
    expect(wordsOf('port\n\n8443 token login u flag #x\n port')).toEqual([
      'unknown "port"',
      'value "8443"',
      'unknown "token"',
      'keyword "login"',
      'value "u"',
      'unknown "flag"',
      'unknown "port"',
    ])
  })

  test('default has no value', () => {
    expect(wordsOf('default a')).toEqual(['keyword "default"', 'unknown "a"'])
  })
})

describe('rule 7: macros', () => {
  test('the body reaches from the name to the empty line, which belongs to it', () => {
    expect(tokensOf('macdef init\ncd /pub # no comment\nmachine x\n\ndefault')).toEqual([
      ['keyword', 'macdef'],
      ['whitespace', ' '],
      ['value', 'init'],
      ['macro-body', '\ncd /pub # no comment\nmachine x\n\n'],
      ['keyword', 'default'],
    ])
  })

  test.each([
    ['LF LF', 'macdef m\na\n\n'],
    ['CRLF CRLF', 'macdef m\r\na\r\n\r\n'],
    ['LF CRLF', 'macdef m\na\n\r\n'],
    ['CRLF LF', 'macdef m\r\na\r\n\n'],
  ])('%s ends it', (_, macro) => {
    expect(tokensOf(`${macro}default`)).toEqual([
      ['keyword', 'macdef'],
      ['whitespace', ' '],
      ['value', 'm'],
      ['macro-body', macro.slice('macdef m'.length)],
      ['keyword', 'default'],
    ])
  })

  test('a line of blanks does not end it; the end of the file does', () => {
    expect(tokensOf('macdef m\na\n \n\r\r\nb').at(-1)).toEqual(['macro-body', '\na\n \n\r\r\nb'])
  })

  test('a macro without a name, or with nothing after it, has no body', () => {
    expect(tokensOf('macdef\nlogin u\nmacdef m')).toEqual([
      ['keyword', 'macdef'],
      ['newline', '\n'],
      ['keyword', 'login'],
      ['whitespace', ' '],
      ['value', 'u'],
      ['newline', '\n'],
      ['keyword', 'macdef'],
      ['whitespace', ' '],
      ['value', 'm'],
    ])
  })
})

describe('the key and the value of a token', () => {
  /** Returns the words of a text, each as its text, its key and its value. */
  const keysAndValuesOf = (text: string): unknown[] =>
    lex(text)
      .filter(({ kind }) => kind !== 'whitespace' && kind !== 'newline')
      .map(({ text, key, value }) => [text, key, value])

  test.each([
    ['machine', 'machine'],
    ['login', 'login'],
    ['user', 'login'],
    ['password', 'password'],
    ['passwd', 'password'],
    ['account', 'account'],
    ['macdef', 'macdef'],
    ['MACHINE', 'machine'],
    ['Login', 'login'],
    ['uSER', 'login'],
    ['PassWord', 'password'],
    ['PASSWD', 'password'],
    ['ACCOUNT', 'account'],
    ['MacDef', 'macdef'],
  ])('of the keyword %s are %s, for its value too', (word, key) => {
    expect(keysAndValuesOf(`${word} x`)).toEqual([
      [word, key, undefined],
      ['x', key, 'x'],
    ])
  })

  test('of default are default, and it has no value', () => {
    expect(keysAndValuesOf('default DEFAULT')).toEqual([
      ['default', 'default', undefined],
      ['DEFAULT', 'default', undefined],
    ])
  })

  test('of a further field are its name in its own case', () => {
    expect(keysAndValuesOf('port 8443 X-Token "a b"')).toEqual([
      ['port', 'port', undefined],
      ['8443', 'port', '8443'],
      ['X-Token', 'X-Token', undefined],
      ['"a b"', 'X-Token', 'a b'],
    ])
  })

  test('of a keyword or a further field without a value are those of the word alone', () => {
    expect(keysAndValuesOf('flag login\nuser\nmachine')).toEqual([
      ['flag', 'flag', undefined],
      ['login', 'login', undefined],
      ['user', 'login', undefined],
      ['machine', 'machine', undefined],
    ])
  })

  test('of a keyword in the place of a value are those of the word before it', () => {
    expect(keysAndValuesOf('password MACHINE')).toEqual([
      ['password', 'password', undefined],
      ['MACHINE', 'password', 'MACHINE'],
    ])
  })

  test('of a quoted word in the place of a keyword are undefined', () => {
    expect(keysAndValuesOf('"machine" "a b" "open')).toEqual([
      ['"machine"', undefined, undefined],
      ['"a b"', undefined, undefined],
      ['"open', undefined, undefined],
    ])
  })

  test('of a quoted value have no quotes and no escapes', () => {
    expect(keysAndValuesOf('login "" password "a \\" \\\\ \\n"')).toEqual([
      ['login', 'login', undefined],
      ['""', 'login', ''],
      ['password', 'password', undefined],
      ['"a \\" \\\\ \\n"', 'password', 'a " \\ \n'],
    ])
  })

  test('of a bare value, or one that is not closed on its line, are the word as it is', () => {
    expect(keysAndValuesOf('login a\\b password "open')).toEqual([
      ['login', 'login', undefined],
      ['a\\b', 'login', 'a\\b'],
      ['password', 'password', undefined],
      ['"open', 'password', '"open'],
    ])
  })

  test('of a macro are macdef and its name; its body has no value', () => {
    expect(keysAndValuesOf('macdef "in it"\ncd /pub\n\n')).toEqual([
      ['macdef', 'macdef', undefined],
      ['"in it"', 'macdef', 'in it'],
      ['\ncd /pub\n\n', 'macdef', undefined],
    ])
  })

  test('of trivia are undefined', () => {
    const trivia = lex('\ufeff# top\r\n\n \t').map(({ kind, key, value }) => [kind, key, value])
    expect(trivia).toEqual([
      ['byte-order-mark', undefined, undefined],
      ['comment', undefined, undefined],
      ['newline', undefined, undefined],
      ['newline', undefined, undefined],
      ['whitespace', undefined, undefined],
    ])
  })
})

describe('the most common form of a file is recognized without the lexer', () => {
  test.each([
    'machine a.example',
    'machine a.example login ada  password s3cret\n',
    'machine a.example\nlogin ada\n        password s3cret\n account x\n\n',
  ])('and has its tokens: %j', (text) => {
    expect(lexSection(text)).toEqual(lex(text))
  })

  test('up to the end of its fields, whatever separates them, and of the blanks after them', () => {
    const machine = 'machine \t a.example \r\n\tlogin  ada password\ts3cret \n'
    expect(endOfOrdinaryMachine(`${machine}port 1`, 0)).toBe(machine.length)
  })

  test('by its name', () => {
    expect(ordinaryNameOf('machine a.example login ada')).toBe('a.example')
    expect(hasOtherName('machine a.example login ada', 'b.example')).toBe(true)
    expect(hasOtherName('machine a.example login ada', 'a.example')).toBe(false)
    expect(hasOtherName('machine\n# mine\na.example', 'a.example')).toBe(false)
  })
})
