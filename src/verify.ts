import type { Candidate } from './candidate.ts'
import { headOf } from './fast-path.ts'
import { followsLineEnd } from './layout.ts'
import { lex } from './lexer.ts'
import { type Item, isOpenMacro } from './parser.ts'
import { isUnterminated } from './quote.ts'
import type { Section } from './section.ts'
import { serialize } from './serializer.ts'
import { endsLine, isHead, type Token } from './syntax.ts'
import { join } from './token.ts'

// The law of every edit: lexing what is written gives back the intended tokens, except for blanks and line breaks.

/** A candidate, as tokens that the lexer made. */
export interface Verified {
  readonly keep: number
  readonly parts: readonly Token[][]
}

/** If an edit has none of these, before and after it, the rest of the line is not read differently. */
const QUOTE_OR_LINE_BREAK = /["\n]/
/** A quote on the first line that is not escaped: it would close a quote that is open before it on that line. */
const CLOSING_QUOTE = /^[^\\\n]*"/

/**
 * Lexes a candidate in place of the sections from `first` to `last`, with as much of the lines around it as could now be
 * read differently. Returns it as tokens that the lexer made, with a smaller `keep` if more of the first section was lexed.
 * Returns `undefined` if these are not the intended tokens: then it must not be written.
 */
export function verify(
  first: Section,
  last: Section,
  { keep, parts }: Candidate,
): Verified | undefined {
  const start = startOfContext(first, keep)
  // The line up to here is read as before, unless a quote that was not on that line closes one that is open there.
  const isAlone =
    start > 0 ||
    [first, last].some(({ text }) => CLOSING_QUOTE.test(text)) ||
    ![first, last, ...join(parts)].some(({ text }) => QUOTE_OR_LINE_BREAK.test(text))
  const line = isAlone ? [] : sectionsOnLine(first, 'previous').reverse()
  // Only a quote that is open there could be closed.
  const above = line.some(({ tokens }) => tokens.some(isUnterminated)) ? line : []
  const kept = first.tokens.slice(start, keep)
  const upToEnd = join([...above.map(({ tokens }) => tokens), kept, ...parts])
  const meant = upToEnd.concat(tokensBelow(last, upToEnd))
  const lexed = lex(serialize(meant))
  if (!haveSameMeaning(lexed, meant)) return undefined
  const heads = start > 0 ? 0 : [...above, first].filter(({ isAttached }) => isAttached).length
  return { keep: start, parts: splitAtHeads(lexed).slice(heads, heads + parts.length) }
}

/**
 * Returns the start of a line from which lexing gives the tokens that stay: the last one after the last item before the edit.
 * Returns 0 if there is no such line, or if that item could take what comes after it as its value.
 */
function startOfContext({ tokens, items }: Section, keep: number): number {
  const last = items.findLast(({ word }) => word < keep)
  const floor = last?.end ?? 0
  if (last && (floor > keep || !isComplete(tokens, last))) return 0
  let line = keep
  // Stryker disable next-line ConditionalExpression,BooleanLiteral: reading the section from its start gives the same
  while (line > floor && !followsLineEnd(tokens, line)) line--
  // At the start of a text, a byte order mark at the start of a word would not be read as part of the word.
  return followsLineEnd(tokens, line) && !tokens[line]?.text.startsWith('\ufeff') ? line : 0
}

/** Tells whether nothing that follows an item can become part of it. */
function isComplete(tokens: readonly Token[], item: Item): boolean {
  return item.value ? !isOpenMacro(tokens, item) : item.key === 'default'
}

/** Returns the other sections on the line on which a section begins or ends. */
function sectionsOnLine(section: Section, side: 'previous' | 'next'): Section[] {
  const line: Section[] = []
  for (let other = section[side]; other; other = other[side]) {
    line.push(other)
    // Stryker disable next-line ConditionalExpression: reading more lines gives the same
    if (other.text.includes('\n')) break
  }
  return line
}

/** Returns the tokens after a section: the next keyword, or the rest of the line if a quote there could close an open one. */
function tokensBelow(last: Section, above: readonly Token[]): readonly Token[] {
  const lastLine = above.slice(above.findLastIndex(endsLine) + 1)
  const line = lastLine.some(isUnterminated) ? sectionsOnLine(last, 'next') : []
  if (line.length === 0 && last.next) return [headOf(last.next.text)]
  return join(line.map(({ tokens }) => tokens))
}

function haveSameMeaning(lexed: readonly Token[], meant: readonly Token[]): boolean {
  let index = 0
  for (const token of lexed) {
    if (isGap(token)) continue
    let other = meant[index++]
    while (other && isGap(other)) other = meant[index++]
    if (token.kind !== other?.kind) return false
    // A CR at the end of the text is part of a comment until a line break is put after it.
    if (token.text !== other.text && withoutCr(token.text) !== withoutCr(other.text)) return false
  }
  return meant.slice(index).every(isGap)
}

function withoutCr(text: string): string {
  return text.replace(/\r+$/, '')
}

function isGap({ kind }: Token): boolean {
  return kind === 'whitespace' || kind === 'newline'
}

/** Splits tokens before each head. */
function splitAtHeads(tokens: readonly Token[]): Token[][] {
  const sections: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'keyword' && isHead(token.key)) sections.push([])
    sections.at(-1)?.push(token)
  }
  return sections
}
