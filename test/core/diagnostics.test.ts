import { describe, expect, test } from 'vitest'
import { type Diagnostic, type DiagnosticCode, type NetrcDocument, parse } from '../../src/core.ts'
import { codeOf } from '../support/calls.ts'

/** The severity and the sentence of each code. */
const SENTENCES: Record<DiagnosticCode, readonly [Diagnostic['severity'], string]> = {
  'missing-name': ['error', 'no name'],
  'missing-value': ['error', 'no value'],
  'unexpected-word': ['error', 'neither a keyword nor a value'],
  'field-outside-entry': ['error', 'a field before the first entry'],
  'unterminated-quote': ['error', 'no quote at the end of this value'],
  'unterminated-macro': ['warning', 'no empty line at the end of this macro'],
  'unknown-keyword': ['warning', 'a field that not every program knows'],
  'duplicate-field': ['warning', 'given twice: the last one counts'],
  'duplicate-machine': ['warning', 'given twice: programs differ on which one counts'],
  'duplicate-default': ['warning', 'given twice: the first one counts'],
  'entry-after-default': ['warning', 'below a default entry, where many programs never look'],
  'byte-order-mark': ['warning', 'many programs never find the first machine'],
  'unsupported-encoding': ['error', 'this is UTF-16: save the file as UTF-8 first'],
}

/** Returns the diagnostics of a text, each as `line:column-line:column code` and the text of its range. */
function diagnosed(text: string): string[] {
  return parse(text).diagnostics.map(({ code, start, end }) => {
    const range = `${start.line}:${start.column}-${end.line}:${end.column}`
    return `${range} ${code} ${text.slice(start.offset, end.offset)}`
  })
}

describe('each code has a severity, a message and a range', () => {
  type Place = readonly [offset: number, line: number, column: number]
  const cases: readonly (readonly [DiagnosticCode, text: string, start: Place, end: Place])[] = [
    ['missing-name', 'machine a.example\nmachine', [18, 2, 1], [25, 2, 8]],
    ['missing-name', 'machine a.example\n  macdef\n', [20, 2, 3], [26, 2, 9]],
    ['missing-value', 'machine a.example\n\tPASSWD\nlogin u\n', [19, 2, 2], [25, 2, 8]],
    ['unexpected-word', 'default login u stray # c\n', [16, 1, 17], [21, 1, 22]],
    ['field-outside-entry', '\n login\n  u\n', [2, 2, 2], [7, 2, 7]],
    ['unterminated-quote', 'default password "s3cret\n', [17, 1, 18], [24, 1, 25]],
    ['unterminated-macro', '# top\nmacdef m\ncd /\n', [6, 2, 1], [12, 2, 7]],
    ['unknown-keyword', 'default\nport 8443\n', [8, 2, 1], [12, 2, 5]],
    ['duplicate-field', 'default login u user v\n', [16, 1, 17], [20, 1, 21]],
    ['duplicate-machine', 'machine a.example\nMACHINE "a.example"', [18, 2, 1], [25, 2, 8]],
    ['duplicate-default', 'default default', [8, 1, 9], [15, 1, 16]],
    ['entry-after-default', 'default\nmachine a.example\n', [8, 2, 1], [15, 2, 8]],
    ['byte-order-mark', '\ufeffmachine a.example\n', [0, 1, 1], [1, 1, 2]],
    ['unsupported-encoding', '\udcff\udcfem\0a\0', [0, 1, 1], [0, 1, 1]],
    ['unsupported-encoding', '\udcfe\udcff\0m\0a', [0, 1, 1], [0, 1, 1]],
  ]

  test.each(cases)('%s: %j', (code, text, start, end) => {
    const place = ([offset, line, column]: Place): object => ({ offset, line, column })
    const [severity, message] = SENTENCES[code]
    expect(parse(text).diagnostics).toEqual([
      expect.objectContaining({ code, severity, message, start: place(start), end: place(end) }),
    ])
  })

  test('and every code is listed here', () => {
    expect(new Set(cases.map(([code]) => code))).toEqual(new Set(Object.keys(SENTENCES)))
  })
})

