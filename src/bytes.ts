// Converts bytes to strings and back: UTF-8, and each byte that is not UTF-8 as an unpaired surrogate U+DC80..U+DCFF (PEP 383).

/** A `Uint8Array` that `Blob` and `Response` take under every TypeScript from 5.0 on. */
type Bytes = ReturnType<Uint8Array['slice']>

// Every runtime has these, but they are in no type library that the core may use.
declare const TextDecoder: new (
  label: string,
  options: { ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string }
declare const TextEncoder: new () => { encode(text: string): Bytes }

const UNPAIRED = /[\ud800-\udfff]/u
// Stryker disable next-line Regex: one by one, the bytes are the same
const STRAY_BYTES = /([\udc80-\udcff]{1,9999})/u
const STRAY_BASE = 0xdc00
/** In a text with one character per byte: what looks like a UTF-8 sequence, or otherwise one byte that is not ASCII. */
const SEQUENCE_OR_STRAY_BYTE =
  /(?:[\xc0-\xdf]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xff][\x80-\xbf]{2})[\x80-\xbf]|[\x80-\xff]/g

/** Tells whether a string has half of a surrogate pair, which UTF-8 cannot express. */
export function hasUnpairedSurrogate(text: string): boolean {
  return UNPAIRED.test(text)
}

/** Decodes bytes to a string, from which `encode` makes exactly these bytes again. */
export function decode(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const text = decoder.decode(bytes)
  // Bytes that are not UTF-8 have become U+FFFD.
  if (!text.includes('\ufffd')) return text
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return binary.replace(SEQUENCE_OR_STRAY_BYTE, (sequence) => {
    const units = Array.from(sequence, (char) => char.charCodeAt(0))
    const decoded = decoder.decode(Uint8Array.from(units))
    // Only valid UTF-8 gets shorter: an overlong form, a surrogate, or a value above U+10FFFF becomes one U+FFFD per byte.
    if (decoded.length < sequence.length) return decoded
    return String.fromCharCode(...units.map((unit) => STRAY_BASE + unit))
  })
}

/** Encodes a string to bytes. An unpaired surrogate that does not represent a byte becomes U+FFFD. */
export function encode(text: string): Bytes {
  const encoder = new TextEncoder()
  // Stryker disable next-line ConditionalExpression: the text as one part gives the same bytes, more slowly
  if (!UNPAIRED.test(text)) return encoder.encode(text)
  // An array of bytes keeps the low eight bits: U+DC80 is the byte 80.
  const bytesOf = (part: string): number[] =>
    STRAY_BYTES.test(part)
      ? Array.from(part, (unit) => unit.charCodeAt(0))
      : [...encoder.encode(part)]
  return Uint8Array.from(text.split(STRAY_BYTES).flatMap(bytesOf))
}
