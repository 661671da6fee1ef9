import type { Way } from './judge.ts'
import { beginsLine, endOfOwn, endsOfEmptyLines, startOfEmptyLines } from './layout.ts'
import { startOfBlanks, startOfLineBreak } from './lexer.ts'
import { factsOf } from './parser.ts'
import { emptyLinesApart, type Section } from './section.ts'

// The ways to write what is left where entries are removed, the best first.

/**
 * Sections, given in file order, in groups that are each removed by one judgement: those on one line are together,
 * since a judgement for each would read the line anew.
 */
export function groupsOf(sections: readonly Section[]): Section[][] {
  const groups: Section[][] = []
  for (const section of sections) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (last && isOnLineOf(section, last)) group?.push(section)
    else groups.push([section])
  }
  return groups
}

/** True for the next section, and where no line break stands between the two. */
function isOnLineOf(section: Section, last: Section): boolean {
  let between = last.next
  while (between && between !== section && !between.text.includes('\n')) between = between.next
  return between === section
}

/** What is left of a group: the sections that stay, from the one above it to its end, and the ways to write these. */
export interface Remainder {
  readonly kept: readonly Section[]
  readonly ways: readonly Way[]
}

/** Remove a group of entries. */
export function removeEntries(group: readonly Section[], lineEnd: string): Remainder {
  const removed = new Set(group)
  const kept: Section[] = []
  const texts: string[] = []
  let above = group[0]?.previous
  while (above && removed.size > 0) {
    const run: Section[] = []
    let next = above.next
    while (next && removed.delete(next)) {
      run.push(next)
      next = next.next
    }
    kept.push(above)
    texts.push(removeFrom(above, run))
    above = next
  }
  const facts = kept.map((section) => factsOf(section.text))
  // What stood before and what stands behind may not share a line.
  const apart = texts.map((text) => text + lineEnd)
  return { kept, ways: [texts, apart].map((texts) => ({ texts, facts })) }
}

/** A text under way: what is settled, and the empty lines and the indent that end it, unless a word ends it. */
interface Rest {
  readonly settled: string
  readonly loose: string
  readonly isLineOpen: boolean
}

/** The text of the section above a run, once the run is gone. In one pass, since a run may have any length. */
function removeFrom(above: Section, run: readonly Section[]): string {
  const own = endOfOwn(above.text)
  let rest = loosen(above.text, own)
  for (const { text, next } of run) {
    const end = endOfOwn(text)
    const lineBreak = startOfLineBreak(text, end)
    const { settled, loose, isLineOpen } = rest
    if (isLineOpen) {
      // An entry that begins in the middle of a line leaves its line break to the text before it.
      if (lineBreak < end) rest = extend(settled + text.slice(lineBreak, end), text.slice(end))
      continue
    }
    // What follows on its line takes its place.
    if (lineBreak === end && next !== undefined) continue
    const below = endsOfEmptyLines(text, end)
    // Nothing stands above, but perhaps a byte order mark.
    if (settled.length < 2 && endsOfEmptyLines(loose, 0).length === 0) {
      rest = extend(settled, text.slice(below.at(-1) ?? end))
      continue
    }
    const apart = emptyLinesApart(above, settled + loose, next)
    const most = Math.max(apart, below.length)
    const kept = startOfEmptyLines(loose, startOfBlanks(loose, loose.length), 0, most)
    rest = extend(settled, loose.slice(0, kept) + text.slice(end))
  }
  return rest.settled + rest.loose
}

function extend(settled: string, text: string): Rest {
  const rest = loosen(text, 0)
  return { ...rest, settled: settled + rest.settled }
}

function loosen(text: string, floor: number): Rest {
  if (!beginsLine(text, text.length)) return { settled: text, loose: '', isLineOpen: true }
  const indent = startOfBlanks(text, text.length)
  const start = startOfEmptyLines(text, indent, floor, indent)
  return { settled: text.slice(0, start), loose: text.slice(start), isLineOpen: false }
}
