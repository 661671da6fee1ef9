import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { edited, expectRefused, lines } from './edited.ts'

describe('what other packages get wrong', () => {
  test('a blank line between entries stays', () => {
    const text = 'machine a.example\n  password old\n\nmachine b.example\n  password x\n'
    expect(edited(text, (netrc) => netrc.set('a.example', { password: 'new' }))).toBe(
      'machine a.example\n  password new\n\nmachine b.example\n  password x\n',
    )
  })

  test('`# machine x` in a comment is not an entry', () => {
    const text = '# machine x.example login evil\nmachine a.example login ada # machine y.example\n'
    expect(parse(text).entries.map(({ name }) => name)).toEqual(['a.example'])
    expect(edited(text, (netrc) => netrc.set('x.example', { login: 'eve' }))).toBe(
      `${text}machine x.example login eve\n`,
    )
  })

  test('`password a#b` is not truncated to `a`', () => {
    expect(parse('machine a.example password a#b # note\n').get('a.example')?.password).toBe('a#b')
  })

  test('two blanks between words are one gap, and stay two', () => {
    const text = 'machine  a.example  login  ada  password  old\n'
    expect(edited(text, (netrc) => netrc.set('a.example', { password: 'new' }))).toBe(
      'machine  a.example  login  ada  password  new\n',
    )
  })

  test('several entries on one line are several entries', () => {
    const text = 'machine a.example login ada machine b.example login bob\n'
    expect(parse(text).entries.map(({ name, login }) => [name, login])).toEqual([
      ['a.example', 'ada'],
      ['b.example', 'bob'],
    ])
    expect(edited(text, (netrc) => netrc.set('b.example', { login: 'new' }))).toBe(
      'machine a.example login ada machine b.example login new\n',
    )
  })

  test('the second entry of a host is not deleted', () => {
    const text = lines(
      'machine a.example login ada password old',
      'machine a.example login eve password x',
    )
    expect(edited(text, (netrc) => netrc.set('a.example', { password: 'new' }))).toBe(
      lines('machine a.example login ada password new', 'machine a.example login eve password x'),
    )
    expect(edited(text, (netrc) => netrc.delete('a.example', { login: 'ada' }))).toBe(
      lines('machine a.example login eve password x'),
    )
  })

  test('login and password are not swapped if they are in another order', () => {
    const text = 'machine a.example password old login ada\n'
    expect(parse(text).get('a.example')).toMatchObject({ login: 'ada', password: 'old' })
    expect(edited(text, (netrc) => netrc.set('a.example', { login: 'eve', password: 'new' }))).toBe(
      'machine a.example password new login eve\n',
    )
  })

  test('a macro body with `machine` in it is not an entry', () => {
    const text = 'macdef init\nmachine x.example login evil\n\nmachine a.example password old\n'
    expect(parse(text).entries.map(({ name }) => name)).toEqual(['a.example'])
    expect(edited(text, (netrc) => netrc.delete('x.example'))).toBe(text)
    expect(edited(text, (netrc) => netrc.set('a.example', { password: 'new' }))).toBe(
      text.replace('old', 'new'),
    )
  })

  test('with CRLF, names and values have no `\\r`', () => {
    const text = 'machine a.example\r\nlogin ada\r\npassword old\r\n'
    expect(parse(text).get('a.example')).toMatchObject({ login: 'ada', password: 'old' })
    expect(edited(text, (netrc) => netrc.set('a.example', { password: 'new', account: 'x' }))).toBe(
      'machine a.example\r\nlogin ada\r\npassword new\r\naccount x\r\n',
    )
  })

  test('`default` is kept, and a new machine is added above it', () => {
    const text = 'machine a.example login ada\ndefault login anonymous password x\n'
    expect(edited(text, (netrc) => netrc.set('b.example', { login: 'bob' }))).toBe(
      'machine a.example login ada\nmachine b.example login bob\ndefault login anonymous password x\n',
    )
  })

  test('a new entry is not joined to a last line without a line end', () => {
    expect(
      edited('machine a.example login ada', (netrc) => netrc.set('b.example', { login: 'bob' })),
    ).toBe('machine a.example login ada\nmachine b.example login bob\n')
  })

  test('a new entry is not put inside a comment', () => {
    expect(
      edited('machine a.example login ada # me', (netrc) =>
        netrc.set('b.example', { login: 'bob' }),
      ),
    ).toBe('machine a.example login ada # me\nmachine b.example login bob\n')
  })

  test('a new entry is not put inside an open macro', () => {
    const text = 'machine a.example login ada\nmacdef init\nput x\n'
    expect(edited(text, (netrc) => netrc.set('b.example', { login: 'bob' }))).toBe(
      `${text}\nmachine b.example login bob\n`,
    )
  })

  test('removing a machine does not take the comment above the next one', () => {
    const text = 'machine a.example login ada\n# work\nmachine b.example login bob\n'
    expect(edited(text, (netrc) => netrc.delete('a.example'))).toBe(
      '# work\nmachine b.example login bob\n',
    )
  })

  test('a host can be deleted and added again in one document', () => {
    const text = 'machine a.example login ada password old\nmachine b.example login bob\n'
    expect(
      edited(text, (netrc) => {
        netrc.delete('a.example')
        netrc.set('a.example', { login: 'ada', password: 'new' })
        expect(netrc.get('a.example')?.password).toBe('new')
        netrc.delete('a.example')
        expect(netrc.has('a.example')).toBe(false)
        netrc.set('a.example', { login: 'eve' })
      }),
    ).toBe('machine b.example login bob\nmachine a.example login eve\n')
  })

  test("a missing value does not take the next entry's words", () => {
    const text = 'machine a.example\n  login ada\n  password\nmachine b.example\n  login bob\n'
    expect(parse(text).entries.map(({ name, password }) => [name, password])).toEqual([
      ['a.example', undefined],
      ['b.example', undefined],
    ])
    expect(edited(text, (netrc) => netrc.set('a.example', { password: 'new' }))).toBe(
      'machine a.example\n  login ada\n  password new\nmachine b.example\n  login bob\n',
    )
  })

  test('values with blanks are not written without quotes', () => {
    expect(
      edited('', (netrc) => netrc.set('a.example', { login: 'ada l', password: 'a b c' })),
    ).toBe('machine a.example\n  login "ada l"\n  password "a b c"\n')
  })

  test('a value with a newline does not create a machine', () => {
    expectRefused('machine a.example login ada\n', 'unwritable-value', (netrc) =>
      netrc.set('a.example', { password: 'x\nmachine evil.example login mallory' }),
    )
  })
})
