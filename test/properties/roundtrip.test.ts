import { describe, expect, test } from 'vitest'
import { lex, parse, serialize } from '../../src/core.ts'
import { loadCorpus } from '../../tools/corpus.ts'
import { factsOf } from '../support/facts.ts'
import { testProperties } from '../support/test-properties.ts'
import { roundtrip } from './roundtrip.ts'

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array =>
  new Uint8Array(Buffer.from(text, encoding))

describe('a file of the corpus comes back byte for byte', () => {
  test.each(loadCorpus())('$name', ({ bytes }) => {
    const netrc = parse(bytes)
    factsOf(netrc)
    expect(Buffer.from(netrc.toBytes()).equals(bytes)).toBe(true)
    expect(serialize(lex(String(netrc)))).toBe(String(netrc))
  })
})

describe('any input comes back', () => {
  testProperties(roundtrip)
})

describe('a text comes back unchanged', () => {
  const entry = 'machine a.example login ada password s3cret\n'
  test.each([
    ['empty', ''],
    ['a byte order mark', '\ufeff'],
    ['two byte order marks', '\ufeff\ufeffmachine a.example'],
    ['NUL', '\0machine\0a.example\0\n\0'],
    ['unpaired surrogates', '\ud800machine a.example login \udfff\udc80\ud800\n'],
    ['a CR alone', 'machine a.example\rlogin ada\r'],
    ['mixed line ends', 'machine a.example\r\nlogin ada\npassword s3cret\r\n\n\r\r\n'],
    ['no final newline', entry.trimEnd()],
    ['blanks only', ' \t \n\t\n '],
    ['a word of 200 kB', `machine a.example password ${'x'.repeat(200_000)}\n`],
    ['a quoted word of 200 kB', `machine a.example password "${'\\" '.repeat(66_667)}"\n`],
    ['an open quote of 200 kB', `machine a.example password "${'x '.repeat(100_000)}\n`],
    ['20,000 lines of entries', entry.repeat(20_000)],
    ['200,000 empty lines', '\n'.repeat(200_000)],
    ['200,000 lines of a macro', `macdef m\n${'put x\n'.repeat(200_000)}`],
    ['200,000 lines of comments', '# machine a.example\r\n'.repeat(200_000)],
  ])('%s', (_, text) => {
    const netrc = parse(text)
    expect(String(netrc) === text).toBe(true)
    expect(serialize(lex(text)) === text).toBe(true)
    expect(netrc.diagnostics.length).toBeGreaterThanOrEqual(0)
    expect(String(netrc) === text).toBe(true)
  })
})

describe('bytes come back unchanged', () => {
  const text = 'machine a.example login ädä password s3crét\r\n'
  test.each([
    ['none', new Uint8Array()],
    ['UTF-8', bytesOf(text)],
    ['UTF-8 after a byte order mark', bytesOf(`\ufeff${text}`)],
    ['Latin-1', bytesOf(text, 'latin1')],
    ['UTF-16', bytesOf(text, 'utf16le')],
    ['UTF-16 after a byte order mark', bytesOf(`\ufeff${text}`, 'utf16le')],
    ['every byte', Uint8Array.from({ length: 256 }, (_, byte) => byte)],
    [
      'every pair of bytes',
      Uint8Array.from({ length: 131_072 }, (_, at) => (at % 2 ? at >> 1 : at >> 9)),
    ],
    ['a sequence that is cut off', Uint8Array.of(0x6d, 0xf0, 0x9f, 0x98)],
    ['an encoded surrogate', Uint8Array.of(0xed, 0xa0, 0x80, 0xed, 0xb2, 0x80)],
  ])('%s', (_, bytes) => {
    expect(Buffer.from(parse(bytes).toBytes()).equals(bytes)).toBe(true)
  })

  test('an unpaired surrogate that does not represent a byte becomes U+FFFD', () => {
    expect(Buffer.from(parse('\ud800 \udbff').toBytes()).toString()).toBe('\ufffd \ufffd')
  })

  test('the given bytes are not kept or returned', () => {
    const bytes = bytesOf('machine a.example\n')
    const netrc = parse(bytes)
    bytes.fill(0)
    netrc.toBytes().fill(0)
    expect(String(netrc)).toBe('machine a.example\n')
    expect(Buffer.from(netrc.toBytes()).toString()).toBe('machine a.example\n')
  })

  test('an edit keeps adjacent bytes that are not UTF-8', () => {
    const bytes = Buffer.from(
      '# caf\xe9\nmachine a.example password old\nmachine b password \xff\n',
      'latin1',
    )
    const netrc = parse(new Uint8Array(bytes))
    netrc.set('a.example', { password: 'é' })
    expect(Buffer.from(netrc.toBytes()).toString('latin1')).toBe(
      '# caf\xe9\nmachine a.example password "\xc3\xa9"\nmachine b password \xff\n',
    )
  })
})
