import { describe, expect, test } from 'vitest'
import { type Credentials, parse } from '../../../src/core.ts'
import { codeOf, entryOf, untyped } from '../../support/calls.ts'
import { edited, expectRefused, lines } from './edited.ts'

/** Calls `set` or `add` for a.example. Asserts that it returns the machine at an index among the resulting entries. */
function updated(
  call: 'set' | 'add',
  text: string,
  credentials: Credentials,
  answer?: number,
): string {
  return edited(text, (netrc) => {
    const entry = netrc[call]('a.example', credentials)
    expect(netrc.entries).toContain(entry)
    if (answer !== undefined) expect(netrc.entries.indexOf(entry)).toBe(answer)
    for (const [field, value] of Object.entries(credentials)) expect(entry.get(field)).toBe(value)
  })
}

const upper = (text: string): string => text.replace('a.', 'A.')
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
const ada = 'machine a.example login ada password old\n'
const adaNew = 'machine a.example login ada password s3cret\n'
const bob = 'machine a.example login bob password old\n'
const eveNew = 'machine a.example login eve password s3cret\n'
const bobNew = bob.replace('old', 's3cret')
const empty = 'machine a.example login "" password old\n'
const bare = 'machine a.example password old\n'
const bareNew = 'machine a.example password s3cret\n'
const ported = 'machine a.example port 21 login ada password old\n'
const portedNew = 'machine a.example port 21 login ada password s3cret\n'
const other = 'machine b.example login ada password old\n'
const fallback = 'default login x\n'
const ADA: Credentials = { login: 'ada', password: 's3cret' }
const EVE: Credentials = { login: 'eve', password: 's3cret' }
const PASSWORD: Credentials = { password: 's3cret' }

describe('set updates every machine with the login', () => {
  test.each<[string, string, Credentials, number, string]>([
    ['the only one', ada, ADA, 0, adaNew],
    ['every duplicate', other + ada + bob + ada, ADA, 1, other + adaNew + bob + adaNew],
    ['in any case of the name', upper(ada) + ada, ADA, 0, upper(adaNew) + adaNew],
    ['one with a port, too', ported + ada, ADA, 0, portedNew + adaNew],
    ['even if only one with a port has it', bob + ported, ADA, 1, bob + portedNew],
    ['that of the first, if none is given', ada + bob + ada, PASSWORD, 0, adaNew + bob + adaNew],
    [
      'that of the exact name, if none is given',
      upper(ada) + bob,
      PASSWORD,
      1,
      upper(ada) + bobNew,
    ],
    ['none, like the first machine', bare + ada + bare, PASSWORD, 0, bareNew + ada + bareNew],
    [
      'however it is written',
      'MACHINE a.example USER "ada" PASSWD "old" # own\n',
      ADA,
      0,
      'MACHINE a.example USER "ada" PASSWD s3cret # own\n',
    ],
    [
      'one whose password is missing',
      `machine a.example login ada\n${ada}`,
      ADA,
      0,
      adaNew + adaNew,
    ],
    ['which is empty', empty, { login: '', password: 's3cret' }, 0, empty.replace('old', 's3cret')],
    ['with CRLF', crlf(ada + bob + ada), ADA, 0, crlf(adaNew + bob + adaNew)],
    ['after a byte order mark', `\ufeff${ada}`, ADA, 0, `\ufeff${adaNew}`],
    [
      'several on a line',
      `${ada.trimEnd()} ${bob.trimEnd()} ${ada}`,
      ADA,
      0,
      `${adaNew.trimEnd()} ${bob.trimEnd()} ${adaNew}`,
    ],
    ['without a final line end', bob + ada.trimEnd(), ADA, 1, bob + adaNew.trimEnd()],
    ['and returns the first, changed or not', adaNew + ada, ADA, 0, adaNew + adaNew],
    ['nothing without credentials', ada + bob, {}, 0, ada + bob],
    [
      'in several layouts',
      `# one\n${ada}\nmachine a.example\n\tlogin\tada\n\tpassword\told # own\nmacdef m\nx`,
      ADA,
      0,
      `# one\n${adaNew}\nmachine a.example\n\tlogin\tada\n\tpassword\ts3cret # own\nmacdef m\nx`,
    ],
  ])('%s', (_, text, credentials, answer, expected) => {
    expect(updated('set', text, credentials, answer)).toBe(expected)
    expect(updated('set', expected, credentials, answer)).toBe(expected)
  })
})