describe('a correct text has no diagnostics', () => {
  test.each([
    ['an empty file', ''],
    ['comments', '# machine\n#'],
    ['two accounts on a machine', 'machine a.example login u machine a.example login v'],
    ['an account, and one without a login', 'machine a.example login u machine a.example'],
    ['an empty login, and no login', 'machine a.example login "" machine a.example'],
    [
      'a field in two entries',
      'machine a.example login u machine b.example login u default login u',
    ],
    ['a macro with its empty line', 'macdef m\nmachine\n\n'],
    ['a macro of CRLF', 'macdef m\r\n\r\n'],
    ['a password like a comment', 'default password #x'],
    ['a quote in the middle of a value', 'default password a"b'],
    ['a quote at the end of a value', 'default password a"'],
    ['a value in quotes', 'default password "a"'],
    ['a keyword with a value', 'default login u'],
  ])('%s', (_, text) => {
    expect(parse(text).diagnostics).toEqual([])
  })
})

describe('the range of a diagnostic', () => {
  test('is counted in UTF-16 units, with lines that end in LF or CRLF and a CR within a line', () => {
    expect(diagnosed('# 🔑\r\n🔑\r1 x\n\n  é\n login "u\r\n')).toEqual([
      '2:1-2:3 field-outside-entry 🔑',
      '2:6-2:7 field-outside-entry x',
      '5:2-5:7 field-outside-entry login',
      '5:8-5:10 unterminated-quote "u',
    ])
  })

  test('counts a byte order mark as the first column', () => {
    expect(diagnosed('\ufeffport 1')).toEqual([
      '1:1-1:2 byte-order-mark \ufeff',
      '1:2-1:6 field-outside-entry port',
    ])
  })

  test('of a macro is its keyword, and the lines of its body count', () => {
    expect(diagnosed('macdef m\r\na\r\nb\r\n\r\nmachine')).toEqual(['5:1-5:8 missing-name machine'])
  })

  test('can be the same for two codes: the one of the name comes before the one of the value', () => {
    expect(diagnosed('default\nmachine a.example\nmachine a.example port "1\n')).toEqual([
      '2:1-2:8 entry-after-default machine',
      '3:1-3:8 duplicate-machine machine',
      '3:1-3:8 entry-after-default machine',
      '3:19-3:23 unknown-keyword port',
      '3:24-3:26 unterminated-quote "1',
    ])
  })

  test('of a machine without a name after a default has two codes', () => {
    expect(diagnosed('default\nmachine\n')).toEqual([
      '2:1-2:8 missing-name machine',
      '2:1-2:8 entry-after-default machine',
    ])
  })

  test('of a further field given twice has two codes', () => {
    expect(diagnosed('default\ntoken x\ntoken "y')).toEqual([
      '2:1-2:6 unknown-keyword token',
      '3:1-3:6 unknown-keyword token',
      '3:1-3:6 duplicate-field token',
      '3:7-3:9 unterminated-quote "y',
    ])
  })
})

describe('a name or a value', () => {
  test('of a machine or macro with an open quote is reported', () => {
    expect(diagnosed('machine "a\nmacdef "m\n\n')).toEqual([
      '1:9-1:11 unterminated-quote "a',
      '2:8-2:10 unterminated-quote "m',
    ])
  })

  test('that is a single word with an open quote is only an unexpected word', () => {
    expect(diagnosed('default "open')).toEqual(['1:9-1:14 unexpected-word "open'])
  })

  test('that is missing does not make a duplicate field', () => {
    expect(diagnosed('default\nlogin\nlogin u\nlogin v')).toEqual([
      '2:1-2:6 missing-value login',
      '4:1-4:6 duplicate-field login',
    ])
  })

  test('of a field outside an entry, given twice, is reported each time', () => {
    expect(diagnosed('login u login\nlogin v')).toEqual([
      '1:1-1:6 field-outside-entry login',
      '1:9-1:14 missing-value login',
      '2:1-2:6 field-outside-entry login',
    ])
  })
})

