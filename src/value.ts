import { hasUnpairedSurrogate } from './bytes.ts'
import { NetrcError } from './errors.ts'
import { fieldNamed } from './lexer.ts'

// How one value is written, and what cannot be written.

/** What no quotes can carry: it would end the line, the word or the file for one program or another. */
const NEVER = /[\0\r\n]/
/**
 * Empty, begins with a quote or a `#`, or has a blank, a control character or one outside ASCII: curl 8.13 to 8.20 end
 * a bare word at these. A backslash alone does not call for quotes: curl takes it both ways, and some take it only bare.
 */
const NEEDS_QUOTES = /^$|^["#]|[^!-~]/
/** Printable ASCII, without a quote or a `#` in front: nothing that a program could take for more than one word. */
const FIELD_NAME = /^[!$-~][!-~]*$/

/** True for a value that is never written bare, wherever it stands. */
export function needsQuotes(value: string): boolean {
  return NEEDS_QUOTES.test(value)
}

/** A value in double quotes. */
export function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** A value as it is written where no keyword could be meant. */
export function writeValue(value: string): string {
  return needsQuotes(value) ? quote(value) : value
}

/** Throw for a value that cannot be written. */
export function checkValue(value: unknown): asserts value is string {
  if (isWritable(value)) return
  throw new NetrcError(
    'unwritable-value',
    'a value must be a string without line break, NUL and unpaired surrogate',
  )
}

/** Throw for the name of a machine that cannot be written. */
export function checkName(name: unknown): asserts name is string {
  if (isWritable(name) && name !== '') return
  throw new NetrcError(
    'unwritable-name',
    'a name must be a string without line break, NUL and unpaired surrogate, and not empty',
  )
}

/** Throw for the name of a field that cannot be written. */
export function checkField(field: unknown): asserts field is string {
  if (typeof field === 'string' && FIELD_NAME.test(field) && fieldNamed(field) !== undefined) return
  throw new NetrcError(
    'unwritable-field',
    'a field must be a word of printable ASCII, without quote or # in front, and no other keyword',
  )
}

function isWritable(value: unknown): value is string {
  return typeof value === 'string' && !NEVER.test(value) && !hasUnpairedSurrogate(value)
}