describe('set changes the login of the only machine without a port', () => {
  test.each<[string, string, number, string]>([
    ['the only one with its name', other + ada, 1, other + eveNew],
    ['which has no login', bare, 0, eveNew],
    ['beside one with a port', ported + bob, 1, ported + eveNew],
    ['in another case of the name', upper(ada), 0, upper(eveNew)],
    [
      'without fields',
      'machine a.example\n',
      0,
      lines('machine a.example', '  login eve', '  password s3cret'),
    ],
    ['with CRLF', crlf(ada), 0, crlf(eveNew)],
  ])('%s', (_, text, answer, expected) => {
    expect(updated('set', text, EVE, answer)).toBe(expected)
  })
})

describe('set adds a machine above the first with its name', () => {
  test.each<[string, string, number, string]>([
    ['beside two accounts', ada + bob, 0, eveNew + ada + bob],
    ['beside one with a port only', ported, 0, eveNew + ported],
    ['beside one without a login', bare + bob, 0, eveNew + bare + bob],
    ['in any case of the name', other + upper(ada) + bob, 1, other + eveNew + upper(ada) + bob],
    ['below another machine', `${other}\n${ada}\n${bob}`, 1, `${other}\n${eveNew}\n${ada}\n${bob}`],
    ['above its comment', `# a\n${ada}${bob}`, 0, `${eveNew}# a\n${ada}${bob}`],
    ['after a byte order mark', `\ufeff${ada}${bob}`, 0, `\ufeff${eveNew}${ada}${bob}`],
    ['with CRLF', crlf(ada + bob), 0, crlf(eveNew + ada + bob)],
    [
      'in its layout',
      `machine a.example\n\tlogin ada\n${bob}`,
      0,
      `machine a.example\n\tlogin eve\n\tpassword s3cret\nmachine a.example\n\tlogin ada\n${bob}`,
    ],
    ['above default', `${ada}${fallback}${bob}`, 0, `${eveNew}${ada}${fallback}${bob}`],
    ['above default, too', `${fallback}${ada}${bob}`, 0, `${eveNew}${fallback}${ada}${bob}`],
    [
      'in the middle of a line',
      `${other.trimEnd()} ${ada}${bob}`,
      1,
      `${other.trimEnd()} ${eveNew.trimEnd()} ${ada}${bob}`,
    ],
  ])('%s', (_, text, answer, expected) => {
    expect(updated('set', text, EVE, answer)).toBe(expected)
    expect(edited(expected, (netrc) => netrc.delete('a.example', { login: 'eve' }))).toBe(text)
  })

  test.each([
    ['in an empty file', '', lines('machine a.example', '  login eve', '  password s3cret')],
    ['at the end, if none has its name', other, other + eveNew],
    ['above default, if none has its name', other + fallback, other + eveNew + fallback],
  ])('or in the place that `add` chooses: %s', (_, text, expected) => {
    expect(updated('set', text, EVE)).toBe(expected)
    expect(updated('add', text, EVE)).toBe(expected)
  })
})

describe('a machine below default is moved above it', () => {
  test.each<[string, string, Credentials, string]>([
    ['the one with the login', fallback + ada, ADA, adaNew + fallback],
    ['the first of several', fallback + ada + bob + ada, ADA, adaNew + fallback + bob + adaNew],
    ['with its comment', `${fallback}# a\n${ada}`, ADA, `# a\n${adaNew}${fallback}`],
    [
      'with its macro',
      `${fallback}${ada}macdef m\nx\n\n`,
      ADA,
      `${adaNew}macdef m\nx\n\n${fallback}`,
    ],
    ['without a line end', fallback + ada.trimEnd(), ADA, adaNew + fallback],
    ['changed or not', fallback + adaNew, ADA, adaNew + fallback],
    [
      'above the comment of default',
      `# any\n${fallback}${ada}`,
      ADA,
      `${adaNew}# any\n${fallback}`,
    ],
    ['above the first of two', fallback + fallback + ada, ADA, adaNew + fallback + fallback],
    ['below the machines above it', other + fallback + ada, ADA, other + adaNew + fallback],
    ['after a byte order mark', `\ufeff${fallback}${ada}`, ADA, `\ufeff${adaNew}${fallback}`],
    ['with CRLF', crlf(fallback + ada), ADA, crlf(adaNew + fallback)],
    ['but not if one is above it', ada + fallback + ada, ADA, adaNew + fallback + adaNew],
    ['and not another account', fallback + bob + ada, ADA, adaNew + fallback + bob],
    ['the one without a login', fallback + bare, PASSWORD, bareNew + fallback],
  ])('%s', (_, text, credentials, expected) => {
    for (const call of ['set', 'add'] as const) {
      expect(updated(call, text, credentials)).toBe(expected)
      expect(updated(call, expected, credentials)).toBe(expected)
    }
  })

  test('the only one, by `set` with another login', () => {
    expect(updated('set', fallback + ada, EVE, 0)).toBe(eveNew + fallback)
  })

  test('as the same object, which is returned', () => {
    edited(fallback + ada + ada, (netrc) => {
      const entry = entryOf(netrc, 'a.example')
      expect(netrc.set('a.example', ADA)).toBe(entry)
      expect(netrc.entries[0]).toBe(entry)
      expect(netrc.default).toBe(netrc.entries[1])
    })
  })
})

