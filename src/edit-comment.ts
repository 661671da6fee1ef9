import { beginsLine, commentRange, startOfBlanks } from './layout.ts'
import type { Section } from './section.ts'
import { type SectionList, unsafePosition } from './section-list.ts'
import type { Token } from './syntax.ts'
import { gap, join, token } from './token.ts'
import { assertComment } from './value.ts'

// The comment of an entry: the lines at the end of the section above it.

/** A line of a comment. */
interface CommentLine {
  readonly tokens: readonly Token[]
  /** What it says, without its `#` and one blank. */
  readonly says: string
}

interface CommentAtEnd {
  readonly start: number
  readonly end: number
  readonly lines: readonly CommentLine[]
}

/** Returns the comment at the end of a section. */
export function commentAtEnd(above: Section | undefined): CommentAtEnd {
  if (above === undefined) return { start: 0, end: 0, lines: [] }
  const { tokens } = above
  const { start, end } = commentRange(above)
  const lines: CommentLine[] = []
  for (let index = start; index < end; index++) {
    const { kind, text } = tokens[index] ?? {}
    if (kind !== 'comment' || text === undefined) continue
    const line = tokens.slice(startOfBlanks(tokens, index), index + 2)
    lines.push({ tokens: line, says: text.replace(/^#[ \t]?/, '') })
  }
  return { start, end, lines }
}

/** Returns the comment that touches an entry; `undefined` if there is none. */
export function commentOf({ previous }: Section): string | undefined {
  const { lines } = commentAtEnd(previous)
  return lines.length > 0 ? lines.map(({ says }) => says).join('\n') : undefined
}

/** Sets or removes the comment that touches an entry. Unchanged lines at the start and at the end keep their bytes. */
export function setComment(
  sections: SectionList,
  section: Section,
  comment: string | undefined,
): void {
  const above = section.previous
  if (above === undefined || comment === commentOf(section)) return
  const lines = comment === undefined ? [] : assertComment(comment).split('\n')
  if (!beginsLine(above.tokens, above.tokens.length)) {
    throw unsafePosition('a comment can only touch an entry that begins its line')
  }
  const { start, end, lines: old } = commentAtEnd(above)
  const indent = above.tokens.slice(end)
  const said = old.map(({ says }) => says)
  const top = countSame(said, lines)
  const bottom = countSame(said.slice(top).reverse(), lines.slice(top).reverse())
  const lineEnd = sections.lineEnd()
  const written = lines
    .slice(top, lines.length - bottom)
    .map((line) => [...indent, commentToken(line), gap(lineEnd)])
  const kept = old.map(({ tokens }) => tokens)
  const parts = [...kept.slice(0, top), ...written, ...kept.slice(old.length - bottom), indent]
  sections.write(above, [{ keep: start, parts: [join(parts)] }])
}

function commentToken(line: string): Token {
  return token('comment', line === '' ? '#' : `# ${line}`)
}

/** Counts the lines at the start of both that are the same. */
function countSame(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((line, at) => line !== other[at])
  return index < 0 ? one.length : index
}