describe('a duplicate', () => {
  test.each([
    [
      'machine a.example login u\nmachine b.example\nMACHINE A.Example user u\n',
      '1:1-1:8',
      'machine',
    ],
    ['machine a.example\n\tmachine a.example\nmachine a.example', '1:1-1:8', 'machine'],
    ['default\nDEFAULT\n', '1:1-1:8', 'default'],
    ['machine a.example\n  login u\n  port 1\n  user v\n', '2:3-2:8', 'login'],
  ])('is related to the first one: %j', (text, range, word) => {
    const related = parse(text).diagnostics.flatMap(({ related }) => related ?? [])
    expect(related.length).toBeGreaterThan(0)
    for (const { start, end } of related) {
      expect(`${start.line}:${start.column}-${end.line}:${end.column}`).toBe(range)
      expect(text.slice(start.offset, end.offset)).toBe(word)
    }
  })

  test('may differ in ASCII case, but in no other letter', () => {
    expect(diagnosed('machine a.example machine A.EXAMPLE')).toEqual([
      '1:19-1:26 duplicate-machine machine',
    ])
    expect(diagnosed('machine k.example machine \u212a.example')).toEqual([])
  })

  test('is the only diagnostic with a related range', () => {
    for (const found of parse('machine\nlogin').diagnostics)
      expect(found).not.toHaveProperty('related')
  })
})

describe('UTF-16', () => {
  const text = 'machine a.example login ada password s3cret\n'
  const little = Buffer.from(`\ufeff${text}`, 'utf16le')

  test.each([
    ['little endian', little],
    ['big endian', Buffer.from(little).swap16()],
  ])('of %s is not read', (_, bytes) => {
    const netrc = parse(bytes)
    expect([...netrc.entries, ...netrc.macros]).toEqual([])
    expect(netrc.diagnostics.map(({ code }) => code)).toEqual(['unsupported-encoding'])
    expect(Buffer.from(netrc.toBytes()).equals(bytes)).toBe(true)
    expect(parse(String(netrc)).diagnostics).toEqual(netrc.diagnostics)
  })

  test.each<[string, (netrc: NetrcDocument) => unknown]>([
    ['set', (netrc) => netrc.set('a.example', { password: 'x' })],
    ['add', (netrc) => netrc.add('a.example', {})],
    ['setDefault', (netrc) => netrc.setDefault({})],
    ['delete', (netrc) => netrc.delete('a.example')],
    ['setMacro', (netrc) => netrc.setMacro('m', '')],
    ['deleteMacro', (netrc) => netrc.deleteMacro('m')],
  ])('refuses %s', (_, edit) => {
    const netrc = parse(little)
    expect(codeOf(() => edit(netrc))).toBe('unsupported-encoding')
    expect(Buffer.from(netrc.toBytes()).equals(little)).toBe(true)
  })
})

test('diagnostics are in the order of the text', () => {
  expect(
    diagnosed(
      'stray\nmachine\ndefault token x\nlogin\nmachine a.example\ndefault\npassword "p\nmacdef m\n',
    ),
  ).toEqual([
    '1:1-1:6 unexpected-word stray',
    '2:1-2:8 missing-name machine',
    '3:9-3:14 unknown-keyword token',
    '4:1-4:6 missing-value login',
    '5:1-5:8 entry-after-default machine',
    '6:1-6:8 duplicate-default default',
    '7:10-7:12 unterminated-quote "p',
    '8:1-8:7 unterminated-macro macdef',
  ])
})

