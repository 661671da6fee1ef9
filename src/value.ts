import { hasUnpairedSurrogate } from './bytes.ts'
import { assert } from './errors.ts'
import { quote } from './quote.ts'
import { fieldNamed } from './syntax.ts'

// Decides how one value is written, and what cannot be written.

/** Characters that cannot be written even in quotes: some program would end the line, the word or the file there. */
const NEVER = /[\0\r\n]/
/**
 * A value that is empty, begins with a quote or a `#`, has a blank, a control character or one outside ASCII (curl 8.13 to 8.20
 * end an unquoted word there), or ends in a backslash. Without quotes, that last backslash makes Python 3.11 reject the whole
 * file if a word begins the next line, and wget 1.21 read the line break as part of the value. Any other backslash needs no
 * quotes: curl reads it with and without them, and some programs read it only without.
 */
const NEEDS_QUOTES = /^$|^["#]|[^!-~]|\\$/
/** Printable ASCII, without a leading quote or `#`: no program could read it as more than one word. */
const PLAIN_WORD = /^[!$-~][!-~]*$/

/** An empty line or a line of blanks, at which some programs end a macro; or a character that cannot be written. */
const NEVER_IN_MACRO = /(?:^|\n)[ \t]*(?:\n|$)|[\0\r]/

/** Writes a value, for a place where it cannot be read as a keyword. */
export function writeValue(value: string): string {
  return NEEDS_QUOTES.test(value) ? quote(value) : value
}

/** Throws for a value that cannot be written. */
export function assertValue(value: unknown): asserts value is string {
  assert(
    isWritable(value),
    'unwritable-value',
    'a value must be a string without line breaks, NUL or lone surrogates',
  )
}

/** Throws for a machine's name that cannot be written. */
export function assertName(name: unknown): asserts name is string {
  assert(
    isWritable(name) && name !== '',
    'unwritable-name',
    'a name must be a string without line breaks, NUL or lone surrogates, not empty',
  )
}

/** Returns the body of a macro with LF as the only line break, and none at its end. */
export function plainBody(body: string): string {
  return body.replace(/\r?\n$/, '').replaceAll('\r\n', '\n')
}

/** Throws for the body of a macro that cannot be written. */
export function assertBody(body: unknown): asserts body is string {
  const lines = typeof body === 'string' && !hasUnpairedSurrogate(body) && plainBody(body)
  assert(
    lines === '' || (lines && !NEVER_IN_MACRO.test(lines)),
    'unwritable-value',
    'a macro must be a string without blank lines, lone CR, NUL or lone surrogates',
  )
}

/** Throws for the name of a macro that cannot be written. */
export function assertMacroName(name: unknown): void {
  assert(
    isPlainWord(name),
    'unwritable-name',
    "a macro's name must be a word of printable ASCII, without a leading quote or #",
  )
}

/** Throws for a comment that cannot be written. */
export function assertComment(comment: unknown): asserts comment is string {
  assert(
    typeof comment === 'string' && isWritable(comment.replaceAll('\n', '')),
    'unwritable-value',
    'a comment must be a string without CR, NUL or lone surrogates',
  )
}

/** Throws for a field's name that cannot be written. */
export function assertField(field: unknown): asserts field is string {
  assert(
    isPlainWord(field) && fieldNamed(field),
    'unwritable-field',
    'a field must be a word of printable ASCII, without a leading quote or #, and no other keyword',
  )
}

function isWritable(value: unknown): value is string {
  return typeof value === 'string' && !NEVER.test(value) && !hasUnpairedSurrogate(value)
}

function isPlainWord(word: unknown): word is string {
  return typeof word === 'string' && PLAIN_WORD.test(word)
}
