import {
  endOfLine,
  endOfLineBreak,
  startOfBlanks,
  startOfLineBreak,
  statementsOf,
} from './lexer.ts'
import type { Statement } from './syntax.ts'

// What new text should look like here: line end, indent, gaps, empty lines.

/** How a field is laid out. */
export interface FieldLayout {
  readonly isOnOwnLine: boolean
  /** The blanks before the keyword: its indent, where it is on a line of its own. */
  readonly before: string
  /** The blanks between keyword and value. */
  readonly gap: string
}

/** How an entry is laid out. */
export interface EntryLayout {
  readonly lineEnd: string
  /** The blanks between `machine` and its name. */
  readonly gap: string
  /** The layout of each field by its name, and of the last one. */
  readonly fields: ReadonlyMap<string, FieldLayout>
  readonly lastField: FieldLayout
}

/** A field on a line of its own, as where there is nothing to learn from. */
export const OWN_LINE: FieldLayout = { isOnOwnLine: true, before: '  ', gap: ' ' }
/** A field behind the last word. */
export const SAME_LINE: FieldLayout = { isOnOwnLine: false, before: ' ', gap: ' ' }

const BLANKS = /^[ \t]+$/

/** A field as it is written behind another word. */
export function writeField(
  field: string,
  { isOnOwnLine, before, gap }: FieldLayout,
  lineEnd: string,
  written: string,
): string {
  return (isOnOwnLine ? lineEnd : '') + before + field + gap + written
}

/** The first line break of a text; `undefined` where it has none. */
export function firstLineEnd(text: string): string | undefined {
  const start = endOfLine(text, 0)
  return text.slice(start, endOfLineBreak(text, start)) || undefined
}

/** The layout of an entry that has fields; `undefined` for one without. */
export function layoutOf(text: string, lineEnd: string): EntryLayout | undefined {
  const fields = new Map<string, FieldLayout>()
  let lastField: FieldLayout | undefined
  const statements = statementsOf(text)
  for (const statement of statements) {
    if (statement.field === undefined) continue
    lastField = fieldLayoutOf(text, statement)
    if (!fields.has(statement.field)) fields.set(statement.field, lastField)
  }
  const [head] = statements
  if (lastField === undefined || head === undefined) return undefined
  return { lineEnd: firstLineEnd(text) ?? lineEnd, gap: gapOf(text, head), fields, lastField }
}

/** The layout of one field. */
export function fieldLayoutOf(text: string, field: Statement): FieldLayout {
  const isOnOwnLine = beginsLine(text, field.start)
  const before = text.slice(startOfBlanks(text, field.start), field.start)
  const isPlain = BLANKS.test(before) || (isOnOwnLine && before === '')
  return { isOnOwnLine, before: isPlain ? before : ' ', gap: gapOf(text, field) }
}

function gapOf(text: string, { wordEnd, valueStart }: Statement): string {
  const gap = text.slice(wordEnd, valueStart)
  return BLANKS.test(gap) ? gap : ' '
}

/** True where only blanks stand before an offset on its line; a section's first line has nothing before it. */
export function beginsLine(text: string, at: number): boolean {
  const start = startOfBlanks(text, at)
  return start === startOfText(text) || startOfLineBreak(text, start) < start
}

/** 0, or 1 after a byte order mark. */
export function startOfText(text: string): number {
  return text.startsWith('\ufeff') ? 1 : 0
}

/**
 * Where what a section itself says ends: after its last word, and the trivia behind it up to and including the first
 * line break. What follows is the document's.
 */
export function endOfOwn(text: string): number {
  const last = statementsOf(text).at(-1)
  if (last === undefined) return startOfText(text)
  // A macro brings the end of its line along.
  if (startOfLineBreak(text, last.end) < last.end) return last.end
  return endOfLineBreak(text, endOfLine(text, last.end))
}

// A line of blanks is not an empty line.

/** The start of the empty lines directly above a line, at most `most`, none of them before the line at `floor`. */
export function startOfEmptyLines(text: string, end: number, floor: number, most: number): number {
  let start = end
  for (let count = 0; count < most; count++) {
    const line = startOfLineBreak(text, start)
    const isEmpty = line === floor || startOfLineBreak(text, line) < line
    if (line === start || line < floor || !isEmpty) break
    start = line
  }
  return start
}

/** The ends of the empty lines that begin at the start of a line. */
export function endsOfEmptyLines(text: string, start: number): number[] {
  const ends: number[] = []
  let end = start
  for (let next = endOfLineBreak(text, end); next > end; next = endOfLineBreak(text, end)) {
    end = next
    ends.push(end)
  }
  return ends
}

/** How many empty lines stand directly after what a section itself says. */
export function emptyLinesAfter(text: string): number {
  return endsOfEmptyLines(text, endOfOwn(text)).length
}
