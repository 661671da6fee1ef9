import type { ReadonlyNetrcDocument } from './api.ts'
import { assertArgument } from './arguments.ts'
import { lex } from './lexer.ts'
import { isQuoted, quote } from './quote.ts'
import { serialize } from './serializer.ts'
import { keywordOf, type Token } from './syntax.ts'

const ONE_WORD = /^[^\s\0"#][^\s\0"]*$/
/** The text of a macro's line after its blanks. A CR before the line end belongs to the line break. */
const MACRO_LINE = /[^ \t\r\n](?:[^\n]*[^\r\n])?/g

/**
 * Returns the text without its secrets, for logs, diffs and screens. Replaces everything except keywords, names of machines and
 * macros, and logins. Each word becomes `mask` (in quotes if it was quoted), each comment becomes `# ` and `mask`, and each line
 * of a macro becomes `mask` after its blanks. Lines stay lines, and a parser finds the same entries, names and logins.
 *
 * @param mask One word that is not a keyword, without quotes and without `#` at its start.
 * @throws NetrcError `invalid-argument` for any other mask.
 * @example
 * ```ts
 * maskSecrets('machine a.example login anna password secret # mine')
 * // 'machine a.example login anna password *** # ***'
 * ```
 */
export function maskSecrets(source: string | ReadonlyNetrcDocument, mask = '***'): string {
  assertArgument(
    typeof mask === 'string' && ONE_WORD.test(mask) && !keywordOf(mask),
    'a mask must be a word without quotes or a leading #, and no keyword',
  )
  return serialize(lex(String(source)).map((token) => ({ text: maskToken(token, mask) })))
}

function maskToken({ kind, key, text }: Token, mask: string): string {
  if (kind === 'comment') return `# ${mask}`
  if (kind === 'macro-body') return text.replace(MACRO_LINE, () => mask)
  const isShown = key === 'machine' || key === 'macdef' || key === 'login'
  if (kind === 'unknown' || (kind === 'value' && !isShown))
    return isQuoted(text) ? quote(mask) : mask
  return text
}