describe('add', () => {
  test.each<[string, string, Credentials, number, string]>([
    ['updates every machine with the login', ada + bob + ada, ADA, 0, adaNew + bob + adaNew],
    ['updates one with a port, too', bob + ported, ADA, 1, bob + portedNew],
    ['updates in any case of the name', upper(ada), ADA, 0, upper(adaNew)],
    ['updates those without a login', ada + bare + bare, PASSWORD, 1, ada + bareNew + bareNew],
    ['adds beside another account', ada, EVE, 1, ada + eveNew],
    ['adds beside one without a login', bare, EVE, 1, bare + eveNew],
    ['adds one without a login', ada, PASSWORD, 1, ada + bareNew],
    ['adds above default', ada + fallback, EVE, 1, ada + eveNew + fallback],
    ['adds beside an empty login', empty, PASSWORD, 1, empty + bareNew],
  ])('%s', (_, text, credentials, answer, expected) => {
    expect(updated('add', text, credentials, answer)).toBe(expected)
    expect(updated('add', expected, credentials, answer)).toBe(expected)
  })
})

describe.each(['set', 'add'] as const)('%s is refused, and nothing changes', (call) => {
  const text = `${fallback}${ada}${ada}`

  test.each<[string, unknown]>([
    ['unwritable-value', { login: undefined, password: 's3cret' }],
    ['unwritable-value', { login: 'ada', password: undefined }],
    ['unwritable-value', { login: 'ada', password: 's3cret\nmachine evil.example' }],
    ['unwritable-value', { login: 'ada\0', password: 's3cret' }],
    ['unwritable-value', { login: 'ada', password: 's3cret', account: '\ud800' }],
    ['unwritable-value', { login: 'ada', password: 's3cret', account: null }],
    ['unknown-field', { login: 'ada', passwrod: 's3cret' }],
    ['invalid-argument', undefined],
    ['invalid-argument', null],
    ['invalid-argument', 'ada'],
    ['invalid-argument', 1],
  ])('with %s: %j', (code, credentials) => {
    for (const each of ['', text]) {
      expectRefused(each, code, (netrc) => netrc[call]('a.example', untyped(credentials)))
    }
  })

  test('if one of the machines cannot be written', () => {
    // A quote for the password would close the one that is open before it.
    const open = 'machine a.example login ada token "open password old\n'
    expectRefused(ada + open, 'unsafe-position', (netrc) =>
      netrc[call]('a.example', { login: 'ada', password: 'with blank' }),
    )
  })

  test('for an entry that was read before it', () => {
    const netrc = parse(text)
    const [, first, second] = netrc.entries
    expect(codeOf(() => netrc[call]('a.example', { login: 'ada', password: '\n' }))).toBe(
      'unwritable-value',
    )
    expect(netrc.entries[1]).toBe(first)
    expect(netrc.entries[2]).toBe(second)
    expect([first?.password, second?.password]).toEqual(['old', 'old'])
  })

  test('but not for an account that is undefined, which stays', () => {
    const account = ada.replace('login', 'account x login')
    const credentials = { login: 'ada', password: 's3cret', account: undefined }
    expect(edited(account, (netrc) => netrc[call]('a.example', credentials))).toBe(
      account.replace('old', 's3cret'),
    )
  })
})
