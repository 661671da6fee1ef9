// Bytes and text: UTF-8, and each byte that is none as one unpaired surrogate U+DC80..U+DCFF, as PEP 383 does.

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

/** True where a text has half of a surrogate pair, which no UTF-8 can say. */
export function hasUnpairedSurrogate(text: string): boolean {
  return UNPAIRED.test(text)
}

/** The text of some bytes; `encode` gives back exactly these bytes. */
export function decode(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    return decoder.decode(bytes)
  } catch {
    return decodeStray(bytes, decoder)
  }
}

/** The bytes of a text. An unpaired surrogate that stands for no byte becomes U+FFFD. */
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
  let text = ''
  let start = 0
  for (let at = 0; at <= bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      // Stryker disable next-line ConditionalExpression,EqualityOperator: an empty piece decodes to nothing
      if (start < at) text += decoder.decode(bytes.subarray(start, at))
      if (at < bytes.length) text += String.fromCharCode(STRAY_BASE + (bytes[at] ?? 0))
      start = at + 1
    }
    at += length || 1
  }
  return text
}

/** The length of the UTF-8 sequence that begins here; 0 where none does (Unicode, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  // Past the end, where no byte is, nothing begins.
  const first = bytes[at] ?? 0xff
  if (first < 0x80) return 1
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  for (let index = 1; index < length; index++) {
    // Neither a longer form than is needed, nor a surrogate, nor past U+10FFFF.
    const lowest = index > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
    const highest = index > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
    const next = bytes[at + index] ?? 0
    if (next < lowest || next > highest) return 0
  }
  return length
}
