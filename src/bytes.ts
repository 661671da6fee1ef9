// Converts bytes to strings and back: UTF-8, and each byte that is not UTF-8 as an unpaired surrogate U+DC80..U+DCFF (PEP 383).

/** A `Uint8Array` that `Blob` and `Response` take under every TypeScript from 5.0 on. */
type Bytes = ReturnType<Uint8Array['slice']>

// Of every runtime, but of no type library that the core may lean on.
interface Decoder {
  decode(bytes: Uint8Array): string
}
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => Decoder
declare const TextEncoder: new () => {
  encode(text: string): Bytes
  encodeInto(text: string, into: Uint8Array): { written: number }
}

const UNPAIRED = /[\ud800-\udfff]/u
// Stryker disable next-line Regex: one by one, the bytes are the same
const STRAY_BYTES = /([\udc80-\udcff]+)/u
const STRAY_BASE = 0xdc00
/**
 * A sequence of UTF-8 that is not ASCII (Unicode, table 3-7), in a text with one character for each byte: neither a longer form
 * than is needed, nor a surrogate, nor past U+10FFFF. Or else one byte.
 */
const SEQUENCE_OR_STRAY_BYTE =
  /(?!\xe0[\x80-\x9f]|\xed[\xa0-\xbf]|\xf0[\x80-\x8f]|\xf4[\x90-\xbf])(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})[\x80-\xbf]|[\x80-\xff]/g

/** Tells whether a string has half of a surrogate pair, which UTF-8 cannot express. */
export function hasUnpairedSurrogate(text: string): boolean {
  return UNPAIRED.test(text)
}

/** Decodes bytes to a string, from which `encode` makes exactly these bytes again. */
export function decode(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    return decoder.decode(bytes)
  } catch {
    return decodeStray(bytes, decoder)
  }
}

/** Encodes a string to bytes. An unpaired surrogate that does not represent a byte becomes U+FFFD. */
export function encode(text: string): Bytes {
  const encoder = new TextEncoder()
  // Stryker disable next-line ConditionalExpression: the text as one part gives the same bytes, more slowly
  if (!UNPAIRED.test(text)) return encoder.encode(text)
  // Three bytes are the most that one UTF-16 unit can need.
  const bytes = new Uint8Array(text.length * 3)
  let end = 0
  for (const part of text.split(STRAY_BYTES)) {
    // An array of bytes keeps the low eight bits: U+DC80 is the byte 80.
    if (STRAY_BYTES.test(part)) for (const unit of part) bytes[end++] = unit.charCodeAt(0)
    else end += encoder.encodeInto(part, bytes.subarray(end)).written
  }
  return bytes.slice(0, end)
}

function decodeStray(bytes: Uint8Array, decoder: Decoder): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return binary.replace(SEQUENCE_OR_STRAY_BYTE, (sequence) =>
    sequence.length > 1
      ? decoder.decode(Uint8Array.from(sequence, (char) => char.charCodeAt(0)))
      : String.fromCharCode(STRAY_BASE + sequence.charCodeAt(0)),
  )
}
