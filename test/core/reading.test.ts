import { describe, expect, test } from 'vitest'
import { type Entry, lex, parse } from '../../src/core.ts'

/** Returns the only entry of a text. */
function onlyEntry(text: string): Entry {
  const [entry, ...others] = parse(text).entries
  if (entry === undefined || others.length > 0)
    throw new Error('a text with one entry was expected')
  return entry
}

/** Returns the fields of the only entry of a text, in their order. */
function fieldsOf(text: string): [string, string][] {
  return [...onlyEntry(text).fields]
}

describe('a text has the entries', () => {
  test('that begin with its words machine and default, anywhere on a line', () => {
    const { entries } = parse(
      '# top\nmachine a.example login u # mine\n\n# b\n machine b.example default\n',
    )
    expect(entries.map(({ kind, name }) => [kind, name])).toEqual([
      ['machine', 'a.example'],
      ['machine', 'b.example'],
      ['default', undefined],
    ])
  })

  test.each([
    ['a value', 'machine a.example password machine login default'],
    ['a quote', 'machine a.example password "\tmachine b.example"'],
    ['a macro', 'machine a.example macdef m\nmachine b.example\n'],
    ['a comment', 'machine a.example login u # machine\n#machine b.example\n'],
  ])('and none from %s', (_, text) => {
    expect(onlyEntry(text).name).toBe('a.example')
  })

  test('and none from a value after a long run of ordinary fields', () => {
    const fields = ' login u\n password machine\n'.repeat(200)
    const { entries } = parse(`machine a.example${fields}machine b.example${fields}default`)
    expect(entries.map(({ name }) => name)).toEqual(['a.example', 'b.example', undefined])
    expect(entries.map(({ password }) => password)).toEqual(['machine', 'machine', undefined])
  })

  test.each([
    ['a keyword without a value', 'machine a.example\nlogin\nmachine b.example'],
    ['a value on the next line', 'machine a.example\nlogin \n u\nmachine b.example'],
    ['a quoted value', 'machine a.example login "machine x" machine b.example'],
    ['a field in upper case', 'machine a.example LOGIN machine\nmachine b.example'],
    ['a word that touches a quoted value', 'machine a.example login "x"password machine b.example'],
    ['an entry in a quoted name', 'machine "a machine b.example" login x'],
    ['a name that ends like a keyword', 'machine a.machine b.example login machine'],
    ['such a name of few letters', 'machine amachine b machine abmachine c'],
    ['a name that ends like a field', 'machine axlogin machine b.example'],
    ['a value of two letters before the end of one', 'machine a login xymachine b'],
    ['a value that ends like a keyword', 'machine a login xmachine b login xymachine c'],
  ])('that begin with its tokens: %s', (_, text) => {
    const tokens = lex(text).filter(({ kind }) => kind === 'keyword' || kind === 'value')
    const names = tokens.flatMap(({ kind, text: word }, index) =>
      kind === 'keyword' && /^machine$/i.test(word) ? [tokens[index + 1]?.text] : [],
    )
    expect(names.length).toBeGreaterThan(0)
    expect(parse(text).entries.map(({ name }) => name)).toEqual(
      names.map((name) => name?.replace(/^"(.*)"$/, '$1')),
    )
  })
})

describe('a text reads the same', () => {
  test('however it is written', () => {
    const plain = parse('machine "a b" login u port 1 macdef m\nx\n')
    const other = parse('MACHINE "a\\ b"\n# c\n\tuser "u"\nport\t1\nmacdef m\r\nx\r\n\r\n')
    for (const { entries } of [plain, other]) {
      expect(
        entries.map(({ name, fields, macros }) => ({ name, fields: [...fields], macros })),
      ).toEqual([
        {
          name: 'a b',
          fields: [
            ['login', 'u'],
            ['port', '1'],
          ],
          macros: [{ name: 'm', body: 'x' }],
        },
      ])
    }
  })
})

describe('a name', () => {
  test('may be quoted, on a later line, or empty', () => {
    expect(onlyEntry('machine\n"a b"').name).toBe('a b')
    expect(onlyEntry('machine ""').name).toBe('')
  })

  test.each(['default a', 'machine\nlogin u', 'machine'])('is missing in %j', (text) => {
    expect(onlyEntry(text).name).toBeUndefined()
  })
})

describe('a value', () => {
  test.each([
    ['bare', 'bare'],
    ['"two words"', 'two words'],
    ['"\\"\\\\\\x"', '"\\x'],
    ['"\\n\\r\\t"', '\n\r\t'],
    ['""', ''],
    ['"open', '"open'],
    ['"', '"'],
    ['"a"b', 'a'],
    ['back\\slash', 'back\\slash'],
  ])('that is written %s is %j', (word, value) => {
    expect(onlyEntry(`default login ${word}`).login).toBe(value)
  })

  test('is that of the field before, if the last one with its name has none', () => {
    expect(onlyEntry('default login u\nlogin').login).toBe('u')
  })

  test.each(['default login', 'default', 'default "login" LOGIN'])('is missing in %j', (text) => {
    expect(onlyEntry(text).login).toBeUndefined()
  })
})

describe('a field', () => {
  test('that is given twice has its last value in its first position', () => {
    expect(fieldsOf('machine a.example user one port 1 login two\nlogin\npassword p')).toEqual([
      ['login', 'two'],
      ['port', '1'],
      ['password', 'p'],
    ])
  })

  test('that is a single word has no value, and takes none from the next field', () => {
    expect(fieldsOf('machine a.example token\nlogin u')).toEqual([['login', 'u']])
  })

  test('is not a macro or a quoted word', () => {
    expect(fieldsOf('default macdef m\n\n"odd" PORT 1 user u word')).toEqual([
      ['PORT', '1'],
      ['login', 'u'],
    ])
  })

  test('is a keyword in any ASCII case, and any other word as it is written', () => {
    const text = 'default LOGIN a log\u0131n b passwd c passwords d constructor e'
    expect(fieldsOf(text)).toEqual([
      ['login', 'a'],
      ['log\u0131n', 'b'],
      ['password', 'c'],
      ['passwords', 'd'],
      ['constructor', 'e'],
    ])
    expect(parse('ma\u212bhine a.example').entries).toEqual([])
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
    expect(parse(text).macros).toEqual([{ name: 'm', body }])
  })

  test('without a name has no body, and what follows is not part of it', () => {
    expect(parse('macdef\nlogin u\n\nmacdef m\nx').macros).toEqual([
      { name: undefined, body: '' },
      { name: 'm', body: 'x' },
    ])
    expect(parse('macdef').macros).toEqual([{ name: undefined, body: '' }])
  })

  test.each([
    ['macdef m\na\n\n', []],
    ['macdef m\n\r\n', []],
    ['macdef m\na\n', ['unterminated-macro']],
    ['macdef m', ['unterminated-macro']],
    ['macdef', ['missing-name']],
  ])('%j has the diagnostics %j', (text, codes) => {
    expect(parse(text).diagnostics.map(({ code }) => code)).toEqual(codes)
  })
})
