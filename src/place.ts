import {
  beginsLine,
  bodyEnd,
  commentRange,
  countEmptyLines,
  followsComment,
  startOfBlanks,
  startOfEmptyLines,
} from './layout.ts'
import type { Section } from './section.ts'
import { endsLine } from './syntax.ts'

// Where an entry is put, and how many empty lines keep entries apart.

/** Returns how many empty lines are directly after what an entry itself says; 0 for what is above the first entry. */
function emptyLinesAfter(section: Section | undefined): number {
  return section?.isAttached ? countEmptyLines(section.tokens, bodyEnd(section)) : 0
}

/**
 * Returns how many empty lines keep the entries apart below a section: as many as are directly after the first of the two
 * entries above; if there are not two and a `default` follows, after the one above.
 */
export function emptyLinesBelow(
  above: Section,
  next: Section | undefined,
  afterAbove: () => number = () => emptyLinesAfter(above),
): number {
  const first = above.previous
  if (first?.previous) return emptyLinesAfter(first)
  return first && next?.isDefault ? afterAbove() : 0
}

/** Where an entry is put. */
export interface InsertionPoint {
  /** The section that it cuts in two. */
  readonly above: Section
  /** Where, as an index into the tokens of that section. */
  readonly at: number
  /** Whether there are words before or after it on its line. */
  readonly isInLine: boolean
  /** How many empty lines are written above and below the entry. */
  readonly emptyAbove: number
  readonly emptyBelow: number
}

/** Returns the end of a document; there a comment above the new entry may be a machine that somebody commented out. */
export function pointAtEnd(last: Section): InsertionPoint {
  const { tokens } = last
  const floor = bodyEnd(last)
  const end = tokens.length
  // The last line may lack its line break.
  const lineStart = tokens[end - 1]?.kind === 'comment' ? end + 1 : end
  const apart = startOfEmptyLines(tokens, lineStart, floor, end)
  const isBelowComment = followsComment(tokens, apart, floor)
  const emptyAbove = Math.max(emptyLinesBelow(last, undefined), isBelowComment ? 1 : 0)
  const at = startOfEmptyLines(tokens, end, floor, emptyAbove)
  return { above: last, at, isInLine: false, emptyAbove, emptyBelow: 0 }
}

/** Returns the point directly above the comment that touches an entry. */
export function pointBefore(entry: Section, isFirstDefault: boolean): InsertionPoint {
  const above = entry.previous ?? entry
  const { tokens } = above
  const point = { above, at: tokens.length, isInLine: true, emptyAbove: 0, emptyBelow: 0 }
  if (!beginsLine(tokens, tokens.length)) return point
  const { start } = commentRange(above)
  const floor = bodyEnd(above)
  if (isFirstDefault) {
    const emptyAbove = emptyLinesBelow(above, entry)
    const at = startOfEmptyLines(tokens, start, floor, emptyAbove)
    return { above, at, isInLine: false, emptyAbove, emptyBelow: 0 }
  }
  const found = start - startOfEmptyLines(tokens, start, floor, start)
  const after = entry.next ? emptyLinesAfter(entry) : 0
  const isTop = startOfBlanks(tokens, start) === (tokens[0]?.kind === 'byte-order-mark' ? 1 : 0)
  const emptyBelow = above.isAttached ? found : isTop ? after : Math.min(after, found)
  return { above, at: start, isInLine: false, emptyAbove: 0, emptyBelow }
}

/** Returns the point directly after what an entry itself says. */
export function pointAfter(entry: Section): InsertionPoint {
  const { tokens, next, previous } = entry
  const at = bodyEnd(entry)
  const last = tokens[at - 1]
  const isInLine = next !== undefined && last !== undefined && !endsLine(last)
  const emptyAbove = emptyLinesAfter(next ? entry : previous)
  return { above: entry, at, isInLine, emptyAbove, emptyBelow: 0 }
}
