import { unquote } from './quote.ts'
import { KEYWORDS, keywordOf, MAX_KEYWORD_LENGTH, type Token, type TokenKind } from './syntax.ts'

// How tokens are made, by the lexer and by edits.

/** More could overflow the engine's stack. */
const MAX_ARGUMENTS = 1000

/** What the first four kinds of token are made of. */
type TriviaKind = 'byte-order-mark' | 'whitespace' | 'newline' | 'comment'

// A token has no place in the text, so those that most files repeat are made once: a file of a thousand entries then
// costs memory for its values only. Frozen, since whoever calls `lex` gets these too.
export const NEWLINE: Token = Object.freeze(triviaToken('newline', '\n'))
export const SPACE: Token = Object.freeze(triviaToken('whitespace', ' '))
/** Blanks by their length; there are none of length 0. */
export const SPACES: readonly (Token | undefined)[] = Array.from({ length: 9 }, (_, count) =>
  count === 0 ? undefined : Object.freeze(triviaToken('whitespace', ' '.repeat(count))),
)
const KEYWORD_TOKENS: ReadonlyMap<string, Token> = new Map(
  // Stryker disable next-line all: sharing saves memory only
  Array.from(KEYWORDS, ([text, key]) => [text, Object.freeze(token('keyword', text, key))]),
)

function token(kind: TokenKind, text: string, key?: string, value?: string): Token {
  return { kind, text, key, value }
}

/** Makes the token of trivia. */
export function triviaToken(kind: TriviaKind, text: string): Token {
  return token(kind, text)
}

/** Makes the token of a word in a keyword's place. */
export function wordToken(text: string): Token {
  const shared = KEYWORD_TOKENS.get(text)
  // Stryker disable next-line ConditionalExpression: sharing saves memory only
  if (shared !== undefined) return shared
  // Stryker disable next-line ConditionalExpression,EqualityOperator: a longer word is in no table
  const keyword = text.length <= MAX_KEYWORD_LENGTH ? keywordOf(text) : undefined
  if (keyword !== undefined) return token('keyword', text, keyword)
  return token('unknown', text, text.startsWith('"') ? undefined : text)
}

/** Makes the token of a value, as it is written. */
export function valueToken(key: string | undefined, text: string): Token {
  return token('value', text, key, unquote(text))
}

/** Makes the token of all that follows a macro's name. */
export function bodyToken(text: string): Token {
  return token('macro-body', text, 'macdef')
}

/** Concatenates lists of tokens. */
export function join(parts: readonly (readonly Token[])[]): Token[] {
  // Faster than `flat`, which takes as many parts as there are.
  // Stryker disable next-line ConditionalExpression,EqualityOperator: both join; the other one overflows the stack only with very many parts
  if (parts.length > MAX_ARGUMENTS) return parts.flat()
  const none: Token[] = []
  return none.concat(...parts)
}

/** Some neighbouring tokens, and those that are to be in their place. */
export interface Run {
  readonly start: number
  readonly end: number
  readonly tokens: readonly Token[]
}

/** Replaces runs, given in file order, by their new tokens. */
export function replaceRuns(tokens: readonly Token[], runs: readonly Run[]): Token[] {
  const parts: (readonly Token[])[] = []
  let at = 0
  for (const run of runs) {
    parts.push(tokens.slice(at, Math.max(at, run.start)), run.tokens)
    at = run.end
  }
  parts.push(tokens.slice(at))
  return join(parts)
}
