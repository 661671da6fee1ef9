import { hasUnpairedSurrogate } from './bytes.ts'
import { assert } from './errors.ts'
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
const PLAIN_WORD = /^[!$-~][!-~]*$/

/** An empty line or a line of blanks, which ends a macro for some programs; or what could not be written. */
const NEVER_IN_MACRO = /(?:^|\n)[ \t]*(?:\n|$)|[\0\r]/

/** Writes a value, for a place where it cannot be taken for a keyword. */
export function writeValue(value: string): string {
  return NEEDS_QUOTES.test(value) ? quote(value) : value
}

/** Throws for a value that cannot be written. */
export function assertValue(value: unknown): asserts value is string {
  assert(
    isWritable(value),
    'unwritable-value',
    'a value must be a string without line break, NUL and unpaired surrogate',
  )
}

/** Throws for a machine's name that cannot be written. */
export function assertName(name: unknown): asserts name is string {
  assert(
    isWritable(name) && name !== '',
    'unwritable-name',
    'a name must be a string without line break, NUL and unpaired surrogate, and not empty',
  )
}

/** Returns the body of a macro with LF alone as line break, and none at its end. */
export function plainBody(body: string): string {
  return body.replace(/\r?\n$/, '').replaceAll('\r\n', '\n')
}

/** Throws for the body of a macro that cannot be written. */
export function assertBody(body: unknown): asserts body is string {
  const lines = typeof body === 'string' && !hasUnpairedSurrogate(body) && plainBody(body)
  assert(
    lines === '' || (lines && !NEVER_IN_MACRO.test(lines)),
    'unwritable-value',
    'a macro must be a string without blank line, lone CR, NUL and unpaired surrogate',
  )
}

/** Throws for the name of a macro that cannot be written. */
export function assertMacroName(name: unknown): void {
  assert(
    isPlainWord(name),
    'unwritable-name',
    "a macro's name must be a word of printable ASCII, without quote or # in front",
  )
}

/** Throws for a comment that cannot be written. */
export function assertComment(comment: unknown): asserts comment is string {
  assert(
    typeof comment === 'string' && isWritable(comment.replaceAll('\n', '')),
    'unwritable-value',
    'a comment must be a string without CR, NUL and unpaired surrogate',
  )
}

/** Throws for a field's name that cannot be written. */
export function assertField(field: unknown): asserts field is string {
  assert(
    isPlainWord(field) && fieldNamed(field),
    'unwritable-field',
    'a field must be a word of printable ASCII, without quote or # in front, and no other keyword',
  )
}

function isWritable(value: unknown): value is string {
  return typeof value === 'string' && !NEVER.test(value) && !hasUnpairedSurrogate(value)
}

function isPlainWord(word: unknown): word is string {
  return typeof word === 'string' && PLAIN_WORD.test(word)
}
