import { describe, expect, test, vi } from 'vitest'
import { findCredentials, type Lookup } from '../../src/credentials.ts'
import { parse } from '../../src/document.ts'

/** The password that a file has for a machine. */
function passwordFor(text: string, name: string | URL, lookup: Lookup = {}): string | undefined {
  return findCredentials(parse(text), name, lookup)?.password
}

describe('findCredentials by a name', () => {
  test('is an ordinary object of three fields', () => {
    const netrc = parse('machine a.example login me password s3cret port 8443\n')
    expect(findCredentials(netrc, 'a.example', {})).toStrictEqual({
      login: 'me',
      password: 's3cret',
      account: undefined,
    })
  })

  test('is undefined where the file has no such machine', () => {
    expect(findCredentials(parse('machine a.example login me\n'), 'b.example', {})).toBeUndefined()
    expect(findCredentials(parse(''), 'a.example', {})).toBeUndefined()
  })

  test('is the machine whose name is the same but for ASCII case', () => {
    expect(passwordFor('machine A.Example password s3cret\n', 'a.example')).toBe('s3cret')
  })

  test('takes the first machine of the name, or the one with the login', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine a.example login two password s3cret-2\n',
    ].join('')
    expect(passwordFor(text, 'a.example')).toBe('s3cret-1')
    expect(passwordFor(text, 'a.example', { login: 'two' })).toBe('s3cret-2')
    expect(passwordFor(text, 'a.example', { login: 'three' })).toBeUndefined()
  })

  test('looks a text up as it stands, also where it looks like a URL', () => {
    const text =
      'machine https://a.example/ password s3cret-1\nmachine a.example password s3cret-2\n'
    expect(passwordFor(text, 'https://a.example/')).toBe('s3cret-1')
    expect(passwordFor(text, 'http://a.example/')).toBeUndefined()
    expect(passwordFor(text, 'me@a.example')).toBeUndefined()
    expect(passwordFor(text, 'a.example:443')).toBeUndefined()
    expect(passwordFor('machine ::1 password s3cret\n', '[::1]')).toBeUndefined()
  })

  test.each(['__proto__', 'constructor', 'toString'])('finds no %s that is not there', (name) => {
    expect(findCredentials(parse('machine a.example login me\n'), name, {})).toBeUndefined()
  })

  test('is there for an entry with only one of the three, also an empty one', () => {
    const found = (text: string) => findCredentials(parse(text), 'a.example', {})
    const none = { login: undefined, password: undefined, account: undefined }
    expect(found('machine a.example login me\n')).toEqual({ ...none, login: 'me' })
    expect(found('machine a.example password s3cret\n')).toEqual({ ...none, password: 's3cret' })
    expect(found('machine a.example account team\n')).toEqual({ ...none, account: 'team' })
    expect(found('machine a.example password ""\n')).toEqual({ ...none, password: '' })
  })

  test('takes an entry that says nothing for none', () => {
    expect(findCredentials(parse('machine a.example\n'), 'a.example', {})).toBeUndefined()
    const further = parse('machine a.example port 8443\n')
    expect(findCredentials(further, 'a.example', {})).toBeUndefined()
  })
})

