import { describe, expect, test } from 'vitest'
import { type Lookup, parse } from '../../src/core.ts'

/** Returns the password that a file has for a machine. */
function passwordFor(text: string, name: string | URL, lookup: Lookup = {}): string | undefined {
  return parse(text).credentials(name, lookup)?.password
}

describe('looking up credentials by name', () => {
  test('returns an ordinary object with the fields of the machine', () => {
    const netrc = parse('machine a.example login me password s3cret port 8443\n')
    expect(netrc.credentials('a.example')).toStrictEqual({
      login: 'me',
      password: 's3cret',
    })
  })

  test('returns undefined if the file does not have the machine', () => {
    expect(parse('machine a.example login me\n').credentials('b.example')).toBeUndefined()
    expect(parse('').credentials('a.example')).toBeUndefined()
  })

  test('uses a machine whose name differs only in ASCII case', () => {
    expect(passwordFor('machine A.Example password s3cret\n', 'a.example')).toBe('s3cret')
  })

  test('uses the first machine with the name, or the one with the login', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine a.example login two password s3cret-2\n',
    ].join('')
    expect(passwordFor(text, 'a.example')).toBe('s3cret-1')
    expect(passwordFor(text, 'a.example', { login: 'two' })).toBe('s3cret-2')
    expect(passwordFor(text, 'a.example', { login: 'three' })).toBeUndefined()
  })

  test('uses the next machine with the name if the first has no fields', () => {
    const text = 'machine a.example\nmachine a.example port 1\nmachine A.example login me\n'
    expect(parse(text).credentials('a.example')).toStrictEqual({ login: 'me' })
  })

  test('prefers machines in exactly this case', () => {
    const text = 'machine A.example password s3cret-1\nmachine a.example password s3cret-2\n'
    expect(passwordFor(text, 'a.example')).toBe('s3cret-2')
    expect(passwordFor('machine a.example\nmachine A.example password s\n', 'a.example')).toBe('s')
  })

  test('does not match a part of another name', () => {
    const text = 'machine a.example password s3cret\n'
    for (const name of [
      'example',
      'b.a.example',
      'a.example.org',
      'a.example.',
      'a.example:443',
      'me@a.example',
      '',
    ])
      expect(parse(text).credentials(name), name).toBeUndefined()
    expect(passwordFor('machine ::1 password s3cret\n', '[::1]')).toBeUndefined()
  })

  test.each(['__proto__', 'constructor', 'toString'])('does not find a missing %s', (name) => {
    expect(parse('machine a.example login me\n').credentials(name)).toBeUndefined()
  })

  test('works for an entry with only one of the three fields, even an empty one', () => {
    const found = (text: string) => parse(text).credentials('a.example')
    expect(found('machine a.example login me\n')).toStrictEqual({ login: 'me' })
    expect(found('machine a.example password s3cret\n')).toEqual({ password: 's3cret' })
    expect(found('machine a.example account team\n')).toEqual({ account: 'team' })
    expect(found('machine a.example password ""\n')).toEqual({ password: '' })
  })

  test('ignores an entry without fields', () => {
    expect(parse('machine a.example\n').credentials('a.example')).toBeUndefined()
    const further = parse('machine a.example port 8443\n')
    expect(further.credentials('a.example')).toBeUndefined()
  })
})

