import { describe, expect, test } from 'vitest'
import type { DiagnosticCode, Macro, ReadonlyEntry } from '../../src/core.ts'
import { parse } from '../../src/core.ts'
import type { ExpectedEntry, ExpectedMacro, ExpectedText } from '../../tools/corpus.ts'
import { fixtureNames, loadCorpus } from '../../tools/corpus.ts'

const corpus = loadCorpus()

// A record, so that the compiler reports a missing code.
const everyCode: Record<DiagnosticCode, true> = {
  'missing-name': true,
  'missing-value': true,
  'unexpected-word': true,
  'field-outside-entry': true,
  'unterminated-quote': true,
  'unterminated-macro': true,
  'unknown-keyword': true,
  'duplicate-field': true,
  'duplicate-machine': true,
  'duplicate-default': true,
  'entry-after-default': true,
  'byte-order-mark': true,
  'unsupported-encoding': true,
}

describe('every fixture reads as its JSON says', () => {
  test.each(corpus)('$name', ({ bytes, expected }) => {
    const netrc = parse(bytes)
    expect({
      entries: netrc.entries.map(readEntry),
      macros: netrc.macros.map(readMacro),
      diagnostics: netrc.diagnostics.map(({ code }) => code),
    }).toStrictEqual({
      entries: expected.entries.map(expectedEntry),
      macros: expected.macros.map(expectedMacro),
      diagnostics: expected.diagnostics,
    })
  })
})

describe('every fixture is written back byte for byte', () => {
  test.each(corpus)('$name', ({ bytes }) => {
    expect(Buffer.from(parse(bytes).toBytes()).equals(bytes)).toBe(true)
  })
})

describe('the corpus', () => {
  test('has a .json for every .netrc, and no other files', () => {
    expect(fixtureNames('.json')).toEqual(fixtureNames('.netrc'))
  })

  test('has at least 160 fixtures', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(160)
  })

  test('has no two fixtures with the same bytes', () => {
    const nameByContent = new Map<string, string>()
    const copies: string[] = []
    for (const { name, bytes } of corpus) {
      const content = Buffer.from(bytes).toString('latin1')
      const earlier = nameByContent.get(content)
      if (earlier !== undefined) copies.push(`${name} is ${earlier}`)
      nameByContent.set(content, name)
    }
    expect(copies).toEqual([])
  })

  test('has every diagnostic code, and no other', () => {
    const shown = new Set(corpus.flatMap(({ expected }) => expected.diagnostics))
    expect([...shown].sort()).toEqual(Object.keys(everyCode).sort())
  })

  test('has a string in base64 only if its bytes are not UTF-8', () => {
    expect(decode({ base64: 'c+ljcmV0' })).toBe('s\udce9cret')
    const needless = corpus.flatMap(({ name, expected }) =>
      textsOf(expected).some((text) => typeof text !== 'string' && isUtf8(text.base64)) ? name : [],
    )
    expect(needless).toEqual([])
  })
})

function readEntry({ kind, name, fields, macros }: ReadonlyEntry): object {
  return { kind, name, fields: [...fields], macros: macros.map(readMacro) }
}

function readMacro({ name, body }: Macro): object {
  return { name, body }
}

function expectedEntry({ kind, name, fields, macros }: ExpectedEntry): object {
  return {
    kind,
    name: decodeOptional(name),
    fields: fields.map(([field, value]) => [decode(field), decode(value)]),
    macros: macros.map(expectedMacro),
  }
}

function expectedMacro({ name, body }: ExpectedMacro): object {
  return { name: decodeOptional(name), body: decode(body) }
}

function decodeOptional(text: ExpectedText | undefined): string | undefined {
  return text === undefined ? undefined : decode(text)
}

/** Decodes a text as the library does: each byte that is not UTF-8 is one of U+DC80..U+DCFF. */
function decode(text: ExpectedText): string {
  if (typeof text === 'string') return text
  const bytes = Buffer.from(text.base64, 'base64')
  let decoded = ''
  for (let offset = 0; offset < bytes.length; ) {
    const character = characterAt(bytes, offset)
    decoded += character ?? String.fromCharCode(0xdc00 + bytes.readUInt8(offset))
    offset += character === undefined ? 1 : Buffer.byteLength(character)
  }
  return decoded
}

/** Returns the character whose UTF-8 begins at `offset`, according to the platform's own decoder. */
function characterAt(bytes: Buffer, offset: number): string | undefined {
  for (let length = 1; length <= 4; length += 1) {
    const slice = bytes.subarray(offset, offset + length)
    if (isValid(slice)) return slice.toString('utf8')
  }
  return undefined
}

function isUtf8(base64: string): boolean {
  return isValid(Buffer.from(base64, 'base64'))
}

function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function textsOf(value: unknown): ExpectedText[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  if ('base64' in value && typeof value.base64 === 'string') return [{ base64: value.base64 }]
  return Object.values(value).flatMap(textsOf)
}
