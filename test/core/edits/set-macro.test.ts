import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { codeOf, entryOf, untyped } from '../../support/calls.ts'
import { edited, expectRefused, lines } from './edited.ts'

/** Sets the macro `init` of a.example. */
const set = (text: string, body = 'put x\nbye'): string =>
  edited(text, (netrc) => {
    const entry = entryOf(netrc, 'a.example')
    expect(entry.setMacro('init', body)).toBe(entry)
  })

/** Sets the macro `init` of the document. */
const setAtTop = (text: string, body = 'put x\nbye'): string =>
  edited(text, (netrc) => expect(netrc.setMacro('init', body)).toBeUndefined())

const MACRO = 'macdef init\nput x\nbye\n\n'
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')

describe('set a macro that an entry does not have', () => {
  const one = 'machine a.example login ada\n'
  const several = 'machine a.example\n  login ada\n  password s3cret\n'
  const next = 'machine b.example login bob\n'
  test.each([
    ['below one line', one, one + MACRO],
    ['below several lines, with the indent of the last', several, `${several}  ${MACRO}`],
    [
      'indented by a tab',
      'machine a.example\n\tlogin\tada\n',
      `machine a.example\n\tlogin\tada\n\t${MACRO}`,
    ],
    ['below an entry without fields', 'machine a.example\n', `machine a.example\n${MACRO}`],
    ['with CRLF', crlf(several), crlf(`${several}  ${MACRO}`)],
    ['above the next entry', one + next, one + MACRO + next],
    ['above empty lines, which stay', `${one}\n\n${next}`, `${one}${MACRO}\n\n${next}`],
    ['above the comment of the next entry', `${one}# b\n${next}`, `${one}${MACRO}# b\n${next}`],
    ['above a comment at the end', `${one}# the end`, `${one}${MACRO}# the end`],
    [
      'below a comment that ends the line of the last word',
      `machine a.example login ada # me\n${next}`,
      `machine a.example login ada # me\n${MACRO}${next}`,
    ],
    ['below a line without a line end', one.trimEnd(), one + MACRO],
    [
      'below a comment without a line end',
      `${one.trimEnd()} # me`,
      `${one.trimEnd()} # me\n${MACRO}`,
    ],
    ['below a byte order mark', `\ufeff${one}`, `\ufeff${one}${MACRO}`],
    [
      'below another macro',
      `${one}macdef m\nget y\n\n${next}`,
      `${one}macdef m\nget y\n\n${MACRO}${next}`,
    ],
    [
      'below an open macro, which is closed',
      `${one}macdef m\nget y\n`,
      `${one}macdef m\nget y\n\n${MACRO}`,
    ],
    [
      'below an open macro without a line end',
      `${one}macdef m\nget y`,
      `${one}macdef m\nget y\n\n${MACRO}`,
    ],
    [
      'below one with its name in another case',
      `${one}macdef INIT\nget y\n\n`,
      `${one}macdef INIT\nget y\n\n${MACRO}`,
    ],
    [
      'below fields that come after another macro',
      'machine a.example\nmacdef m\nget y\n\n  login ada\n',
      `machine a.example\nmacdef m\nget y\n\n  login ada\n  ${MACRO}`,
    ],
    [
      'next to macros with this name in other entries',
      `${MACRO}${one}${next}macdef init\nget y\n\n`,
      `${MACRO}${one}${MACRO}${next}macdef init\nget y\n\n`,
    ],
  ])('%s', (_, text, expected) => {
    expect(set(text)).toBe(expected)
    expect(entryOf(parse(expected), 'a.example').macros.at(-1)).toEqual({
      name: 'init',
      body: expected.includes('\r') ? 'put x\r\nbye' : 'put x\nbye',
    })
  })

  test('an entry that follows on the same line begins a new line', () => {
    expect(set('machine a.example login ada machine b.example login bob\n')).toMatch(
      /^machine a\.example login ada ?\nmacdef init\nput x\nbye\n\n ?machine b\.example login bob\n$/,
    )
  })

  test('the default entry', () => {
    const text = `${one}default\n  login anonymous\n`
    expect(edited(text, (netrc) => netrc.default?.setMacro('init', 'put x\nbye'))).toBe(
      `${text}  ${MACRO}`,
    )
  })
})

