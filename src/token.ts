import { unquote } from './quote.ts'
import { KEYWORDS, keywordOf, type Token, type TokenKind } from './syntax.ts'

// Makes tokens, for the lexer and for edits.

// A token does not know its place in the text, so common tokens are made once: a file with a thousand entries then needs memory
// only for its values. They are frozen, because callers of `lex` get them too.
export const NEWLINE: Token = Object.freeze(token('newline', '\n'))
export const SPACE: Token = Object.freeze(token('whitespace', ' '))
/** Tokens of spaces, by their length. Length 0 has no token. */
export const SPACES: readonly (Token | undefined)[] = Array.from({ length: 9 }, (_, count) =>
  count === 0 ? undefined : Object.freeze(token('whitespace', ' '.repeat(count))),
)
const KEYWORD_TOKENS: ReadonlyMap<string, Token> = new Map(
  // Stryker disable next-line all: sharing saves memory only
  Array.from(KEYWORDS, ([text, key]) => [text, Object.freeze(token('keyword', text, key))]),
)

/** Makes a token. */
export function token(kind: TokenKind, text: string, key?: string, value?: string): Token {
  return { kind, text, key, value }
}

/** Makes a token for everything between two words of a candidate: any blanks and line breaks, or nothing. */
export function gap(text: string): Token {
  return token('whitespace', text)
}

/** Makes the token of a word in a keyword's place. */
export function wordToken(text: string): Token {
  const shared = KEYWORD_TOKENS.get(text)
  // Stryker disable next-line ConditionalExpression: sharing saves memory only
  if (shared) return shared
  const keyword = keywordOf(text)
  if (keyword) return token('keyword', text, keyword)
  return token('unknown', text, text.startsWith('"') ? undefined : text)
}

/** Makes the token of a value, from the word that is written. */
export function valueToken(key: string | undefined, text: string): Token {
  return token('value', text, key, unquote(text))
}

/** Makes the token of everything after a macro's name. */
export function bodyToken(text: string): Token {
  return token('macro-body', text, 'macdef')
}

/** Concatenates lists of tokens. */
export function join(parts: readonly (readonly Token[])[]): Token[] {
  // A loop is faster than `flat`, and can take any number of parts.
  const joined: Token[] = []
  for (const part of parts) for (const token of part) joined.push(token)
  return joined
}
