import {
  beginsLine,
  bodyEnd,
  countEmptyLines,
  followsComment,
  isTop,
  startOfBlanks,
  startOfEmptyLines,
} from './layout.ts'
import { emptyLinesAbove } from './place.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { endsLine, type Token } from './syntax.ts'
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
  const last = tokens[end - 1]
  const isWholeLine = last !== undefined && endsLine(last)
  const keep = above.tokens.length
  const isInLine = !beginsLine(above.tokens, keep)
  if (isInLine && isWholeLine) {
    // An entry that begins in the middle of a line leaves its line break to the text before it.
    return { keep, rest: [gap(last.text.endsWith('\r\n') ? '\r\n' : '\n'), ...rest] }
  }
  // The rest of its line takes its place.
  if (isInLine || (!isWholeLine && next)) return { keep, rest }
  const below = countEmptyLines(tokens, end)
  const lineStart = startOfBlanks(above.tokens, keep)
  if (isTop(above.tokens, lineStart)) return { keep: lineStart, rest: rest.slice(below) }
  const floor = bodyEnd(above)
  const apart = isMoved && !next ? keep : emptyLinesAbove(above, next, lineStart)
  const start = startOfEmptyLines(above.tokens, lineStart, floor, Math.max(apart, below))
  // A comment that stood apart must not come to touch the next entry.
  const touches = isMoved && next && below === 0 && followsComment(above.tokens, start, floor)
  return { keep: touches && start < lineStart ? start + 1 : start, rest }
}