describe('set a macro that the document does not have', () => {
  const one = 'machine a.example login ada\n'
  test.each([
    ['in an empty file', '', MACRO],
    ['after a byte order mark', '\ufeff', `\ufeff${MACRO}`],
    ['above the first entry', one, MACRO + one],
    ['above the first entry, after a byte order mark', `\ufeff${one}`, `\ufeff${MACRO}${one}`],
    ['above the indent of the first entry', `  ${one}`, `${MACRO}  ${one}`],
    ['above the first entry, without a line end', one.trimEnd(), MACRO + one.trimEnd()],
    ['above the comment that touches it', `# a\n  # b\n${one}`, `${MACRO}# a\n  # b\n${one}`],
    ['below a comment that does not', `# head\n\n# a\n${one}`, `# head\n\n${MACRO}# a\n${one}`],
    ['below other macros', `macdef m\nget y\n\n${one}`, `macdef m\nget y\n\n${MACRO}${one}`],
    ['below an open macro', 'macdef m\nget y\n', `macdef m\nget y\n\n${MACRO}`],
    ['below an open macro without a line end', 'macdef m\nget y', `macdef m\nget y\n\n${MACRO}`],
    ['at the end of a file of comments', '# mine\n', `# mine\n${MACRO}`],
    ['below a comment without a line end', '# mine', `# mine\n${MACRO}`],
    ['with CRLF', crlf(one), crlf(MACRO + one)],
    ['above an entry that has one', one + MACRO, MACRO + one + MACRO],
  ])('%s', (_, text, expected) => {
    expect(setAtTop(text)).toBe(expected)
    expect(parse(expected).entries.map(({ name }) => name)).toEqual(
      parse(text).entries.map(({ name }) => name),
    )
  })
})

