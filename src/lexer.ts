import { endOfQuoted } from './quote.ts'
import type { Token } from './syntax.ts'
import { bodyToken, NEWLINE, SPACES, token, valueToken, wordToken } from './token.ts'

// Text -> tokens. After an item (a word and its value), a keyword is always expected again, so the offset is the only state.

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const QUOTE = 0x22
const HASH = 0x23
const BYTE_ORDER_MARK = 0xfeff

/** A line break and an empty line after it. */
const EMPTY_LINE = /\n\r?\n/g

/**
 * Splits a string into tokens, whose texts concatenate to the string.
 *
 * @example
 * ```ts
 * lex('machine a.example # mine').map(({ kind }) => kind)
 * // ['keyword', 'whitespace', 'value', 'whitespace', 'comment']
 * ```
 */
export function lex(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) at = lexItem(source, at, tokens)
  return tokens
}

/**
 * Reads the trivia at an offset at which a keyword is expected, then one word with its value; returns the end. If the word
 * has no value, reads the trivia after it too.
 */
export function lexItem(text: string, from: number, tokens: Token[]): number {
  const start = lexTrivia(text, from, tokens)
  if (start === text.length) return start
  const wordEnd = endOfWord(text, start)
  const word = wordToken(text.slice(start, wordEnd))
  const { key } = word
  const isKeyword = word.kind === 'keyword'
  tokens.push(word)
  if (!key || key === 'default') return wordEnd
  let valueStart = lexBlanks(text, wordEnd, tokens)
  // On the line of its keyword, anything is a value, even a `#` or a keyword.
  const code = text.charCodeAt(valueStart)
  if (!isKeyword || code === LF || code === CR) {
    valueStart = lexTrivia(text, valueStart, tokens)
    const isBelowComment = text.slice(wordEnd, valueStart).includes('#')
    if ((!isKeyword && isBelowComment) || isKeywordAt(text, valueStart)) return valueStart
  }
  if (valueStart === text.length) return valueStart
  const valueEnd = endOfWord(text, valueStart)
  tokens.push(valueToken(key, text.slice(valueStart, valueEnd)))
  if (key !== 'macdef') return valueEnd
  const end = endOfMatch(EMPTY_LINE, text, valueEnd) ?? text.length
  if (valueEnd < end) tokens.push(bodyToken(text.slice(valueEnd, end)))
  return end
}

function isKeywordAt(text: string, start: number): boolean {
  return wordToken(text.slice(start, endOfWord(text, start))).kind === 'keyword'
}

/** Returns the end of the first match of a global or sticky pattern from an offset on; `undefined` if there is none. */
export function endOfMatch(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : undefined
}

/** Tells whether a macro's body is closed by an empty line, and not by the end of the file. */
export function isClosed(body: string): boolean {
  return endOfMatch(EMPTY_LINE, body, 0) !== undefined
}

// The loops over characters below call no functions, because their cost depends on the engine's inlining budget.

/** Reads trivia; returns their end. */
export function lexTrivia(text: string, from: number, tokens?: Token[]): number {
  let at = from
  while (at < text.length) {
    const start = at
    const code = text.charCodeAt(at)
    if (code === LF) {
      tokens?.push(NEWLINE)
      at++
    } else if (code === CR && text.charCodeAt(at + 1) === LF) {
      tokens?.push(token('newline', '\r\n'))
      at += 2
    } else if (code === HASH) {
      at = endOfLine(text, at)
      tokens?.push(token('comment', text.slice(start, at)))
    } else if (code === BYTE_ORDER_MARK && at === 0) {
      tokens?.push(token('byte-order-mark', '\ufeff'))
      at++
    } else {
      at = lexBlanks(text, at, tokens)
      if (at === start) break
    }
  }
  return at
}

/** Reads the blanks at an offset, if there are some; returns their end. A lone CR is one: curl and Python agree. */
function lexBlanks(text: string, start: number, tokens?: Token[]): number {
  let at = start
  let code = text.charCodeAt(at)
  // Stryker disable next-line ConditionalExpression: the next loop takes spaces too
  while (code === SPACE) code = text.charCodeAt(++at)
  const spaces = at - start
  while (code === TAB || code === SPACE || (code === CR && text.charCodeAt(at + 1) !== LF)) {
    code = text.charCodeAt(++at)
  }
  if (at > start) {
    // Stryker disable next-line ConditionalExpression: a token of its own says the same
    const shared = at - start === spaces ? SPACES[spaces] : undefined
    tokens?.push(shared ?? token('whitespace', text.slice(start, at)))
  }
  return at
}

function endOfWord(text: string, start: number): number {
  if (text.charCodeAt(start) === QUOTE) {
    const end = endOfQuoted(text, start)
    if (end) return end
  }
  let at = start
  // Stryker disable next-line EqualityOperator: a slice ends with the text anyway
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Stryker disable next-line ConditionalExpression,EqualityOperator: saves the comparisons for most characters
    if (code <= SPACE && (code === SPACE || code === LF || code === TAB || code === CR)) break
  }
  return at
}

/** Returns the end of the line, before its line break. */
function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  if (end === -1) return text.length
  return text.charCodeAt(end - 1) === CR ? end - 1 : end
}
