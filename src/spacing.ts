import { bodyEnd, countEmptyLines } from './layout.ts'
import type { Section } from './section.ts'

// How many empty lines keep entries apart.

/** Returns how many empty lines are directly after what an entry itself says. */
function emptyLinesAfter({ tokens, items }: Section): number {
  return countEmptyLines(tokens, bodyEnd(tokens, items))
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