describe('set an existing macro', () => {
  const own = (body: string): string => `machine a.example login ada\nmacdef init${body}`
  const rest = 'machine b.example login bob\nmacdef init\nget y\n\n'
  test.each([
    ['its lines', own(`\nget y\n\n${rest}`), own(`\nput x\nbye\n\n${rest}`)],
    ['more lines than the new ones', own('\na\nb\nc\n\n'), own('\nput x\nbye\n\n')],
    ['no lines', own('\n\n'), own('\nput x\nbye\n\n')],
    ['an open one', own('\nget y\n'), own('\nput x\nbye\n\n')],
    ['an open one without a line end', own('\nget y'), own('\nput x\nbye\n\n')],
    ['one that ends with its name', own(''), own('\nput x\nbye\n\n')],
    ['CRLF', crlf(own('\nget y\n\n')), crlf(own('\nput x\nbye\n\n'))],
    ['the line of the name stays', own('  rest #\nget y\n\n'), own('  rest #\nput x\nbye\n\n')],
    [
      'every one with its name',
      own(`\nget y\n\n${MACRO}macdef m\nget y\n\n  macdef init\nz\n\n${rest}`),
      own(`\nput x\nbye\n\n${MACRO}macdef m\nget y\n\n  ${MACRO}${rest}`),
    ],
    [
      'on the line of the entry',
      'machine a.example macdef init\nget y\n\n  login ada\n',
      'machine a.example macdef init\nput x\nbye\n\n  login ada\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(set(text)).toBe(expected)
    expect(set(expected)).toBe(expected)
  })

  test('those of the document are only those above the first entry', () => {
    expect(setAtTop(`macdef init\nget y\n\n${rest}`)).toBe(MACRO + rest)
  })

  test('a macro without lines', () => {
    expect(set(own(`\nget y\n\n${rest}`), '')).toBe(own(`\n\n${rest}`))
    expect(setAtTop('', '')).toBe('macdef init\n\n')
  })

  test.each([
    ['whatever its line ends', crlf(own('\nput x\nbye\n\n'))],
    ['even an open one', own('\nput x\nbye\n')],
    ['even an open one without a line end', own('\nput x\nbye')],
  ])('to the lines it has changes nothing, %s', (_, text) => {
    for (const body of ['put x\nbye', 'put x\r\nbye', 'put x\nbye\n']) {
      expect(set(text, body)).toBe(text)
    }
  })

  test('one whose name could not be written', () => {
    const text = 'macdef "é\nget y\n\n'
    expect(edited(text, (netrc) => netrc.setMacro('"é', 'put x'))).toBe('macdef "é\nput x\n\n')
  })
})

describe('the lines of the body', () => {
  test('get the line ends of the file, and one final line end is dropped', () => {
    for (const body of ['put x\nbye\n', 'put x\r\nbye', 'put x\r\nbye\r\n']) {
      expect(setAtTop('', body)).toBe(MACRO)
      expect(setAtTop('# mine\r\n', body)).toBe(crlf(`# mine\n${MACRO}`))
    }
  })

  test.each([
    'machine evil.example login mallory',
    'x\nmachine evil.example\ndefault\n  login mallory\nmacdef other',
    '# machine',
    '"',
    '"x\ny"',
    '\\',
    '  put x\t',
    'macdef init',
    'a\u2028b\u0085c\u00a0d\u{1f600}\u0001',
  ])('stay lines of a body: %j', (body) => {
    const text = lines('# a', 'machine a.example login ada', '# b', 'machine b.example login bob')
    const macro = `macdef init\n${body}\n\n`
    const [above = '', below = ''] = text.split(/(?<=ada\n)/)
    expect(set(text, body)).toBe(above + macro + below)
    expect(setAtTop(text, body)).toBe(macro + text)
    const { entries, macros, diagnostics } = parse(above + macro + below)
    expect(entries.map(({ name }) => name)).toEqual(['a.example', 'b.example'])
    expect(entries.map((entry) => entry.macros)).toEqual([[{ name: 'init', body }], []])
    expect([macros, diagnostics]).toEqual([[], []])
  })
})

describe('a macro is refused, and nothing changes', () => {
  const texts = ['', 'macdef init\nget y\n\nmachine a.example login ada\nmacdef init\nget y']

  test.each([
    '\n\n',
    'a\n\n',
    '\na',
    'a\n\nb',
    'a\r\n\r\nb',
    ' ',
    'a\n \t\nb',
    'a\rb',
    'a\r',
    'a\0b',
    '\ud800',
    'a\udc80',
    ...[undefined, null, 1, {}, ['x']],
  ])('for the body %j', (body) => {
    for (const text of texts) {
      expectRefused(text, 'unwritable-value', (netrc) => netrc.setMacro('init', untyped(body)))
      expectRefused(`${texts[1]}`, 'unwritable-value', (netrc) =>
        entryOf(netrc, 'a.example').setMacro('new', untyped(body)),
      )
    }
  })

  test.each([
    ...['', ' ', 'a b', 'a\tb', 'a\nb', 'a\r', 'a\0', '"a', '#a', 'ä', '\ud800', '\u007f'],
    ...[undefined, null, 1, {}],
  ])('for the name %j', (name) => {
    for (const text of texts) {
      expectRefused(text, 'unwritable-name', (netrc) => netrc.setMacro(untyped(name), 'x'))
    }
    expectRefused(`${texts[1]}`, 'unwritable-name', (netrc) =>
      entryOf(netrc, 'a.example').setMacro(untyped(name), 'x'),
    )
  })

  test('for an entry that was removed', () => {
    const netrc = parse('machine a.example\n')
    const entry = entryOf(netrc, 'a.example')
    netrc.delete(entry)
    expect(codeOf(() => entry.setMacro('init', 'x'))).toBe('detached-entry')
    expect(String(netrc)).toBe('')
  })

  test.each(['machine', 'MACDEF', 'a"#b', '\\', '~!@$%'])('but not for the name %s', (name) => {
    expect(edited('', (netrc) => netrc.setMacro(name, 'x'))).toBe(`macdef ${name}\nx\n\n`)
    expect(parse(`macdef ${name}\nx\n\n`).macros).toEqual([{ name, body: 'x' }])
  })
})
