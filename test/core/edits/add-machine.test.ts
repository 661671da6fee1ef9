import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { codeOf, untyped } from '../../support/calls.ts'
import { edited, lines } from './edited.ts'

/** Adds new.example with the login `eve` and the password `new`. */
const added = (text: string): string =>
  edited(text, (netrc) => netrc.add('new.example', { login: 'eve', password: 'new' }))

const THREE_LINES = lines('machine new.example', '  login eve', '  password new')

describe('add a machine if there is no model for the layout', () => {
  test.each([
    ['an empty document', '', THREE_LINES],
    ['a byte order mark', '\ufeff', `\ufeff${THREE_LINES}`],
    ['comments only', '# mine\n', `# mine\n\n${THREE_LINES}`],
    ['a comment without a line end', '# mine', `# mine\n\n${THREE_LINES}`],
    ['CRLF', '# mine\r\n', `# mine\r\n\r\n${THREE_LINES.replaceAll('\n', '\r\n')}`],
    ['a machine without fields', 'machine a.example\n', `machine a.example\n${THREE_LINES}`],
    [
      'a machine without fields and line end',
      'machine a.example',
      `machine a.example\n${THREE_LINES}`,
    ],
  ])('%s', (_, text, expected) => {
    expect(added(text)).toBe(expected)
  })
})

