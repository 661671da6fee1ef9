import { describe, expect, test } from 'vitest'
import { parse } from '../../src/core.ts'
import { expectRefused } from '../core/edits/edited.ts'
import { testProperties } from '../support/test-properties.ts'
import { hostility } from './hostility.ts'

describe('nothing can be injected', () => {
  testProperties(hostility)

  test.each([
    ['a line end', 'x\nmachine evil.example login mallory'],
    ['a line end after a quote', '"\nmachine evil.example'],
    ['CRLF', 'x\r\nmachine evil.example'],
    ['a carriage return', 'x\rmachine evil.example'],
    ['an empty line', 'x\n\nmacdef init\nput x'],
    ['a NUL', 'x\0y'],
    ['a high surrogate', 'x\ud800'],
    ['a stray byte', 'x\udc80'],
  ])('%s is refused in every argument', (_, hostile) => {
    const text = 'machine a.example login ada\ndefault login x\n'
    expectRefused(text, 'unwritable-value', (netrc) => netrc.set('a.example', { login: hostile }))
    expectRefused(text, 'unwritable-value', (netrc) => netrc.add('b.example', { account: hostile }))
    expectRefused(text, 'unwritable-value', (netrc) => netrc.setDefault({ password: hostile }))
    expectRefused(text, 'unwritable-value', (netrc) => netrc.entries[0]?.set('login', hostile))
    expectRefused(text, 'unwritable-value', (netrc) => netrc.entries[0]?.set('port', hostile))
    expectRefused(text, 'unwritable-name', (netrc) => netrc.set(hostile, { login: 'ada' }))
    expectRefused(text, 'unwritable-name', (netrc) => netrc.add(hostile, {}))
    expectRefused(text, 'unwritable-name', (netrc) => netrc.entries[0]?.rename(hostile))
    expectRefused(text, 'unwritable-field', (netrc) => netrc.entries[0]?.set(hostile, 'x'))
  })

  test.each([
    'x machine evil.example',
    '" machine evil.example "',
    '"',
    '\\',
    '\\"',
    '# x',
    "' '",
    '\u2028',
    '\u0085',
  ])('the value %j is one value', (value) => {
    for (const text of ['', 'machine a.example login ada\n', 'default login "x"\n']) {
      const netrc = parse(text)
      const { length } = netrc.entries
      netrc.add(value, { login: value, password: value, account: value })
      const fresh = parse(String(netrc))
      expect(fresh.entries).toHaveLength(length + 1)
      expect(fresh.get(value)).toMatchObject({ login: value, password: value, account: value })
      expect(fresh.diagnostics).toEqual([])
    }
  })
})

describe('names are plain data', () => {
  const everyName = [
    '__proto__',
    'constructor',
    'toString',
    '_tokens',
    'hasOwnProperty',
    'valueOf',
    'get',
    'size',
  ]

  test('none of them exists before it is written', () => {
    const netrc = parse('machine a.example login ada\n')
    const entry = netrc.get('a.example')
    for (const name of everyName) {
      expect([netrc.get(name), netrc.has(name), netrc.delete(name)]).toEqual([
        undefined,
        false,
        false,
      ])
      expect([entry?.get(name), entry?.has(name), entry?.delete(name)]).toEqual([
        undefined,
        false,
        false,
      ])
    }
    expect(String(netrc)).toBe('machine a.example login ada\n')
  })

  test('as machines', () => {
    const netrc = parse('')
    for (const name of everyName) netrc.set(name, { login: `login of ${name}` })
    expect(netrc.entries.map(({ name }) => name)).toEqual(everyName)
    for (const name of everyName) expect(netrc.get(name)?.login).toBe(`login of ${name}`)
    for (const name of everyName) expect(netrc.delete(name)).toBe(true)
    expect(String(netrc)).toBe('')
  })

  test('as fields', () => {
    const netrc = parse('machine a.example\n')
    const entry = netrc.get('a.example')
    for (const name of everyName) entry?.set(name, `x-${name}`)
    expect([...(entry?.fields ?? [])]).toEqual(everyName.map((name) => [name, `x-${name}`]))
    expect(Object.getPrototypeOf(entry?.fields)).toBe(Map.prototype)
    for (const name of everyName) expect(entry?.delete(name)).toBe(true)
    expect(String(netrc)).toBe('machine a.example\n')
  })

  test('a credential on the prototype of the argument is not one of its keys', () => {
    expectRefused('', 'unknown-field', (netrc) =>
      netrc.set('a.example', JSON.parse('{"__proto__": "x", "login": "ada"}')),
    )
  })
})
