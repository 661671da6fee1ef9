import type { Token } from './syntax.ts'

/** Concatenate the texts of tokens. */
export function serialize(tokens: Iterable<Token>): string {
  return Array.from(tokens, (token) => token.text).join('')
}
