import type { Candidate } from './candidate.ts'
import { setComment } from './edit-comment.ts'
import { removeEntries } from './edit-remove.ts'
import { assert } from './errors.ts'
import {
  beginsLine,
  blanksBefore,
  bodyEnd,
  closeLine,
  commentRange,
  type FieldLayout,
  firstLineBreak,
  followsLineEnd,
  gapOf,
  likeField,
  OWN_LINE,
  SAME_LINE,
  startOfBlanks,
  writeField,
} from './layout.ts'
import { hasFields, type InsertionPoint, nearest, pointAfter, pointBefore } from './place.ts'
import { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { serialize } from './serializer.ts'
import type { Token } from './syntax.ts'
import { gap, SPACE, valueToken, wordToken } from './token.ts'
import { assertName, assertValue, writeValue } from './value.ts'

// Puts an entry at a place: a new one, or one that is moved.

/** The side of another entry on which an entry is put. */
export type Side = 'before' | 'after'

const LINE_BREAK = /^\r?\n$/

/** Adds a machine, or a `default` if no name is given: at a place, or where new entries go. */
export function addEntry(
  sections: SectionList,
  name: string | undefined,
  fields: ReadonlyMap<string, string>,
  anchor?: Section,
  side?: Side,
): Section {
  if (name !== undefined) assertName(name)
  for (const value of fields.values()) assertValue(value)
  const point = pointAt(sections, anchor ?? sections.firstDefault, side)
  const { above, isInLine } = point
  assertAboveDefault(sections, undefined, above)
  const isModel = anchor && !anchor.isDefault && hasFields(anchor)
  const model = isModel ? anchor : nearest(above, above.next)
  const lineEnd = (model && firstLineBreak(model.text)) ?? sections.lineEnd()
  const write = (headGap: string, layoutOf: (field: string) => FieldLayout): Token[] => {
    const head = name
      ? [wordToken('machine'), gap(headGap), valueToken('machine', writeValue(name))]
      : [wordToken('default')]
    const written = Array.from(fields, ([field, value]) =>
      writeField(field, writeValue(value), layoutOf(field), () => lineEnd),
    )
    return head.concat(...written)
  }
  const [head] = model?.items ?? []
  const ways = [
    write(model && head ? gapOf(model.tokens, head) : ' ', (field) => likeField(model, field)),
    write(' ', () => OWN_LINE),
  ]
  if (isInLine && !anchor) ways.unshift(write(' ', () => SAME_LINE))
  const section = new Section('')
  sections.insert(section, above, insertEntry(ways, indentOf(model), [], point, lineEnd))
  return section
}

/** Moves an entry, with the comment that touches it, before or after another one. These are several edits, to be made as one. */
export function moveEntry(
  sections: SectionList,
  section: Section,
  anchor: Section,
  side: Side,
): void {
  const { previous, next } = section
  const neighbour = side === 'before' ? next : previous
  if (section === anchor || neighbour === anchor || !previous) return
  const point = pointAt(sections, anchor, side)
  assertAboveDefault(sections, section, point.above)
  const lineEnd = sections.lineEnd()
  const { start, end } = commentRange(previous)
  const comment = previous.tokens.slice(start, end)
  const at = startOfBlanks(section.tokens, bodyEnd(section))
  const closed = closeLine(section, at, lineEnd)
  const entry = section.tokens.slice(0, closed.keep).concat(closed.tokens)
  const indent = indentOf(section)
  if (comment.length > 0) setComment(sections, section, undefined)
  removeEntries(sections, [section], true)
  sections.insert(section, point.above, insertEntry([entry], indent, comment, point, lineEnd))
}

/** Throws if a machine would be below a `default` and is not below one now. */
function assertAboveDefault(
  { firstDefault: first }: SectionList,
  section: Section | undefined,
  above: Section,
): void {
  if (!first) return
  const isBelow = first.order <= above.order
  const wasBelow = section && section.order >= first.order
  const passesMachines = section?.isDefault && !isBelow && above.next !== first
  assert(
    !passesMachines && (!isBelow || wasBelow),
    'unsafe-position',
    'a machine would be below a default entry, where many programs never look',
  )
}

function pointAt(
  { firstDefault, last }: SectionList,
  anchor: Section | undefined,
  side?: Side,
): InsertionPoint {
  if (anchor && side === 'after') return pointAfter(anchor)
  return pointBefore(anchor, anchor?.previous ?? last, anchor === firstDefault)
}

/** Returns the blanks before an entry that begins its line. */
function indentOf(section: Section | undefined): string {
  const tokens = section?.previous?.tokens ?? []
  return beginsLine(tokens) ? blanksBefore(tokens) : ''
}

/**
 * Inserts an entry below a comment: proposes the tokens of the section above, with the comment, and those of the entry. Each
 * way to write the entry begins with its keyword; its last line may lack a line end.
 */
function* insertEntry(
  ways: readonly (readonly Token[])[],
  indent: string,
  comment: readonly Token[],
  { above, at, isInLine, emptyAbove = 0, emptyBelow = 0 }: InsertionPoint,
  lineEnd: string,
): Generator<Candidate> {
  const rest = above.tokens.slice(at)
  for (const entry of isInLine && comment.length === 0 ? ways : []) {
    const words = LINE_BREAK.test(entry.at(-1)?.text ?? '') ? entry.slice(0, -1) : entry
    const isOneLine = !serialize(words).includes('\n')
    if (isOneLine) yield { keep: at, parts: [[], [...words, SPACE, ...rest]] }
  }
  const closed = closeLine(above, at, lineEnd)
  const start = [...closed.tokens, gap(lineEnd.repeat(emptyAbove)), ...comment, gap(indent)]
  for (const entry of ways) {
    const lines = followsLineEnd(entry, entry.length) ? emptyBelow : emptyBelow + 1
    const below = gap(lineEnd.repeat(lines))
    yield { keep: closed.keep, parts: [start, [...entry, below, ...rest]] }
  }
}