describe('the array', () => {
  const TEXT = 'machine a.example port 1\nmachine a.example port "1\n'

  test('is the same until the next edit', () => {
    const netrc = parse(TEXT)
    const before = netrc.diagnostics
    netrc.get('a.example')?.set('port', '1')
    expect(netrc.diagnostics).toBe(before)
    netrc.get('a.example')?.set('port', '2')
    expect(netrc.diagnostics).not.toBe(before)
    expect(netrc.diagnostics).toBe(netrc.diagnostics)
  })

  test('is about the current text', () => {
    const netrc = parse(TEXT)
    expect(netrc.diagnostics.map(({ code }) => code)).toEqual([
      'unknown-keyword',
      'duplicate-machine',
      'unknown-keyword',
      'unterminated-quote',
    ])
    netrc.entries[1]?.rename('b.example').delete('port')
    expect(netrc.diagnostics.map(({ code }) => code)).toEqual(['unknown-keyword'])
    netrc.delete('a.example')
    expect(netrc.diagnostics).toEqual([])
  })

  test('includes a machine that was added', () => {
    const netrc = parse('machine a.example login u\n')
    expect(netrc.diagnostics).toEqual([])
    netrc.add('b.example', {}).rename('A.EXAMPLE').set('login', 'u')
    expect(netrc.diagnostics.map(({ code }) => code)).toEqual(['duplicate-machine'])
  })

  test('does not change once returned', () => {
    const netrc = parse('port 1')
    const before = netrc.diagnostics
    netrc.add('a.example', { login: 'u' })
    expect(before).toHaveLength(1)
  })

  test('is the same after a refused edit, even one that had begun', () => {
    const netrc = parse(TEXT)
    const before = netrc.diagnostics
    for (const edit of [
      () => netrc.set('a.example', { login: 'u', password: 'two\nlines' }),
      () => netrc.set('b.example', { login: '\0' }),
      () => netrc.get('a.example')?.set('login', '\0'),
      () => netrc.get('a.example')?.rename(''),
    ]) {
      expect(codeOf(edit)).toMatch(/^unwritable-/)
      expect(netrc.diagnostics).toBe(before)
      expect(String(netrc)).toBe(TEXT)
    }
  })

  test('cannot be changed', () => {
    const { diagnostics } = parse(TEXT)
    expect(Object.isFrozen(diagnostics)).toBe(true)
  })
})

describe('the diagnostics are computed again', () => {
  const TEXT = 'machine a login u\nmachine b login v\ndefault\n'

  test.each<[string, (netrc: NetrcDocument) => unknown]>([
    ['if a field is set', (netrc) => netrc.set('b', { login: 'w' })],
    ['if a field is added', (netrc) => netrc.get('b')?.set('port', '1')],
    ['if a field is deleted', (netrc) => netrc.get('b')?.delete('login')],
    ['if a machine is renamed', (netrc) => netrc.get('b')?.rename('c')],
    ['if a machine is added', (netrc) => netrc.add('c', {})],
    ['if a second default is set', (netrc) => netrc.setDefault({ login: 'x' })],
    ['if an entry is removed', (netrc) => netrc.delete('b')],
  ])('%s', (_, edit) => {
    const netrc = parse(TEXT)
    const { diagnostics } = netrc
    edit(netrc)
    expect(String(netrc)).not.toBe(TEXT)
    expect(netrc.diagnostics).not.toBe(diagnostics)
    expect(netrc.diagnostics).toEqual(parse(String(netrc)).diagnostics)
  })

  test.each<[string, (netrc: NetrcDocument) => unknown]>([
    ['the value is the same', (netrc) => netrc.set('b', { login: 'v' })],
    ['no field is set', (netrc) => netrc.set('b', {})],
    ['the field is missing', (netrc) => netrc.get('b')?.delete('port')],
    ['the name is the same', (netrc) => netrc.get('b')?.rename('b')],
    ['nothing is removed', (netrc) => netrc.delete('c')],
  ])('but not if %s', (_, edit) => {
    const netrc = parse(TEXT)
    const { diagnostics } = netrc
    edit(netrc)
    expect(String(netrc)).toBe(TEXT)
    expect(netrc.diagnostics).toBe(diagnostics)
  })
})