describe('looking up credentials with `default`', () => {
  const text =
    'machine a.example login me password s3cret\ndefault login you password other-s3cret\n'

  test('uses `default` only if asked to', () => {
    expect(passwordFor(text, 'b.example')).toBeUndefined()
    expect(passwordFor(text, 'b.example', { useDefault: false })).toBeUndefined()
    expect(passwordFor(text, 'b.example', { useDefault: undefined })).toBeUndefined()
    expect(passwordFor(text, 'b.example', { useDefault: true })).toBe('other-s3cret')
  })

  test('does not use it if the machine has fields', () => {
    expect(passwordFor(text, 'a.example', { useDefault: true })).toBe('s3cret')
    const onlyLogin = 'machine a.example login me\ndefault login you password other-s3cret\n'
    expect(parse(onlyLogin).credentials('a.example', { useDefault: true })).toEqual({
      login: 'me',
    })
  })

  test('uses it for a machine without fields', () => {
    const empty = 'machine a.example\ndefault login you password other-s3cret\n'
    expect(passwordFor(empty, 'a.example')).toBeUndefined()
    expect(passwordFor(empty, 'a.example', { useDefault: true })).toBe('other-s3cret')
  })

  test('uses it only if it has the requested login', () => {
    const ask = (login: string) => passwordFor(text, 'b.example', { useDefault: true, login })
    expect(ask('you')).toBe('other-s3cret')
    expect(ask('me')).toBeUndefined()
    const nameless = 'default password other-s3cret\n'
    expect(passwordFor(nameless, 'b.example', { useDefault: true })).toBe('other-s3cret')
    expect(passwordFor(nameless, 'b.example', { useDefault: true, login: 'me' })).toBeUndefined()
  })

  test('does not find a machine named default', () => {
    expect(passwordFor('default password s3cret\n', 'default')).toBeUndefined()
  })
})

describe('looking up credentials by URL', () => {
  test('looks up host and port, then the host', () => {
    const both = 'machine a.example password s3cret\nmachine a.example:8443 password port-s3cret\n'
    expect(passwordFor(both, new URL('https://a.example:8443/x'))).toBe('port-s3cret')
    expect(passwordFor(both, new URL('https://a.example:9443/x'))).toBe('s3cret')
    expect(passwordFor(both, new URL('https://a.example/x'))).toBe('s3cret')
    const onlyPort = 'machine a.example:8443 password port-s3cret\n'
    expect(passwordFor(onlyPort, new URL('https://a.example/'))).toBeUndefined()
  })

  test('does not use a name that ends in a colon', () => {
    const text = 'machine a.example: password wrong\nmachine a.example password s3cret\n'
    expect(passwordFor(text, new URL('https://a.example/'))).toBe('s3cret')
  })

  test('does not use the port if it is the default port', () => {
    const text = 'machine a.example:443 password port-s3cret\nmachine a.example password s3cret\n'
    expect(passwordFor(text, new URL('https://a.example:443/'))).toBe('s3cret')
  })

  test('continues with the host if the entry with the port has no fields', () => {
    const text = 'machine a.example:8443\nmachine a.example password s3cret\n'
    expect(passwordFor(text, new URL('https://a.example:8443/'))).toBe('s3cret')
  })

  test('continues with the host if the entry with the port has another login', () => {
    const text = [
      'machine a.example:8443 login one password s3cret-1\n',
      'machine a.example login two password s3cret-2\n',
    ].join('')
    expect(passwordFor(text, new URL('https://two@a.example:8443/'))).toBe('s3cret-2')
  })

  test('looks up an IPv6 address without brackets', () => {
    const text = 'machine ::1 password s3cret\n'
    expect(passwordFor(text, new URL('http://[::1]/'))).toBe('s3cret')
    expect(passwordFor(text, new URL('http://[::1]:8080/'))).toBe('s3cret')
    const withPort = 'machine [::1]:8080 password s3cret\n'
    expect(passwordFor(withPort, new URL('http://[::1]:8080/'))).toBe('s3cret')
    expect(passwordFor(withPort, new URL('http://[::1]/'))).toBeUndefined()
  })

  test('does not read an IPv6 address and a port as another address', () => {
    const text = 'machine ::1:8080 password s3cret\n'
    expect(passwordFor(text, new URL('http://[::1]:8080/'))).toBeUndefined()
    expect(passwordFor(text, new URL('http://[::1:8080]/'))).toBe('s3cret')
  })

  test('finds nothing for a URL without a host', () => {
    const text = 'machine "" password s3cret\n'
    expect(passwordFor(text, new URL('file:///etc/passwd'))).toBeUndefined()
    expect(passwordFor(text, new URL('mailto:me@a.example'))).toBeUndefined()
  })

  test('looks up the host as the URL parser returns it', () => {
    const text = 'machine xn--bcher-kva.example password s3cret\n'
    expect(passwordFor(text, new URL('https://BÜCHER.example/'))).toBe('s3cret')
    expect(passwordFor('machine 127.0.0.1 password s3cret\n', new URL('http://0x7f.1/'))).toBe(
      's3cret',
    )
  })

  test('uses its percent-decoded user name as the login', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine a.example login two@mail.example password s3cret-2\n',
    ].join('')
    expect(passwordFor(text, new URL('https://a.example/'))).toBe('s3cret-1')
    expect(passwordFor(text, new URL('https://two%40mail.example@a.example/'))).toBe('s3cret-2')
    expect(passwordFor(text, new URL('https://three@a.example/'))).toBeUndefined()
  })

  test('uses a user name that cannot be decoded unchanged', () => {
    const text = 'machine a.example login 100%zz password s3cret\n'
    expect(passwordFor(text, new URL('https://100%zz@a.example/'))).toBe('s3cret')
    const other = `machine a.example login ada password s3cret-1\n${text}`
    expect(passwordFor(other, new URL('https://100%zz@a.example/'))).toBe('s3cret')
  })

  test('prefers the login of the options to that of the URL', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine a.example login two password s3cret-2\n',
    ].join('')
    const url = new URL('https://one@a.example/')
    expect(passwordFor(text, url, { login: 'two' })).toBe('s3cret-2')
    expect(passwordFor(text, url, { login: undefined })).toBe('s3cret-1')
  })

  test('does not return the password of the URL itself', () => {
    const text = 'machine a.example login me\n'
    expect(passwordFor(text, new URL('https://me:from-the-url@a.example/'))).toBeUndefined()
  })

  test('uses `default` after both names, with the login of the URL', () => {
    const text = 'default login me password s3cret\n'
    const ask = (url: string) => passwordFor(text, new URL(url), { useDefault: true })
    expect(ask('https://a.example:8443/')).toBe('s3cret')
    expect(ask('https://me@a.example/')).toBe('s3cret')
    expect(ask('https://you@a.example/')).toBeUndefined()
  })
})

