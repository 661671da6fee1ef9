// Quoted words: how they are read and written.

const LF = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
const ESCAPE_PAIR = /\\(.)/gs

/** Returns the value of a word, without its quotes if it is quoted. */
export function unquote(word: string): string {
  if (!isQuoted(word)) return word
  return word.slice(1, -1).replace(ESCAPE_PAIR, (_, char: string) => ESCAPES[char] ?? char)
}

/** Writes a value in double quotes. */
export function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** Tells whether a word begins with a quote and ends with the one that closes it. */
export function isQuoted(word: string): boolean {
  return word.charCodeAt(0) === QUOTE && endOfQuoted(word, 0) === word.length
}

/** Tells whether a token begins with a quote that is not closed. */
export function isUnterminated({ text }: { readonly text: string }): boolean {
  return text.startsWith('"') && !isQuoted(text)
}

/** Returns the end of a quoted word; `undefined` if no quote on the same line closes the one at `start`. */
export function endOfQuoted(text: string, start: number): number | undefined {
  // Stryker disable next-line EqualityOperator: no quote is after the end
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    if (code === LF) return undefined
    // A backslash before a line end escapes nothing. Otherwise, the quote would continue on the next line.
    if (code === BACKSLASH && text.charCodeAt(at + 1) !== LF) at++
  }
  return undefined
}
