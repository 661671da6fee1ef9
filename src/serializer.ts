import type { Token } from './syntax.ts'

/** Concatenates the texts of tokens to a string. */
export function serialize(tokens: Iterable<Pick<Token, 'text'>>): string {
  let source = ''
  for (const { text } of tokens) source += text
  return source
}
