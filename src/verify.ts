import { headOf } from './fast-path.ts'
import { followsLineEnd } from './layout.ts'
import { lex } from './lexer.ts'
import { type Item, isOpenMacro } from './parser.ts'
import type { Section } from './section.ts'
import { serialize } from './serializer.ts'
import { endsLine, isHead, type Token } from './syntax.ts'
import { join } from './token.ts'

// The law of every edit: lexing what is written gives back the tokens that were meant, blanks and line breaks aside.

/** A way to write an edit of neighbouring sections: the tokens that they are to have. */
export interface Candidate {
  /** How many tokens at the start of the first section stay. */
  readonly keep: number
  /** The tokens of each section; in the first one they come after those that stay. */
  readonly parts: readonly (readonly Token[])[]
}

/** A candidate in the lexer's own tokens. */
export interface Verified {
  readonly keep: number
  readonly parts: readonly Token[][]
}

const QUOTE_OR_LINE_BREAK = /["\n]/

/**
 * Lexes a candidate in the place of the sections from `first` to `last`, with as much of the lines that it touches as could
 * be read in another way now. Returns it in the lexer's own tokens, some more of the first section among them; `undefined`
 * if they are not the tokens that were meant, so that it must not be written.
 */
export function verify(
  first: Section,
  last: Section,
  { keep, parts }: Candidate,
): Verified | undefined {
  const start = startOfContext(first, keep)
  // Without a quote or a line break, before and after the edit, it is read as before by what else is on its line.
  const isAlone =
    first === last &&
    parts.length === 1 &&
    !QUOTE_OR_LINE_BREAK.test(first.text) &&
    !QUOTE_OR_LINE_BREAK.test(serialize(parts.flat()))
  const above = start === 0 && !isAlone ? sectionsOnLine(first, 'previous').reverse() : []
  const written = join([
    ...above.map(({ tokens }) => tokens),
    first.tokens.slice(start, keep),
    ...parts,
  ])
  const end = written.at(-1)
  // Stryker disable next-line ConditionalExpression: reading the next line too gives the same
  const meant = written.concat(tokensBelow(last, isAlone || (end !== undefined && endsLine(end))))
  const lexed = lex(serialize(meant))
  if (!haveSameMeaning(lexed, meant)) return undefined
  const entries = above.filter(({ isAttached }) => isAttached).length
  const index = start === 0 && first.isAttached ? entries + 1 : entries
  return { keep: start, parts: splitAtHeads(lexed).slice(index, index + parts.length) }
}

/**
 * Returns the start of a line from which the lexer finds the tokens that stay again: one after the last word of the section,
 * so that only trivia stay there; 0 if there is none, or if that word could take what comes after it as its value.
 */
function startOfContext({ tokens, items }: Section, keep: number): number {
  const last = items.at(-1)
  // The candidate begins inside an item, or the last one could take more.
  // Stryker disable next-line all: a guard, no edit does that and begins a line
  if (last && (last.end > keep || !isComplete(tokens, last))) return 0
  const floor = last?.end ?? 0
  let line = keep
  // Stryker disable next-line ConditionalExpression,BooleanLiteral: reading the section from its start gives the same
  while (line > floor && !followsLineEnd(tokens, line)) line--
  return followsLineEnd(tokens, line) ? line : 0
}

/** Tells whether nothing that follows an item can become a part of it. */
function isComplete(tokens: readonly Token[], item: Item): boolean {
  // Stryker disable next-line all: the guard of startOfContext
  return item.value === undefined ? item.key === 'default' : !isOpenMacro(tokens, item)
}

/** Returns the other sections on the line on which a section begins or ends; none if they have no quote, which alone could matter. */
function sectionsOnLine(section: Section, side: 'previous' | 'next'): Section[] {
  const line: Section[] = []
  for (let other = section[side]; other; other = other[side]) {
    // Stryker disable next-line ConditionalExpression,StringLiteral: reading more lines gives the same
    if (side === 'previous' && other.text.endsWith('\n')) break
    line.push(other)
    // Stryker disable next-line ConditionalExpression: reading more lines gives the same
    if (other.text.includes('\n')) break
  }
  // Stryker disable next-line StringLiteral: a line without quotes can be read too
  return line.some(({ text }) => text.includes('"')) ? line : []
}

/** Returns what follows a section on its line: the next keyword, or all of it if a quote there could close an open one. */
function tokensBelow(last: Section, isAtLineStart: boolean): readonly Token[] {
  const line = isAtLineStart ? [] : sectionsOnLine(last, 'next')
  if (line.length > 0) return join(line.map(firstLineOf))
  return last.next ? [headOf(last.next.text)] : []
}

function firstLineOf({ tokens }: Section): readonly Token[] {
  const end = tokens.findIndex(endsLine)
  // Stryker disable next-line ConditionalExpression,MethodExpression: reading all of it gives the same
  return end === -1 ? tokens : tokens.slice(0, end + 1)
}

function haveSameMeaning(lexed: readonly Token[], meant: readonly Token[]): boolean {
  let index = 0
  for (const token of lexed) {
    if (isGap(token)) continue
    let other = meant[index++]
    while (other && isGap(other)) other = meant[index++]
    if (other === undefined || token.kind !== other.kind) return false
    if (token.text !== other.text && !isSameButForCr(token, other)) return false
  }
  return meant.slice(index).every(isGap)
}

function isGap({ kind }: Token): boolean {
  return kind === 'whitespace' || kind === 'newline'
}

/** A CR at the end of the text is the comment's until a line break is put after it. */
function isSameButForCr({ text }: Token, other: Token): boolean {
  return text.replace(/\r+$/, '') === other.text.replace(/\r+$/, '')
}

/** Splits tokens before each head. */
function splitAtHeads(tokens: readonly Token[]): Token[][] {
  const sections: Token[][] = []
  let start = 0
  for (const [index, { kind, key }] of tokens.entries()) {
    if (kind !== 'keyword' || !isHead(key)) continue
    sections.push(tokens.slice(start, index))
    start = index
  }
  sections.push(tokens.slice(start))
  return sections
}