describe('findCredentials and `default`', () => {
  const text =
    'machine a.example login me password s3cret\ndefault login you password other-s3cret\n'

  test('asks `default` only where it is told to', () => {
    expect(passwordFor(text, 'b.example')).toBeUndefined()
    expect(passwordFor(text, 'b.example', { useDefault: false })).toBeUndefined()
    expect(passwordFor(text, 'b.example', { useDefault: undefined })).toBeUndefined()
    expect(passwordFor(text, 'b.example', { useDefault: true })).toBe('other-s3cret')
  })

  test('does not ask it where the machine has something', () => {
    expect(passwordFor(text, 'a.example', { useDefault: true })).toBe('s3cret')
    const onlyLogin = 'machine a.example login me\ndefault login you password other-s3cret\n'
    expect(findCredentials(parse(onlyLogin), 'a.example', { useDefault: true })).toEqual({
      login: 'me',
      password: undefined,
      account: undefined,
    })
  })

  test('asks it for a machine that says nothing', () => {
    const empty = 'machine a.example\ndefault login you password other-s3cret\n'
    expect(passwordFor(empty, 'a.example')).toBeUndefined()
    expect(passwordFor(empty, 'a.example', { useDefault: true })).toBe('other-s3cret')
  })

  test('counts it only if it has the login asked for', () => {
    const ask = (login: string) => passwordFor(text, 'b.example', { useDefault: true, login })
    expect(ask('you')).toBe('other-s3cret')
    expect(ask('me')).toBeUndefined()
    const nameless = 'default password other-s3cret\n'
    expect(passwordFor(nameless, 'b.example', { useDefault: true })).toBe('other-s3cret')
    expect(passwordFor(nameless, 'b.example', { useDefault: true, login: 'me' })).toBeUndefined()
  })

  test('finds no machine of the name default', () => {
    expect(passwordFor('default password s3cret\n', 'default')).toBeUndefined()
  })
})

describe('findCredentials by a URL', () => {
  test('asks for host and port, then for the host', () => {
    const both = 'machine a.example password s3cret\nmachine a.example:8443 password port-s3cret\n'
    expect(passwordFor(both, new URL('https://a.example:8443/x'))).toBe('port-s3cret')
    expect(passwordFor(both, new URL('https://a.example:9443/x'))).toBe('s3cret')
    expect(passwordFor(both, new URL('https://a.example/x'))).toBe('s3cret')
    const onlyPort = 'machine a.example:8443 password port-s3cret\n'
    expect(passwordFor(onlyPort, new URL('https://a.example/'))).toBeUndefined()
  })

  test('names no port where it is the usual one', () => {
    const text = 'machine a.example:443 password port-s3cret\nmachine a.example password s3cret\n'
    expect(passwordFor(text, new URL('https://a.example:443/'))).toBe('s3cret')
  })

  test('falls on to the host where the entry with the port says nothing', () => {
    const text = 'machine a.example:8443\nmachine a.example password s3cret\n'
    expect(passwordFor(text, new URL('https://a.example:8443/'))).toBe('s3cret')
  })

  test('falls on to the host where the entry with the port has another login', () => {
    const text = [
      'machine a.example:8443 login one password s3cret-1\n',
      'machine a.example login two password s3cret-2\n',
    ].join('')
    expect(passwordFor(text, new URL('https://two@a.example:8443/'))).toBe('s3cret-2')
  })

  test('asks for an IPv6 address without brackets', () => {
    const text = 'machine ::1 password s3cret\n'
    expect(passwordFor(text, new URL('http://[::1]/'))).toBe('s3cret')
    expect(passwordFor(text, new URL('http://[::1]:8080/'))).toBe('s3cret')
    const withPort = 'machine [::1]:8080 password s3cret\n'
    expect(passwordFor(withPort, new URL('http://[::1]:8080/'))).toBe('s3cret')
    expect(passwordFor(withPort, new URL('http://[::1]/'))).toBeUndefined()
  })

  test('does not take an IPv6 address and a port for another address', () => {
    const text = 'machine ::1:8080 password s3cret\n'
    expect(passwordFor(text, new URL('http://[::1]:8080/'))).toBeUndefined()
    expect(passwordFor(text, new URL('http://[::1:8080]/'))).toBe('s3cret')
  })

  test('finds nothing for a URL without a host', () => {
    const text = 'machine "" password s3cret\n'
    expect(passwordFor(text, new URL('file:///etc/passwd'))).toBeUndefined()
    expect(passwordFor(text, new URL('mailto:me@a.example'))).toBeUndefined()
  })

  test('asks for what the URL parser calls the host', () => {
    const text = 'machine xn--bcher-kva.example password s3cret\n'
    expect(passwordFor(text, new URL('https://BÜCHER.example/'))).toBe('s3cret')
    expect(passwordFor('machine 127.0.0.1 password s3cret\n', new URL('http://0x7f.1/'))).toBe(
      's3cret',
    )
  })

  test('takes its user name, percent-decoded, for the login', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine a.example login two@mail.example password s3cret-2\n',
    ].join('')
    expect(passwordFor(text, new URL('https://a.example/'))).toBe('s3cret-1')
    expect(passwordFor(text, new URL('https://two%40mail.example@a.example/'))).toBe('s3cret-2')
    expect(passwordFor(text, new URL('https://three@a.example/'))).toBeUndefined()
  })

  test('takes a user name that cannot be decoded as it stands', () => {
    const text = 'machine a.example login 100%zz password s3cret\n'
    expect(passwordFor(text, new URL('https://100%zz@a.example/'))).toBe('s3cret')
    const other = `machine a.example login ada password s3cret-1\n${text}`
    expect(passwordFor(other, new URL('https://100%zz@a.example/'))).toBe('s3cret')
  })

  test('asks for its host, and first with the port that it names', () => {
    const asked = (url: string): string[] => {
      const netrc = parse('machine b.example login ada\n')
      const get = vi.spyOn(netrc, 'get')
      findCredentials(netrc, new URL(url), {})
      return get.mock.calls.map(([name]) => name)
    }
    expect(asked('https://a.example/')).toEqual(['a.example'])
    expect(asked('https://a.example:8443/')).toEqual(['a.example:8443', 'a.example'])
  })

  test('takes the login of the options before that of the URL', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine a.example login two password s3cret-2\n',
    ].join('')
    const url = new URL('https://one@a.example/')
    expect(passwordFor(text, url, { login: 'two' })).toBe('s3cret-2')
    expect(passwordFor(text, url, { login: undefined })).toBe('s3cret-1')
  })

  test('does not hand out a password that the URL itself has', () => {
    const text = 'machine a.example login me\n'
    expect(passwordFor(text, new URL('https://me:from-the-url@a.example/'))).toBeUndefined()
  })

  test('asks `default` after both names, with the login of the URL', () => {
    const text = 'default login me password s3cret\n'
    const ask = (url: string) => passwordFor(text, new URL(url), { useDefault: true })
    expect(ask('https://a.example:8443/')).toBe('s3cret')
    expect(ask('https://me@a.example/')).toBe('s3cret')
    expect(ask('https://you@a.example/')).toBeUndefined()
  })
})