describe('credentials for a login', () => {
  test('are those of the first machine with it', () => {
    const text = [
      'machine a.example login two\n',
      'machine a.example login two password s3cret-2\n',
    ].join('')
    expect(parse(text).credentials('a.example', { login: 'two' })).toStrictEqual({ login: 'two' })
  })

  test('are otherwise those of one with a password and no login, which matches any login', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine a.example account x\n',
      'machine a.example password s3cret-2 account team\n',
    ].join('')
    const asked = parse(text).credentials('a.example', { login: 'two' })
    expect(asked).toStrictEqual({ login: 'two', password: 's3cret-2', account: 'team' })
    const one = parse(text).credentials('a.example', { login: 'one' })
    expect(one).toStrictEqual({ login: 'one', password: 's3cret-1' })
  })

  test('are looked up under the next name before `default`', () => {
    const text =
      'machine a.example:8443 login one\nmachine a.example password s3cret\ndefault login two\n'
    const url = 'https://two@a.example:8443/'
    expect(parse(text).credentials(url, { useDefault: true })).toStrictEqual({
      login: 'two',
      password: 's3cret',
    })
  })
})

describe('credentials for a string that is a URL', () => {
  test('are those of a machine with the string as its name, if there is one', () => {
    const text =
      'machine https://a.example/ password s3cret-1\nmachine a.example password s3cret-2\n'
    expect(passwordFor(text, 'https://a.example/')).toBe('s3cret-1')
    expect(passwordFor(text, 'http://a.example/')).toBe('s3cret-2')
  })

  test('are those of the URL', () => {
    const text = 'machine a.example:8443 login two password s3cret\n'
    expect(passwordFor(text, 'https://two@a.example:8443/v1?x#y')).toBe('s3cret')
    expect(passwordFor(text, 'https://a.example/')).toBeUndefined()
  })

  test.each(['://', 'https://', 'a.example://', 'https://a b/', 'file:///a.example'])(
    'are undefined if it is not a URL with a host: %s',
    (name) => {
      const netrc = parse('machine a.example password s\ndefault password s3cret\n')
      expect(netrc.credentials(name, { useDefault: true })).toBeUndefined()
    },
  )
})

