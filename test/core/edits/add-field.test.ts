import { describe, expect, test } from 'vitest'
import { edited, lines } from './edited.ts'

describe('set a missing field', () => {
  test.each([
    [
      'on its own line, like the others',
      'machine a.example\n  login ada\n',
      'machine a.example\n  login ada\n  password new\n',
    ],
    [
      'on the same line',
      'machine a.example login ada\n',
      'machine a.example login ada password new\n',
    ],
    [
      'on the same line, with tabs',
      'machine\ta.example\tlogin\tada\n',
      'machine\ta.example\tlogin\tada\tpassword\tnew\n',
    ],
    [
      'indented by a tab',
      'machine a.example\n\tlogin\tada\n',
      'machine a.example\n\tlogin\tada\n\tpassword\tnew\n',
    ],
    [
      'unindented',
      'machine a.example\nlogin ada\n',
      'machine a.example\nlogin ada\npassword new\n',
    ],
    [
      'with CRLF',
      'machine a.example\r\n  login ada\r\n',
      'machine a.example\r\n  login ada\r\n  password new\r\n',
    ],
    [
      'without a final newline',
      'machine a.example\n  login ada',
      'machine a.example\n  login ada\n  password new',
    ],
    [
      'without a final newline, on the same line',
      'machine a.example login ada',
      'machine a.example login ada password new',
    ],
    [
      'after a comment at the end of the line of the last field',
      'machine a.example\n  login ada # work\n',
      'machine a.example\n  login ada # work\n  password new\n',
    ],
    [
      'before a comment that ends the line',
      'machine a.example login ada # work\n',
      'machine a.example login ada password new # work\n',
    ],
    [
      'apart from a comment that touches the last word',
      'machine a.example login "ada"# work\n',
      'machine a.example login "ada" password new # work\n',
    ],
    [
      'after the last field, above a macro',
      'machine a.example\n  login ada\nmacdef m\nput x\n\nmachine b.example\n',
      'machine a.example\n  login ada\n  password new\nmacdef m\nput x\n\nmachine b.example\n',
    ],
    [
      'above a comment line of the document',
      'machine a.example\n  login ada\n# next\nmachine b.example\n  login eve\n',
      'machine a.example\n  login ada\n  password new\n# next\nmachine b.example\n  login eve\n',
    ],
    [
      'above empty lines',
      'machine a.example\n  login ada\n\nmachine b.example\n  login eve\n',
      'machine a.example\n  login ada\n  password new\n\nmachine b.example\n  login eve\n',
    ],
    [
      'before the next entry on the line',
      'machine a.example login ada machine b.example login eve\n',
      'machine a.example login ada password new machine b.example login eve\n',
    ],
    [
      'before the next entry, which touches the quoted name',
      'machine "a.example"machine b.example\n',
      'machine "a.example"\n  password new machine b.example\n',
    ],
    [
      'if some fields are on the line of the name, and the last is not',
      'machine a.example login ada\n    account x\n',
      'machine a.example login ada\n    account x\n    password new\n',
    ],
    [
      'with the keywords and the case of the library',
      'MACHINE a.example LOGIN ada\n',
      'MACHINE a.example LOGIN ada password new\n',
    ],
    [
      'after a byte order mark',
      '\ufeffmachine a.example login ada\n',
      '\ufeffmachine a.example login ada password new\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (netrc) => netrc.set('a.example', { password: 'new' }))).toBe(expected)
  })

  test.each([
    [
      'on their own lines',
      'machine a.example\n  password old # key\n',
      'machine a.example\n  login ada\n  password old # key\n',
    ],
    [
      'on the one line',
      'machine a.example password old\n',
      'machine a.example login ada password old\n',
    ],
    [
      'with CRLF and tabs',
      'machine a.example\r\n\tpassword old\r\n',
      'machine a.example\r\n\tlogin ada\r\n\tpassword old\r\n',
    ],
    [
      'before `passwd`',
      'machine a.example passwd old\n',
      'machine a.example login ada passwd old\n',
    ],
    [
      'in its layout, not in that of the last field',
      'machine a.example\n  password old\n\taccount x\n',
      'machine a.example\n  login ada\n  password old\n\taccount x\n',
    ],
    [
      'with an account before it',
      'machine a.example account x password old\n',
      'machine a.example account x login ada password old\n',
    ],
    [
      'whose value is missing',
      'machine a.example\n  password\n',
      'machine a.example\n  login ada\n  password\n',
    ],
  ])('login comes before password: %s', (_, text, expected) => {
    expect(edited(text, (netrc) => netrc.set('a.example', { login: 'ada' }))).toBe(expected)
  })

  test('several fields are in the order login, password, account', () => {
    expect(
      edited('machine a.example\n', (netrc) =>
        netrc.set('a.example', { account: 'x', password: 's3cret', login: 'ada' }),
      ),
    ).toBe('machine a.example\n  login ada\n  password s3cret\n  account x\n')
  })

  test('a machine without fields gets the layout of the nearest one', () => {
    const text = lines('machine a.example', 'machine b.example', '\tlogin\teve')
    expect(edited(text, (netrc) => netrc.set('a.example', { login: 'ada' }))).toBe(
      lines('machine a.example', '\tlogin\tada', 'machine b.example', '\tlogin\teve'),
    )
  })

  test('a machine without a name does not get a name from it', () => {
    expect(edited('machine\n', (netrc) => netrc.entries[0]?.set('login', 'ada'))).toBe(
      'machine\n  login ada\n',
    )
  })

  test('the default entry', () => {
    const text = 'machine a.example login ada\ndefault login anonymous\n'
    expect(edited(text, (netrc) => netrc.setDefault({ password: 'user' }))).toBe(
      'machine a.example login ada\ndefault login anonymous password user\n',
    )
  })

  test('a keyword as a value is bare after a keyword and quoted after a further field', () => {
    const text = 'default\nlogin user\n'
    expect(edited(text, (netrc) => netrc.setDefault({ password: 'user' }))).toBe(
      'default\nlogin user\npassword user\n',
    )
    expect(edited(text, (netrc) => netrc.default?.set('token', 'user'))).toBe(
      'default\nlogin user\ntoken "user"\n',
    )
  })

  test('a further field is written as given, and does not lose its value to a single word', () => {
    const text = 'machine a.example\n  login ada\n  stray\n'
    const netrc = edited(text, (document) => document.get('a.example')?.set('Port', '8443'))
    expect(netrc).toBe('machine a.example\n  login ada\n  Port 8443\n  stray\n')
  })

  test('a macro inside the entry keeps its body', () => {
    const text = 'machine a.example\n  login ada\nmacdef m\nput x\n'
    const netrc = edited(text, (document) => {
      document.set('a.example', { password: 'new' })
      expect(document.get('a.example')?.macros).toEqual([{ name: 'm', body: 'put x' }])
    })
    expect(netrc.replace('  password new\n', '')).toBe(text)
  })
})

/** Sets a field of the first entry of a text. */
const set = (text: string, field: string, value: string): string =>
  edited(text, (netrc) => netrc.entries[0]?.set(field, value))

describe('a missing field comes after the last one', () => {
  test.each([
    [
      'before empty lines with CRLF',
      'machine a.example\r\n\tlogin  u # me\r\n\r\n',
      'machine a.example\r\n\tlogin  u # me\r\n\taccount  c\r\n\r\n',
    ],
    [
      'before a comment that ends the line, with tabs as on the line',
      'machine a.example login\tu # me\n',
      'machine a.example login\tu account\tc # me\n',
    ],
    [
      'which has no value',
      'default login u\n  password\n',
      'default login u\n  password\n  account c\n',
    ],
    [
      'and the blanks that end its line',
      'default\n  login u  \n',
      'default\n  login u  \n  account c\n',
    ],
    [
      'and before the blanks that end the file',
      'default\n  login u  ',
      'default\n  login u\n  account c  ',
    ],
    [
      'and before a macro on its line',
      'default login u macdef m\nx\n\n',
      'default login u account c macdef m\nx\n\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(set(text, 'account', 'c')).toBe(expected)
  })

  test('or before the password, if a macro has begun the line', () => {
    expect(set('machine a.example macdef m\nx\n\n  password p\n', 'login', 'u')).toBe(
      'machine a.example macdef m\nx\n\n  login u\n  password p\n',
    )
  })

  test('or otherwise after the name, if a single word would take it as its value', () => {
    expect(set('machine a.example\nlogin\n', 'port', '1')).toBe(
      'machine a.example\nport 1\nlogin\n',
    )
  })

  test('or otherwise after a macro, if the machine has no name either', () => {
    expect(set('machine\nmacdef m\nx\n\nlogin\n', 'port', '1')).toBe(
      'machine\nmacdef m\nx\n\nport 1\nlogin\n',
    )
  })

  test('but not between the next machine and its comment', () => {
    expect(set('machine\nmacdef m\n\n# note\nmachine b\n', 'port', '1')).toBe(
      'machine\nmacdef m\n\n  port 1\n# note\nmachine b\n',
    )
  })

  test('and is quoted if its value is a keyword and its name is not', () => {
    expect(set('default', 'port', 'login')).toBe('default\n  port "login"')
    expect(set('default', 'account', 'login')).toBe('default\n  account login')
  })

  test('and separate from a quoted word that it would touch', () => {
    expect(set('machine "a.example""a b"\n', 'port', 'x"')).toBe(
      'machine "a.example"\n  port x" "a b"\n',
    )
  })

  test('on its own line, if it would close an open quote on the line', () => {
    expect(set('default token "x\n', 'login', 'a b')).toBe('default token "x\n  login "a b"\n')
  })
})

describe('a machine without fields gets the layout', () => {
  test.each([
    [
      'of the machine above, though another one is as near',
      'machine b\n  login u\nmachine a.example\nmachine c\tlogin v\n',
      'machine b\n  login u\nmachine a.example\n  login w\nmachine c\tlogin v\n',
    ],
    [
      'of a machine, though a default is nearer',
      'machine c\n    login v\nmachine b\nmachine a.example\ndefault\tlogin u\n',
      'machine c\n    login v\nmachine b\nmachine a.example\n    login w\ndefault\tlogin u\n',
    ],
    [
      'of the library, not of a field above the first entry',
      'login\tu\nmachine a.example\n',
      'login\tu\nmachine a.example\n  login w\n',
    ],
    [
      'of one far below, if nothing is nearer',
      'machine a.example\nmachine b\nmachine c\nmachine d\tlogin u\n',
      'machine a.example\tlogin w\nmachine b\nmachine c\nmachine d\tlogin u\n',
    ],
    [
      'of a default, if no machine has fields',
      'machine a.example\ndefault\tlogin u\n',
      'machine a.example\tlogin w\ndefault\tlogin u\n',
    ],
    [
      'with the line end of the first line',
      '# c\r\nmachine a.example',
      '# c\r\nmachine a.example\r\n  login w',
    ],
    ['with LF, if there is no line end', 'machine a.example', 'machine a.example\n  login w'],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (netrc) => netrc.set('a.example', { login: 'w' }))).toBe(expected)
  })
})
