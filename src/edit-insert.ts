import {
  beginsLine,
  blanks,
  blanksBefore,
  bodyEnd,
  closeLine,
  type EntryLayout,
  likeField,
  OWN_LINE,
  SAME_LINE,
  startOfBlanks,
  writeField,
} from './layout.ts'
import type { InsertionPoint } from './place.ts'
import type { Section } from './section.ts'
import { endsLine, type Token } from './syntax.ts'
import { SPACE, triviaToken, valueToken, wordToken } from './token.ts'
import { writeValue } from './value.ts'
import type { Candidate } from './verify.ts'

// The candidates of an entry at a place, the best first: a new one, or one that is moved.

/** Returns the blanks before an entry that begins its line. */
export function indentOf({ previous }: Section): string {
  const tokens = previous?.tokens ?? []
  return beginsLine(tokens, tokens.length) ? blanksBefore(tokens, tokens.length) : ''
}

/** An entry as it is written. */
export interface EntryText {
  /** The blanks before its keyword, if it begins a line. */
  readonly indent: readonly Token[]
  /** The comment lines that touch it from above. */
  readonly comment: readonly Token[]
  /** From its keyword on; its last line may lack a line end. */
  readonly entry: readonly Token[]
}

/** What a new entry says. */
export interface NewEntry {
  /** The machine; `undefined` for `default`. */
  readonly name: string | undefined
  readonly fields: ReadonlyMap<string, string>
}

const PLAIN: EntryLayout = { gap: ' ', fields: new Map(), lastField: OWN_LINE }
const ON_ONE_LINE: EntryLayout = { ...PLAIN, lastField: SAME_LINE }

/** Writes a new entry in the layouts that suit a point. */
export function writeEntry(
  { name, fields }: NewEntry,
  model: EntryLayout | undefined,
  indent: string,
  isOnOneLine: boolean,
  lineEnd: string,
): EntryText[] {
  const layouts = [model ?? PLAIN, PLAIN]
  if (isOnOneLine) layouts.unshift(ON_ONE_LINE)
  return layouts.map((layout) => {
    const head =
      name === undefined
        ? [wordToken('default')]
        : [wordToken('machine'), ...blanks(layout.gap), valueToken('machine', writeValue(name))]
    const written = Array.from(fields, ([field, value]) =>
      writeField(field, writeValue(value), likeField(layout, field), lineEnd),
    )
    return { indent: blanks(indent), comment: [], entry: head.concat(...written) }
  })
}

/** Returns the text of an entry that is to be moved, closed and without the blanks before another entry on its line. */
export function textOfEntry(
  section: Section,
  comment: readonly Token[],
  lineEnd: string,
): EntryText {
  const { tokens } = section
  const at = startOfBlanks(tokens, bodyEnd(section))
  const closed = closeLine(section, at, lineEnd)
  return {
    indent: blanks(indentOf(section)),
    comment,
    entry: tokens.slice(0, closed.keep).concat(closed.tokens),
  }
}

/** Inserts an entry: the tokens of the section above it, and those of its own. */
export function* insertEntry(
  texts: readonly EntryText[],
  { above, at, isInLine, emptyAbove, emptyBelow }: InsertionPoint,
  lineEnd: string,
): Generator<Candidate> {
  const rest = above.tokens.slice(at)
  for (const { comment, entry } of isInLine ? texts : []) {
    const words = entry.at(-1)?.kind === 'newline' ? entry.slice(0, -1) : entry
    const isOneLine = comment.length === 0 && !words.some(({ text }) => text.includes('\n'))
    if (isOneLine) yield { keep: at, parts: [[], [...words, SPACE, ...rest]] }
  }
  const newline = triviaToken('newline', lineEnd)
  const newlines = (count: number): Token[] => Array<Token>(count).fill(newline)
  const closed = closeLine(above, at, lineEnd)
  for (const { indent, comment, entry } of texts) {
    const start = [...closed.tokens, ...newlines(emptyAbove), ...comment, ...indent]
    const last = entry.at(-1)
    const lines = last && endsLine(last) ? emptyBelow : emptyBelow + 1
    yield { keep: closed.keep, parts: [start, entry.concat(newlines(lines), rest)] }
  }
}
