import {
  beginsLine,
  bodyEnd,
  countEmptyLines,
  followsComment,
  startOfBlanks,
  startOfEmptyLines,
} from './layout.ts'
import { emptyLinesBelow } from './place.ts'
import type { Section } from './section.ts'
import { endsLine, type Token } from './syntax.ts'
import { triviaToken } from './token.ts'
import type { Candidate } from './verify.ts'

// The candidates of what is left after entries are removed, the best first.

/**
 * Groups sections, given in file order, so that each group is removed by one candidate. Those on one line are together,
 * since verifying each of them would read the line again.
 */
export function groupByLine(sections: readonly Section[]): Section[][] {
  const groups: Section[][] = []
  for (const section of sections) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (last && isOnLineOf(section, last)) group?.push(section)
    else groups.push([section])
  }
  return groups
}

/** Tells whether no line break is in the sections between two sections. */
function isOnLineOf(section: Section, last: Section): boolean {
  let between = last.next
  while (between && between !== section && !between.text.includes('\n')) between = between.next
  return between === section
}

/** What is left of a group: the sections that stay, from the one above it on, and the candidates for them. */
export interface Remainder {
  readonly kept: readonly Section[]
  readonly candidates: Iterable<Candidate>
}

/** Removes a group of entries. */
export function removeEntries(
  group: readonly Section[],
  lineEnd: () => string,
  isMoved: boolean,
): Remainder {
  const removed = new Set(group)
  const kept: Section[] = []
  const rests: Rest[] = []
  let above = group[0]?.previous
  while (above && removed.size > 0) {
    const run: Section[] = []
    let next = above.next
    while (next && removed.delete(next)) {
      run.push(next)
      next = next.next
    }
    kept.push(above)
    rests.push(removeBelow(above, run, isMoved))
    above = next
  }
  const parts = rests.map(({ above, keep, tail }, index) =>
    index === 0 ? tail : above.tokens.slice(0, keep).concat(tail),
  )
  return { kept, candidates: candidatesOf(rests[0]?.keep ?? 0, parts, lineEnd) }
}

function* candidatesOf(
  keep: number,
  parts: readonly (readonly Token[])[],
  lineEnd: () => string,
): Generator<Candidate> {
  yield { keep, parts }
  // What was before and what comes after may not share a line.
  const newline = triviaToken('newline', lineEnd())
  yield { keep, parts: parts.map((tokens) => [...tokens, newline]) }
}

/** What a section becomes when the entries below it are gone: its first tokens, and those that come then. */
interface Rest {
  readonly above: Section
  readonly keep: number
  readonly tail: readonly Token[]
}

/** Returns what the section above a run becomes. In one pass, since a run may have any length. */
function removeBelow(above: Section, run: readonly Section[], isMoved: boolean): Rest {
  const body = bodyEnd(above)
  const end = above.tokens.length
  const isOpen = !beginsLine(above.tokens, end)
  const keep = isOpen ? end : startOfSpacing(above.tokens, body)
  const tail = above.tokens.slice(keep)
  let isLineOpen = isOpen
  /** The start of the empty lines and the indent at the end of the tail. */
  let spacing = 0
  const append = (tokens: readonly Token[]): void => {
    for (const token of tokens) tail.push(token)
    isLineOpen = !beginsLine(tail, tail.length)
    spacing = startOfSpacing(tail, spacing)
  }
  for (const section of run) {
    const { tokens, next } = section
    const end = bodyEnd(section)
    const last = tokens[end - 1]
    const isWholeLine = last !== undefined && endsLine(last)
    if (isLineOpen) {
      // An entry that begins in the middle of a line leaves its line break to the text before it.
      if (!isWholeLine) continue
      tail.push(triviaToken('newline', last.text.endsWith('\r\n') ? '\r\n' : '\n'))
      spacing = tail.length
      append(tokens.slice(end))
      continue
    }
    // What follows on its line takes its place.
    if (!isWholeLine && next !== undefined) continue
    const below = countEmptyLines(tokens, end)
    const isTop = keep === 0 || above.tokens[keep - 1]?.kind === 'byte-order-mark'
    if (isTop && spacing === 0 && countEmptyLines(tail, 0) === 0) {
      tail.length = 0
      append(tokens.slice(end + below))
      continue
    }
    const apart = emptyLinesBelow(above, next, () => {
      const rest = above.tokens.slice(body, keep).concat(tail)
      return countEmptyLines(rest, isOpen ? 1 : 0)
    })
    const isBelowComment =
      spacing > 0 ? followsComment(tail, spacing, 0) : followsComment(above.tokens, keep, body)
    const atEnd = isMoved ? tail.length : isBelowComment ? 1 : 0
    const most = Math.max(apart, below, next ? 0 : atEnd)
    let start = startOfEmptyLines(tail, startOfBlanks(tail, tail.length), spacing, most)
    // A comment that stood apart must not come to touch the next entry.
    const touches = isBelowComment && below === 0 && start === spacing
    if (isMoved && next && touches && tail[start]?.kind === 'newline') start++
    tail.length = start
    append(tokens.slice(end))
  }
  return { above, keep, tail }
}

/** Returns where the empty lines and the indent begin that end some tokens. */
function startOfSpacing(tokens: readonly Token[], floor: number): number {
  const indent = startOfBlanks(tokens, tokens.length)
  return startOfEmptyLines(tokens, indent, floor, indent)
}
