import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { decode, encode, hasUnpairedSurrogate } from '../../src/bytes.ts'
import { describeWith, run } from '../support/programs.ts'

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('bytes that are UTF-8', () => {
  test('decode to their text', () => {
    const text = 'machine a.example password "pässwörd 🔑 \u2028\0"\r\n'
    expect(decode(new TextEncoder().encode(text))).toBe(text)
    expect(encode(text)).toEqual(new TextEncoder().encode(text))
  })

  test('keep their byte order mark', () => {
    expect(decode(bytesOf('efbbbf61'))).toBe('\ufeffa')
    expect(hexOf(encode('\ufeffa'))).toBe('efbbbf61')
  })
})

describe('bytes that are not UTF-8', () => {
  test('become one unpaired surrogate each', () => {
    expect(decode(bytesOf('63e9'))).toBe('c\udce9')
    expect(decode(bytesOf('80ff'))).toBe('\udc80\udcff')
  })

  test('can be next to characters that are', () => {
    expect(decode(bytesOf('e9c3a9f09f9491e9'))).toBe('\udce9é🔑\udce9')
  })

  test.each([
    ['an overlong form of two bytes', 'c0af', '\udcc0\udcaf'],
    ['an overlong form of three', 'e09fbf', '\udce0\udc9f\udcbf'],
    ['an overlong form of four', 'f08fbfbf', '\udcf0\udc8f\udcbf\udcbf'],
    ['half of a surrogate pair', 'eda080', '\udced\udca0\udc80'],
    ['a code point above the last', 'f4908080', '\udcf4\udc90\udc80\udc80'],
    ['a byte that is never a first byte', 'f5808080', '\udcf5\udc80\udc80\udc80'],
    ['a sequence cut off by the end', 'e282', '\udce2\udc82'],
    ['a sequence cut off by a letter', 'f09f9441', '\udcf0\udc9f\udc94A'],
    ['a second byte that begins another character', 'c3c3a9', '\udcc3é'],
  ])('%s', (_, hex, text) => {
    expect(decode(bytesOf(hex))).toBe(text)
    expect(hexOf(encode(text))).toBe(hex)
  })

  test.each([
    ['the lowest and the highest of two bytes', 'c280dfbf', '\u0080\u07ff'],
    ['of three', 'e0a080efbfbf', '\u0800\uffff'],
    ['on both sides of the surrogates', 'ed9fbfee8080', '\ud7ff\ue000'],
    ['of four', 'f0908080f48fbfbf', '\u{10000}\u{10ffff}'],
  ])('do not change %s', (_, hex, text) => {
    expect(decode(bytesOf(`ff${hex}`))).toBe(`\udcff${text}`)
    expect(hexOf(encode(`\udcff${text}`))).toBe(`ff${hex}`)
  })

  test('can be many', () => {
    const bytes = new Uint8Array(100_000).fill(0xe9)
    bytes.set(new TextEncoder().encode('🔑'), 8190)
    expect(decode(bytes)).toHaveLength(100_000 - 2)
    expect(Buffer.compare(encode(decode(bytes)), bytes)).toBe(0)
  })
})

describe('a string that does not come from bytes', () => {
  test('has U+FFFD for an unpaired surrogate that does not represent a byte', () => {
    expect(hexOf(encode('a\ud800b'))).toBe('61efbfbd62')
    expect(hexOf(encode('\udc7f\udd00'))).toBe('efbfbdefbfbd')
  })

  test('has it next to a stray byte, too', () => {
    expect(hexOf(encode('\udd11\udc80'))).toBe('efbfbd80')
  })

  test('keeps a pair even if its second half alone would represent a byte', () => {
    expect(hexOf(encode('\ud83d\udc80\udc80'))).toBe('f09f928080')
  })
})

test('an unpaired surrogate is found, and a pair is not', () => {
  expect(['\ud83d', 'a\udc80', '\udd11\ud83d'].map(hasUnpairedSurrogate)).toEqual([
    true,
    true,
    true,
  ])
  expect(['', 'a', '🔑', '\uffff'].map(hasUnpairedSurrogate)).toEqual([false, false, false, false])
})

/** Bytes that form sequences which are nearly UTF-8. */
const edges = fc.constantFrom(0, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf)
const leads = fc.constantFrom(0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff)
const anyBytes = fc
  .array(fc.oneof(edges, leads), { maxLength: 12 })
  .map((bytes) => Uint8Array.from(bytes))

test('any bytes come back unchanged', () => {
  fc.assert(
    fc.property(fc.oneof(anyBytes, fc.uint8Array()), (bytes) => {
      expect(encode(decode(bytes))).toEqual(bytes)
    }),
  )
})

describeWith(['python3'], 'the surrogateescape handler of Python', () => {
  const home = mkdtempSync(join(tmpdir(), 'lossless-netrc-bytes-'))
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  const program = [
    'import sys',
    'for line in sys.stdin:',
    '    text = bytes.fromhex(line).decode("utf-8", "surrogateescape")',
    '    print(text.encode("utf-16-be", "surrogatepass").hex())',
  ].join('\n')

  test('gives the same text for bytes that are nearly UTF-8', async () => {
    const samples = fc.sample(anyBytes, 2000)
    const { stdout } = await run('python3', {
      arguments: ['-c', program],
      home,
      input: samples.map((bytes) => `${hexOf(bytes)}\n`).join(''),
    })
    const ours = samples.map((bytes) => Buffer.from(decode(bytes), 'utf16le').swap16())
    expect(ours.map((units) => units.toString('hex'))).toEqual(stdout.split('\n').slice(0, -1))
  })
})
