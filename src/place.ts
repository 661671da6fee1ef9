import {
  beginsLine,
  bodyEnd,
  commentRange,
  countEmptyLines,
  followsComment,
  followsLineEnd,
  startOfBlanks,
  startOfEmptyLines,
  topOf,
} from './layout.ts'
import type { Section } from './section.ts'
import { isField } from './syntax.ts'

// Decides where to put an entry, and how many empty lines to put between entries.

/** Returns how many empty lines are directly after an entry's own text; 0 for the section above the first entry. */
export function emptyLinesAfter(section: Section | undefined): number {
  return section?.isAttached ? countEmptyLines(section.tokens, bodyEnd(section)) : 0
}

/**
 * Returns how many empty lines to put above an entry at an index of the section above it: as many as are directly after the
 * first of the two entries above. If there are not two and a `default` follows, as many as are after the one above. At the end
 * of a document, there is at least one after a comment, because that may be a machine that somebody commented out.
 */
export function emptyLinesAbove(above: Section, next: Section | undefined, index: number): number {
  const first = above.previous
  const apart = first?.isAttached ? first : next?.isDefault ? above : undefined
  const lines = emptyLinesAfter(apart)
  if (lines > 0 || next) return lines
  return followsComment(above, startOfEmptyLines(above, index)) ? 1 : 0
}

/** The place to put an entry. */
export interface InsertionPoint {
  /** The section that is split there. */
  readonly above: Section
  /** The place, as an index into the tokens of that section. */
  readonly at: number
  /** Whether there are words before or after it on its line. */
  readonly isInLine?: boolean
  /** How many empty lines are written above and below the entry. */
  readonly emptyAbove?: number
  readonly emptyBelow?: number
}

/** Returns the point at the end of a section, which is the last one or above a `default` and the comment that touches it. */
function pointAtEnd(above: Section): InsertionPoint {
  const { tokens, next } = above
  const end = next ? commentRange(above).start : tokens.length
  // The last line may lack its line break.
  const lineStart = !next && tokens[end - 1]?.kind === 'comment' ? end + 1 : end
  const emptyAbove = emptyLinesAbove(above, next, lineStart)
  const at = startOfEmptyLines(above, end, emptyAbove)
  return { above, at, emptyAbove }
}

/** Returns the point directly above the comment that touches an entry, or the end of the document. */
export function pointBefore(
  entry: Section | undefined,
  above: Section,
  isApart: boolean,
): InsertionPoint {
  const { tokens, isAttached } = above
  if (entry && !beginsLine(tokens)) return { above, at: tokens.length, isInLine: true }
  if (!entry || isApart) return pointAtEnd(above)
  const { start } = commentRange(above)
  const found = start - startOfEmptyLines(above, start)
  const after = entry.next ? emptyLinesAfter(entry) : 0
  const isAtTop = startOfBlanks(tokens, start) === topOf(tokens)
  const emptyBelow = isAttached ? found : isAtTop ? after : Math.min(after, found)
  return { above, at: start, emptyBelow }
}

/** Returns the point directly after the body of an entry. */
export function pointAfter(entry: Section): InsertionPoint {
  const { tokens, next, previous } = entry
  const at = bodyEnd(entry)
  const isInLine = next !== undefined && !followsLineEnd(tokens, at)
  const emptyAbove = emptyLinesAfter(next ? entry : previous)
  return { above: entry, at, isInLine, emptyAbove }
}

/** Finds the nearest machine with fields, looking above first, or otherwise the nearest `default` with fields. */
export function nearest(
  above: Section | undefined,
  below: Section | undefined,
): Section | undefined {
  let fallback: Section | undefined
  for (let [up, down] = [above, below]; up || down; [up, down] = [up?.previous, down?.next]) {
    for (const section of [up, down]) {
      if (!section?.isAttached || !hasFields(section)) continue
      if (!section.isDefault) return section
      fallback ??= section
    }
  }
  return fallback
}

/** Tells whether an entry has fields, with or without a value. */
export function hasFields({ items }: Section): boolean {
  return items.some(({ key }) => isField(key))
}
