// A second lexer, written only from the rules of reading. It is slow and short, and shares no code with the library.

/** A piece of a text, with one of the kinds of the library's tokens. */
export interface ReferenceToken {
  readonly kind: string
  readonly text: string
}

const TRIVIA: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['byte-order-mark', /(?<!.)\ufeff/sy],
  ['newline', /\r?\n/y],
  ['whitespace', /(?:[ \t]|\r(?!\n))+/y],
  ['comment', /#[^\n]*?(?=\r?\n|$)/y],
]
// A quoted word is closed on its own line; without a closing quote it is a bare word.
const WORD = /"(?:\\[^\n]|[^"\\\n])*"|[^ \t\r\n]+/y
const KEYWORD = /^(?:machine|default|macdef|login|user|password|passwd|account)$/i
const BLANKS = /[ \t\r]*/y
const BLANKS_AND_LINE_BREAKS = /[ \t\r\n]*/y
/** Up to the first empty line, or else to the end. */
const MACRO = /.*?\n\r?\n|.+/sy

/** Splits a text into tokens by the rules of reading. */
export function lexByTheRules(text: string): ReferenceToken[] {
  const tokens: ReferenceToken[] = []
  let at = 0
  const take = (kind: string, found: string): void => {
    if (found !== '') tokens.push({ kind, text: found })
    at += found.length
  }
  const takeTrivia = (): void => {
    for (let trivia = triviaAt(text, at); trivia !== undefined; trivia = triviaAt(text, at)) {
      take(trivia.kind, trivia.text)
    }
  }
  for (takeTrivia(); at < text.length; takeTrivia()) {
    const word = match(WORD, text, at)
    const isKeyword = KEYWORD.test(word)
    take(isKeyword ? 'keyword' : 'unknown', word)
    if (word.startsWith('"') || /^default$/i.test(word)) continue
    const gap = isKeyword ? gapOfKeyword(text, at) : match(BLANKS_AND_LINE_BREAKS, text, at)
    const start = at + gap.length
    const value = match(WORD, text, start)
    const isOnLine = isKeyword && !gap.includes('\n')
    if (value === '' || (!isOnLine && (KEYWORD.test(value) || value.startsWith('#')))) continue
    while (at < start) {
      const trivia = triviaAt(text, at)
      take(trivia?.kind ?? '', trivia?.text ?? text.slice(at, start))
    }
    take('value', value)
    if (/^macdef$/i.test(word)) take('macro-body', match(MACRO, text, at))
  }
  return tokens
}

/** Returns the gap between a keyword and its value: blanks, or else comments and lines too. */
function gapOfKeyword(text: string, from: number): string {
  const blanks = match(BLANKS, text, from)
  if (text[from + blanks.length] !== '\n') return blanks
  let at = from
  for (let trivia = triviaAt(text, at); trivia !== undefined; trivia = triviaAt(text, at)) {
    at += trivia.text.length
  }
  return text.slice(from, at)
}

function triviaAt(text: string, at: number): ReferenceToken | undefined {
  for (const [kind, pattern] of TRIVIA) {
    const found = match(pattern, text, at)
    if (found !== '') return { kind, text: found }
  }
  return undefined
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