describe('add a machine in the layout of the nearest one', () => {
  test.each([
    [
      'one line',
      'machine a login ada password x\n',
      'machine new.example login eve password new\n',
    ],
    [
      'one line with tabs',
      'machine\ta\tlogin\tada\tpassword\tx\n',
      'machine\tnew.example\tlogin\teve\tpassword\tnew\n',
    ],
    [
      'an indent of four blanks',
      'machine a\n    login ada\n',
      'machine new.example\n    login eve\n    password new\n',
    ],
    [
      'an indent of a tab',
      'machine a\n\tpassword x\n',
      'machine new.example\n\tlogin eve\n\tpassword new\n',
    ],
    [
      'unindented',
      'machine a\nlogin ada\npassword x\n',
      'machine new.example\nlogin eve\npassword new\n',
    ],
    [
      'aligned values',
      'machine   a\n  login     ada\n  password  x\n',
      'machine   new.example\n  login     eve\n  password  new\n',
    ],
    [
      'everything indented',
      '  machine a\n    login ada\n',
      '  machine new.example\n    login eve\n    password new\n',
    ],
    [
      'CRLF',
      'machine a\r\n  login ada\r\n',
      'machine new.example\r\n  login eve\r\n  password new\r\n',
    ],
    [
      'two lines',
      'machine a\n  login ada password x\n',
      'machine new.example\n  login eve password new\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(added(text)).toBe(text + expected)
  })

  test('the nearest with fields, not the first', () => {
    const text = 'machine a\n  login ada\nmachine b login bob password x\nmachine c\n'
    expect(added(text)).toBe(`${text}machine new.example login eve password new\n`)
  })

  test('the line ends of the nearest, if they are mixed', () => {
    const text = 'machine a\n  login ada\nmachine b\r\n  login bob\r\n'
    expect(added(text)).toBe(`${text}machine new.example\r\n  login eve\r\n  password new\r\n`)
  })

  test('comments of the nearest are not copied', () => {
    const text = 'machine a # home\n  # me\n  login ada # me\n'
    expect(added(text)).toBe(`${text}machine new.example\n  login eve\n  password new\n`)
  })

  test('fields are in the order login, password, account, and only those that are given', () => {
    expect(
      edited('machine a login ada\n', (netrc) => {
        netrc.add('b', { account: 'x', login: 'eve' })
        netrc.add('c', { password: 'new', account: undefined })
        netrc.add('d', {})
      }),
    ).toBe(
      'machine a login ada\nmachine b login eve account x\nmachine c password new\nmachine d\n',
    )
  })

  test('an awkward name and awkward values are quoted', () => {
    expect(
      edited('machine a login ada\n', (netrc) =>
        netrc.add('my host', { login: '', password: '"#\\' }),
      ),
    ).toBe('machine a login ada\nmachine "my host" login "" password "\\"#\\\\"\n')
  })
})

describe('add a machine at the end', () => {
  test.each([
    [
      'a missing final newline is added first',
      'machine a login ada',
      'machine a login ada\nmachine new.example login eve password new\n',
    ],
    [
      'a missing final newline is added as in the file',
      'machine b login x\r\nmachine a login ada',
      'machine b login x\r\nmachine a login ada\r\nmachine new.example login eve password new\r\n',
    ],
    [
      'an open macro is closed first',
      'machine a login ada\nmacdef m\nput x\n',
      'machine a login ada\nmacdef m\nput x\n\nmachine new.example login eve password new\n',
    ],
    [
      'an open macro without a line end',
      'machine a login ada\nmacdef m\nput x',
      'machine a login ada\nmacdef m\nput x\n\nmachine new.example login eve password new\n',
    ],
    [
      'a closed macro stays',
      'machine a login ada\nmacdef m\nput x\n\n',
      'machine a login ada\nmacdef m\nput x\n\nmachine new.example login eve password new\n',
    ],
    [
      'separate from a comment line',
      'machine a login ada\n# the end\n',
      'machine a login ada\n# the end\n\nmachine new.example login eve password new\n',
    ],
    [
      'after a comment without a line end',
      'machine a login ada # the end',
      'machine a login ada # the end\nmachine new.example login eve password new\n',
    ],
    [
      'after a keyword without a name',
      'machine a login ada\nmachine',
      'machine a login ada\nmachine\nmachine new.example login eve password new\n',
    ],
    [
      'after a field without a value',
      'machine a login ada\n  password\n',
      'machine a login ada\n  password\nmachine new.example login eve\n  password new\n',
    ],
    [
      'after a single word',
      'machine a login ada stray\n',
      'machine a login ada stray\nmachine new.example login eve password new\n',
    ],
  ])('%s', (_, text, expected) => {
    const before = parse(text)
    expect(added(text)).toBe(expected)
    const after = parse(expected)
    expect(after.entries[0]?.macros).toEqual(before.entries[0]?.macros)
    expect(after.entries[0]?.fields).toEqual(before.entries[0]?.fields)
  })

  test('a macro that ends with its name has an empty body, closed or not', () => {
    const netrc = parse('macdef x')
    expect(netrc.macros).toEqual([{ name: 'x', body: '' }])
    netrc.add('a', {})
    expect(String(netrc)).toBe('macdef x\n\nmachine a\n')
    expect(netrc.macros).toEqual([{ name: 'x', body: '' }])
  })

  test('next to others with the name, if the login differs', () => {
    const text = 'machine a login ada password x\n'
    expect(edited(text, (netrc) => netrc.add('a', { login: 'eve', password: 'new' }))).toBe(
      `${text}machine a login eve password new\n`,
    )
    expect(edited(text, (netrc) => netrc.add('A', { login: 'ada', password: 'new' }))).toBe(
      'machine a login ada password new\n',
    )
    expect(edited(text, (netrc) => netrc.add('a', { password: 'new' }))).toBe(
      `${text}machine a password new\n`,
    )
  })
})

describe('add an entry with more fields than the nearest one has', () => {
  test('with the gap of each field that exists, and of the last one for the others', () => {
    const text = '  machine\tb.example login  v\n    password w\n'
    expect(
      edited(text, (netrc) => netrc.add('a', { login: 'u', password: 'p', account: 'c' })),
    ).toBe(`${text}  machine\ta login  u\n    password p\n    account c\n`)
  })

  test('as default with CRLF', () => {
    expect(edited('# c\r\n', (netrc) => netrc.setDefault({ login: 'u' }))).toBe(
      '# c\r\n\r\ndefault\r\n  login u\r\n',
    )
  })

  test('in the layout of the nearest machine with fields, whatever is in between', () => {
    const text = 'machine a\n  login u\nmachine c\tlogin v\nmachine d\nmachine e\n\n'
    expect(edited(text, (netrc) => netrc.add('f', { login: 'x' }))).toBe(
      `${text}machine f\tlogin x\n`,
    )
  })
})

describe('adding a machine', () => {
  test('updates the one with the same login, or otherwise adds one next to it', () => {
    const netrc = parse('machine a.example login one\n')
    expect(netrc.add('a.example', { login: 'one', password: 'p' })).toBe(netrc.get('a.example'))
    const second = netrc.add('a.example', { login: 'two', password: 'q' })
    expect(String(netrc)).toBe(
      'machine a.example login one password p\nmachine a.example login two password q\n',
    )
    expect(netrc.get('a.example', { login: 'two' })).toBe(second)
  })

  test('treats a missing login as equal only to a missing one', () => {
    const netrc = parse('machine a.example login ""\nmachine a.example\n')
    netrc.add('a.example', { password: 'p' })
    netrc.add('a.example', { login: '', password: 'q' })
    expect(String(netrc)).toBe(
      'machine a.example login "" password q\nmachine a.example password p\n',
    )
    netrc.add('b.example', { login: 'u' })
    netrc.add('b.example', {})
    expect(netrc.entries).toHaveLength(4)
  })

  test.each(['', 'a\nb', '\ud83d', undefined, null, 1, {}])(
    'with the name %j is refused',
    (name) => {
      const netrc = parse('default\n')
      expect(codeOf(() => netrc.add(untyped(name), {}))).toBe('unwritable-name')
      expect(codeOf(() => netrc.set(untyped(name), {}))).toBe('unwritable-name')
      expect(String(netrc)).toBe('default\n')
    },
  )
})