describe('credentials for a URL whose host ends in a dot', () => {
  test('are those of the host without it', () => {
    const text = 'machine a.example password s3cret\nmachine a.example:8443 password port-s3cret\n'
    expect(passwordFor(text, 'https://a.example./')).toBe('s3cret')
    expect(passwordFor(text, 'https://a.example.:8443/')).toBe('port-s3cret')
  })
})

describe('credentials of machines with a `port` field', () => {
  const plain = 'machine a.example password s3cret\n'
  const withPort = (port: string): string =>
    `machine a.example port ${port} password s3cret-${port}\n`

  test('are skipped for a URL with another port', () => {
    expect(passwordFor(withPort('8443') + plain, 'https://a.example/')).toBe('s3cret')
    expect(passwordFor(withPort('8443'), 'https://a.example:9443/')).toBeUndefined()
    expect(passwordFor(withPort('443'), 'https://a.example:8443/')).toBeUndefined()
    expect(passwordFor(withPort('https'), 'https://a.example:8443/')).toBeUndefined()
  })

  test.each([
    ['https://a.example/', '443'],
    ['https://a.example:443/', '443'],
    ['https://a.example/', 'https'],
    ['http://a.example/', '80'],
    ['ftp://a.example/', 'ftp'],
    ['ftp://a.example/', '21'],
    ['https://a.example:8443/', '8443'],
  ])('come first for a URL with the same port: %s, port %s', (url, port) => {
    expect(passwordFor(plain + withPort(port), url)).toBe(`s3cret-${port}`)
    expect(passwordFor(plain + withPort(port), new URL(url))).toBe(`s3cret-${port}`)
  })

  test('are like any other machine for a name', () => {
    expect(passwordFor(withPort('8443') + plain, 'a.example')).toBe('s3cret-8443')
  })
})

describe('credentials do not repeat known vulnerabilities', () => {
  test('requests, CVE-2024-47081: another host in front of the @ gets nothing', () => {
    const text = 'machine example.com login me password s3cret\n'
    const url = new URL('http://example.com:@evil.example/')
    expect(parse(text).credentials(url)).toBeUndefined()
    expect(parse(text).credentials(url, { useDefault: true })).toBeUndefined()
  })

  test('curl, CVE-2024-11053: an entry without a password does not get a neighbour’s', () => {
    const text = [
      'machine a.example login one password s3cret-1\n',
      'machine b.example login two\n',
      'machine c.example\n',
      'machine d.example login four password s3cret-4\n',
    ].join('')
    expect(parse(text).credentials('b.example', { useDefault: true })).toEqual({
      login: 'two',
    })
    expect(parse(text).credentials('c.example', { useDefault: true })).toBeUndefined()
  })

  test('curl, CVE-2025-0167: a `default` without fields gives nothing', () => {
    const text = 'machine a.example login me password s3cret\ndefault\n'
    expect(parse(text).credentials('b.example', { useDefault: true })).toBeUndefined()
    const before = 'default\nmachine a.example login me password s3cret\n'
    expect(parse(before).credentials('b.example', { useDefault: true })).toBeUndefined()
  })
})
