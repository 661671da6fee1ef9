import {
  beginsLine,
  blanks,
  bodyEnd,
  type EntryLayout,
  isLineStart,
  likeField,
  OWN_LINE,
  SAME_LINE,
  startOfBlanks,
  startOfComment,
  startOfEmptyLines,
  writeField,
} from './layout.ts'
import { isOpenMacro } from './parser.ts'
import type { Section } from './section.ts'
import type { Token } from './syntax.ts'
import { bodyToken, SPACE, triviaToken, valueToken, wordToken } from './token.ts'
import { writeValue } from './value.ts'
import type { Candidate } from './verify.ts'

// The candidates of a new entry, the best first.

/** What is written. */
export interface NewEntry {
  /** The machine; `undefined` for `default`. */
  readonly name: string | undefined
  readonly fields: ReadonlyMap<string, string>
}

/** Where it is written: at the end of the section above it, or before the `default` that follows that section. */
export interface EntryPosition {
  readonly above: Section
  readonly isBeforeDefault: boolean
  /** How many empty lines keep the entries apart here. */
  readonly emptyLines: number
  /** The blanks before its keyword. */
  readonly indent: string
  readonly lineEnd: string
  /** The layout of the nearest machine with fields. */
  readonly model: EntryLayout | undefined
}

const PLAIN: EntryLayout = { gap: ' ', fields: new Map(), lastField: OWN_LINE }
const ON_ONE_LINE: EntryLayout = { ...PLAIN, lastField: SAME_LINE }

/** Adds an entry: the tokens of the section above, and those of the new one. */
export function* addEntry(entry: NewEntry, position: EntryPosition): Generator<Candidate> {
  const { above, isBeforeDefault, emptyLines, indent, model } = position
  const { tokens } = above
  // A CR that ends the body of an open macro is a part of it, so the line end must bring its own.
  const last = tokens.at(-1)
  const endsInCr = last?.kind === 'macro-body' && /\n.*\r$/s.test(last.text)
  const lineEnd = endsInCr ? '\r\n' : position.lineEnd
  if (isBeforeDefault && !beginsLine(tokens, tokens.length)) {
    const written = writeEntry(entry, ON_ONE_LINE, lineEnd)
    yield { keep: tokens.length, parts: [[], [...written, SPACE]] }
  }
  const newline = triviaToken('newline', lineEnd)
  const at = placeIn(position)
  const closed = closeLine(above, at, lineEnd)
  const start = [...closed.tokens, ...Array<Token>(emptyLines).fill(newline), ...blanks(indent)]
  for (const layout of [model ?? PLAIN, PLAIN]) {
    const written = [...writeEntry(entry, layout, lineEnd), newline]
    yield { keep: closed.keep, parts: [start, written.concat(tokens.slice(at))] }
  }
}

function writeEntry({ name, fields }: NewEntry, layout: EntryLayout, lineEnd: string): Token[] {
  const head =
    name === undefined
      ? [wordToken('default')]
      : [wordToken('machine'), ...blanks(layout.gap), valueToken('machine', writeValue(name))]
  const written = Array.from(fields, ([field, value]) => {
    return writeField(field, writeValue(value), likeField(layout, field), lineEnd)
  })
  return head.concat(...written)
}

/** Returns the index in the section above: above the comment that touches the `default`, and above the last empty lines. */
function placeIn({ above, isBeforeDefault, emptyLines }: EntryPosition): number {
  const { tokens, items } = above
  const floor = bodyEnd(tokens, items)
  const end = tokens.length
  const hasOwnLine = isBeforeDefault && beginsLine(tokens, end)
  const line = hasOwnLine ? startOfComment(tokens, startOfBlanks(tokens, end), floor) : end
  return startOfEmptyLines(tokens, line, floor, emptyLines)
}

/** Closes an open macro or an open line, so that an entry can begin a line at an index. */
function closeLine(
  { tokens, items }: Section,
  at: number,
  lineEnd: string,
): { readonly keep: number; readonly tokens: readonly Token[] } {
  const macro = items.at(-1)
  const before = tokens[at - 1]
  if (macro && isOpenMacro(tokens, macro)) {
    const body = before?.kind === 'macro-body' ? before.text : ''
    const closed = body + (body.endsWith('\n') ? lineEnd : lineEnd + lineEnd)
    return { keep: body === '' ? at : at - 1, tokens: [bodyToken(closed)] }
  }
  return { keep: at, tokens: isLineStart(tokens, at) ? [] : [triviaToken('newline', lineEnd)] }
}
