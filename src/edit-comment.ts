import { replaceRuns } from './candidate.ts'
import { assert } from './errors.ts'
import { beginsLine, blanksBefore, commentRange, startOfBlanks } from './layout.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { gap, token } from './token.ts'
import { assertComment } from './value.ts'

// Reads and sets the comment of an entry: the comment lines at the end of the section above it.

/** A line of a comment. */
interface CommentLine {
  /** The index of its first token. */
  readonly start: number
  /** What it says, without its `#` and one blank. */
  readonly says: string
}

/** Lists the lines of the comment at the end of a section. */
function commentLines(above: Section): CommentLine[] {
  const { tokens } = above
  const { start, end } = commentRange(above)
  const lines: CommentLine[] = []
  for (let index = start; index < end; index++) {
    const token = tokens[index]
    if (token?.kind !== 'comment') continue
    lines.push({ start: startOfBlanks(tokens, index), says: token.text.replace(/^#[ \t]?/, '') })
  }
  return lines
}

/** Returns the comment that touches an entry; `undefined` if there is none. */
export function commentOf({ previous }: Section): string | undefined {
  const lines = previous ? commentLines(previous) : []
  return lines.length > 0 ? lines.map(({ says }) => says).join('\n') : undefined
}

/** Sets or removes the comment that touches an entry. Unchanged lines at the start and at the end keep their bytes. */
export function setComment(
  sections: SectionList,
  section: Section,
  comment: string | undefined,
): void {
  const above = section.previous
  if (!above || comment === commentOf(section)) return
  if (comment !== undefined) assertComment(comment)
  const { tokens } = above
  assert(beginsLine(tokens), 'unsafe-position', 'an entry with a comment must begin its line')
  const { start, end } = commentRange(above)
  const old = commentLines(above)
  const lines = comment?.split('\n') ?? []
  let top = 0
  while (top < lines.length && old[top]?.says === lines[top]) top++
  let [oldEnd, newEnd] = [old.length, lines.length]
  while (oldEnd > top && newEnd > top && old[oldEnd - 1]?.says === lines[newEnd - 1]) {
    oldEnd--
    newEnd--
  }
  const indent = gap(blanksBefore(tokens))
  const lineEnd = gap(sections.lineEnd())
  const written = lines
    .slice(top, newEnd)
    .map((line) => [indent, token('comment', line === '' ? '#' : `# ${line}`), lineEnd])
  const startOf = (line: number): number => old[line]?.start ?? end
  const changed = { start: startOf(top), end: startOf(oldEnd), tokens: written.flat() }
  sections.write(above, [replaceRuns(tokens, [changed], start)])
}
