import { describe, expect, test } from 'vitest'
import { edited, lines } from './edited.ts'

describe('set a missing field', () => {
  test.each([
    [
      'on a line of its own, as the others',
      'machine a.example\n  login ada\n',
      'machine a.example\n  login ada\n  password new\n',
    ],
    [
      'on the one line',
      'machine a.example login ada\n',
      'machine a.example login ada password new\n',
    ],
    [
      'on the one line, by tabs',
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
      'without a final newline, on the one line',
      'machine a.example login ada',
      'machine a.example login ada password new',
    ],
    [
      'behind a comment that ends the line of the last field',
      'machine a.example\n  login ada # work\n',
      'machine a.example\n  login ada # work\n  password new\n',
    ],
    [
      'before a comment that ends the one line',
      'machine a.example login ada # work\n',
      'machine a.example login ada password new # work\n',
    ],
    [
      'apart from a comment that touches the last word',
      'machine a.example login "ada"# work\n',
      'machine a.example login "ada" password new # work\n',
    ],
    [
      'behind the last field, above a macro',
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
      'before the next entry of the line',
      'machine a.example login ada machine b.example login eve\n',
      'machine a.example login ada password new machine b.example login eve\n',
    ],
    [
      'where some fields are on the line of the name, and the last is not',
      'machine a.example login ada\n    account x\n',
      'machine a.example login ada\n    account x\n    password new\n',
    ],
    [
      'in the words and the case of the library',
      'MACHINE a.example LOGIN ada\n',
      'MACHINE a.example LOGIN ada password new\n',
    ],
    [
      'behind a byte order mark',
      '\ufeffmachine a.example login ada\n',
      '\ufeffmachine a.example login ada password new\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (netrc) => netrc.set('a.example', { password: 'new' }))).toBe(expected)
  })

  test.each([
    [
      'on lines of their own',
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
      'with an account before it',
      'machine a.example account x password old\n',
      'machine a.example account x login ada password old\n',
    ],
    [
      'whose value is missing',
      'machine a.example\n  password\n',
      'machine a.example\n  login ada\n  password\n',
    ],
  ])('login goes before password: %s', (_, text, expected) => {
    expect(edited(text, (netrc) => netrc.set('a.example', { login: 'ada' }))).toBe(expected)
  })

  test('several fields go in the order login, password, account', () => {
    expect(
      edited('machine a.example\n', (netrc) =>
        netrc.set('a.example', { account: 'x', password: 's3cret', login: 'ada' }),
      ),
    ).toBe('machine a.example\n  login ada\n  password s3cret\n  account x\n')
  })

  test('a machine without fields takes the layout of the nearest one', () => {
    const text = lines('machine a.example', 'machine b.example', '\tlogin\teve')
    expect(edited(text, (netrc) => netrc.set('a.example', { login: 'ada' }))).toBe(
      lines('machine a.example', '\tlogin\tada', 'machine b.example', '\tlogin\teve'),
    )
  })

  test('a machine without a name gets no name by it', () => {
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

  test('a keyword as a value is bare behind a keyword and quoted behind a further field', () => {
    const text = 'default\nlogin user\n'
    expect(edited(text, (netrc) => netrc.setDefault({ password: 'user' }))).toBe(
      'default\nlogin user\npassword user\n',
    )
    expect(edited(text, (netrc) => netrc.default?.set('token', 'user'))).toBe(
      'default\nlogin user\ntoken "user"\n',
    )
  })

  test('a further field is written as it is asked for, and does not lose its value to a lone word', () => {
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