describe('findCredentials does not repeat what others did', () => {
  test('requests, CVE-2024-47081: another host in front of the @ gets nothing', () => {
    const text = 'machine example.com login me password s3cret\n'
    const url = new URL('http://example.com:@evil.example/')
    expect(findCredentials(parse(text), url, {})).toBeUndefined()
    expect(findCredentials(parse(text), url, { useDefault: true })).toBeUndefined()
  })

  test('curl, CVE-2024-11053: an entry without a password has none, and no neighbour’s', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine b.example login two\n',
      'machine c.example\n',
      'machine d.example login four password s3cret-4\n',
    ].join('')
    expect(findCredentials(parse(text), 'b.example', { useDefault: true })).toEqual({
      login: 'two',
      password: undefined,
      account: undefined,
    })
    expect(findCredentials(parse(text), 'c.example', { useDefault: true })).toBeUndefined()
  })

  test('curl, CVE-2025-0167: a `default` that says nothing gives nothing', () => {
    const text = 'machine a.example login me password s3cret\ndefault\n'
    expect(findCredentials(parse(text), 'b.example', { useDefault: true })).toBeUndefined()
    const before = 'default\nmachine a.example login me password s3cret\n'
    expect(findCredentials(parse(before), 'b.example', { useDefault: true })).toBeUndefined()
  })
})
