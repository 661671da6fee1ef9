import { hasUnpairedSurrogate } from './bytes.ts'
import { NetrcError } from './errors.ts'
import { quote } from './quote.ts'
import { fieldNamed } from './syntax.ts'

// How one value is written, and what cannot be written.

/** What no quotes can carry: it would end the line, the word or the file for one program or another. */
const NEVER = /[\0\r\n]/
/**
 * Empty, begins with a quote or a `#`, has a blank, a control character or one outside ASCII (curl 8.13 to 8.20 end a bare
 * word at these), or ends in a backslash: bare, Python 3.11 rejects the whole file if a word begins the next line, and wget
 * 1.21 takes the line break into the value. Any other backslash does not call for quotes: curl takes it both ways, and some
 * programs take it only bare.
 */
const NEEDS_QUOTES = /^$|^["#]|[^!-~]|\\$/
/** Printable ASCII, without a quote or a `#` in front: nothing that a program could take for more than one word. */
const FIELD_NAME = /^[!$-~][!-~]*$/

/** Writes a value, for a place where it cannot be taken for a keyword. */
export function writeValue(value: string): string {
  return NEEDS_QUOTES.test(value) ? quote(value) : value
}

/** Throws for a value that cannot be written. */
export function assertValue(value: unknown): asserts value is string {
  if (isWritable(value)) return
  throw new NetrcError(
    'unwritable-value',
    'a value must be a string without line break, NUL and unpaired surrogate',
  )
}

/** Throws for a machine's name that cannot be written. */
export function assertName(name: unknown): asserts name is string {
  if (isWritable(name) && name !== '') return
  throw new NetrcError(
    'unwritable-name',
    'a name must be a string without line break, NUL and unpaired surrogate, and not empty',
  )
}

/** Throws for a field's name that cannot be written. */
export function assertField(field: unknown): asserts field is string {
  if (typeof field === 'string' && FIELD_NAME.test(field) && fieldNamed(field) !== undefined) return
  throw new NetrcError(
    'unwritable-field',
    'a field must be a word of printable ASCII, without quote or # in front, and no other keyword',
  )
}

function isWritable(value: unknown): value is string {
  return typeof value === 'string' && !NEVER.test(value) && !hasUnpairedSurrogate(value)
}
