import {
  beginsLine,
  bodyEnd,
  followsComment,
  followsLineEnd,
  startOfBlanks,
  startOfEmptyLines,
  topOf,
} from './layout.ts'
import { emptyLinesAbove, emptyLinesAfter } from './place.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import type { Token } from './syntax.ts'
import { gap } from './token.ts'

// Removes entries, and decides what is left around them.

/** Removes entries with the same name, given in file order. */
export function removeEntries(
  sections: SectionList,
  removed: readonly Section[],
  isMoved = false,
): void {
  sections.remove(removed, function* (section, above) {
    const { keep, rest } = leftBelow(above, section, isMoved)
    yield { keep, parts: [rest] }
    // The text before the entry and the text after it may not share a line.
    yield { keep, parts: [[...rest, gap(sections.lineEnd())]] }
  })
}

interface Remainder {
  readonly keep: number
  readonly rest: readonly Token[]
}

/** Returns how many tokens of the section above stay, and the tokens after them, which followed the entry's own text. */
function leftBelow(above: Section, section: Section, isMoved: boolean): Remainder {
  const { tokens, next } = section
  const end = bodyEnd(section)
  const rest = tokens.slice(end)
  const isWholeLine = followsLineEnd(tokens, end)
  const keep = above.tokens.length
  const isInLine = !beginsLine(above.tokens)
  if (isInLine && isWholeLine) {
    // An entry that begins in the middle of a line leaves its line break to the text before it.
    const lineEnd = tokens[end - 1]?.text.endsWith('\r\n') ? '\r\n' : '\n'
    return { keep, rest: [gap(lineEnd), ...rest] }
  }
  // The rest of the entry's line takes its place.
  if (isInLine || (!isWholeLine && next)) return { keep, rest }
  const below = emptyLinesAfter(section)
  const lineStart = startOfBlanks(above.tokens)
  if (lineStart === topOf(above.tokens)) return { keep: lineStart, rest: rest.slice(below) }
  const apart = isMoved && !next ? keep : emptyLinesAbove(above, next, lineStart)
  const start = startOfEmptyLines(above, lineStart, Math.max(apart, below))
  // A comment that did not touch an entry must not touch the next one now.
  const touches = isMoved && next && below === 0 && followsComment(above, start)
  return { keep: touches && start < lineStart ? start + 1 : start, rest }
}
