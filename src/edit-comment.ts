import { commentRange, startOfBlanks } from './layout.ts'
import type { Section } from './section.ts'
import type { Token } from './syntax.ts'
import { join, triviaToken } from './token.ts'
import type { Candidate } from './verify.ts'

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

/** Sets the lines of the comment at the end of a section; those at both ends of it that are the same keep their bytes. */
export function setComment(above: Section, lines: readonly string[], lineEnd: string): Candidate {
  const { start, end, lines: old } = commentAtEnd(above)
  const rest = above.tokens.slice(end)
  const said = old.map(({ says }) => says)
  const top = countSame(said, lines)
  const bottom = countSame(said.slice(top).reverse(), lines.slice(top).reverse())
  const written = lines
    .slice(top, lines.length - bottom)
    .map((line) => [
      ...rest,
      triviaToken('comment', line === '' ? '#' : `# ${line}`),
      triviaToken('newline', lineEnd),
    ])
  const kept = old.map(({ tokens }) => tokens)
  const parts = [...kept.slice(0, top), ...written, ...kept.slice(old.length - bottom), rest]
  return { keep: start, parts: [join(parts)] }
}

/** Counts the lines at the start of both that are the same. */
function countSame(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((line, at) => line !== other[at])
  return index < 0 ? one.length : index
}
