import { type Item, isOpenMacro, type Parsed } from './parser.ts'
import { endsLine, isField, type Token } from './syntax.ts'
import { bodyToken, gap, valueToken, wordToken } from './token.ts'

// Finds out what new text should look like: indent, gaps, empty lines.

/** How a field is laid out. */
export interface FieldLayout {
  /** The blanks before the keyword; if it is on its own line, `'\n'` and its indent. */
  readonly before: string
  /** The blanks between keyword and value. */
  readonly gap: string
}

/** A field on its own line: the layout if there is no model. */
export const OWN_LINE: FieldLayout = { before: '\n  ', gap: ' ' }
/** A field after the last word, on the same line. */
export const SAME_LINE: FieldLayout = { before: ' ', gap: ' ' }

/** Writes a field after another word. */
export function writeField(
  field: string,
  written: string,
  layout: FieldLayout,
  lineEnd: () => string,
): Token[] {
  return [
    gap(layout.before.replace('\n', lineEnd)),
    wordToken(field),
    gap(layout.gap),
    valueToken(field, written),
  ]
}

/** Returns the layout of one field. */
export function fieldLayoutOf(tokens: readonly Token[], field: Item): FieldLayout {
  const blanks = plain(blanksBefore(tokens, field.word))
  const before = beginsLine(tokens, field.word) ? `\n${blanks}` : blanks || ' '
  return { before, gap: gapOf(tokens, field) }
}

/** Returns the layout for a field, following an entry: that of the same field there, or otherwise of its last field. */
export function likeField(model: Parsed | undefined, field: string): FieldLayout {
  const fields = model?.items.filter(({ key }) => isField(key)) ?? []
  const like = fields.find(({ key }) => key === field) ?? fields.at(-1)
  return model && like ? fieldLayoutOf(model.tokens, like) : OWN_LINE
}

/** Returns the blanks between a keyword and its value; one space if there is a line break or a comment between them. */
export function gapOf(tokens: readonly Token[], { word, value }: Item): string {
  return value === word + 2 ? plain(blanksBefore(tokens, value)) || ' ' : ' '
}

/** Returns blanks as new text should have them: without lone CRs. */
function plain(blanks: string): string {
  return blanks.includes('\r') ? ' ' : blanks
}

/** Returns the blanks directly before a token, or at the end; `''` if there are none. */
export function blanksBefore(tokens: readonly Token[], index: number = tokens.length): string {
  const token = tokens[index - 1]
  return token?.kind === 'whitespace' ? token.text : ''
}

/** Returns the index of the blanks directly before a token, or at the end; if there are none, of the token itself. */
export function startOfBlanks(tokens: readonly Token[], index: number = tokens.length): number {
  return tokens[index - 1]?.kind === 'whitespace' ? index - 1 : index
}

/** Returns the index after the blanks at an index, or the index itself. */
export function endOfBlanks(tokens: readonly Token[], index: number): number {
  return tokens[index]?.kind === 'whitespace' ? index + 1 : index
}

/** Tells whether only blanks are before an index, or the end, on its line. What is before the section does not count. */
export function beginsLine(tokens: readonly Token[], index: number = tokens.length): boolean {
  return isLineStart(tokens, startOfBlanks(tokens, index))
}

/** Tells whether there is nothing before an index on its line, not even a blank. */
function isLineStart(tokens: readonly Token[], index: number): boolean {
  return index <= topOf(tokens) || followsLineEnd(tokens, index)
}

/** Returns the index after a byte order mark: the start of what is above the first entry. */
export function topOf([first]: readonly Token[]): number {
  return first?.kind === 'byte-order-mark' ? 1 : 0
}

/** Tells whether there is a line break directly before an index, or a macro with its empty line. */
export function followsLineEnd(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]
  return before !== undefined && endsLine(before)
}

/** Returns the index after the blanks, the comment and the line break that follow an index. */
function endOfLine(tokens: readonly Token[], from: number): number {
  let at = endOfBlanks(tokens, from)
  if (tokens[at]?.kind === 'comment') at++
  return tokens[at]?.kind === 'newline' ? at + 1 : at
}

/**
 * Returns the index after the body of an entry: after its last word, and the trivia that follow up to and including the first
 * line break. What comes after that belongs to the document.
 */
export function bodyEnd({ tokens, items }: Parsed): number {
  const end = items.at(-1)?.end
  if (!end) return topOf(tokens)
  // A macro brings the end of its line along.
  return followsLineEnd(tokens, end) ? end : endOfLine(tokens, end)
}

/** Returns the range of the comment at the end of a section, which touches the next entry. It is empty if there is no comment. */
export function commentRange(section: Parsed): { readonly start: number; readonly end: number } {
  const { tokens } = section
  const end = beginsLine(tokens) ? startOfBlanks(tokens) : tokens.length
  let start = end
  while (followsComment(section, start)) start = startOfBlanks(tokens, start - 2)
  return { start, end }
}

/** Tells whether a comment line, after the entry's own text, is directly before an index at which a line begins. */
export function followsComment(section: Parsed, index: number): boolean {
  return index - 2 >= bodyEnd(section) && section.tokens[index - 2]?.kind === 'comment'
}

/** The number of tokens that stay, and the new tokens after them. */
interface ClosedLine {
  readonly keep: number
  readonly tokens: readonly Token[]
}

/** Closes an open macro or line, so a new line begins at an index. */
export function closeLine({ tokens, items }: Parsed, at: number, lineEnd: string): ClosedLine {
  const macro = items.at(-1)
  const before = tokens[at - 1]
  if (macro && isOpenMacro(tokens, macro)) {
    const body = before?.kind === 'macro-body' ? before.text : ''
    // A CR at the end of the body is part of it, so the line break needs its own.
    const newline = body.endsWith('\r') && body.includes('\n') ? '\r\n' : lineEnd
    const closed = body + (body.endsWith('\n') ? newline : newline + newline)
    return { keep: body === '' ? at : at - 1, tokens: [bodyToken(closed)] }
  }
  if (isLineStart(tokens, at)) return { keep: at, tokens: [] }
  // This is also true of a line of blanks, which would otherwise become an empty line.
  const isBlankLine = before?.kind === 'whitespace' && isLineStart(tokens, at - 1)
  const newline = isBlankLine && before.text.endsWith('\r') ? '\r\n' : lineEnd
  return { keep: at, tokens: [gap(newline)] }
}

// A line of blanks is not an empty line.

/** Returns the start of the empty lines directly above a line, at most `most`, without those inside the entry's own text. */
export function startOfEmptyLines(section: Parsed, end: number, most: number = end): number {
  const { tokens } = section
  const floor = bodyEnd(section)
  const isEmptyLine = (index: number): boolean =>
    tokens[index]?.kind === 'newline' && (index === floor || followsLineEnd(tokens, index))
  let start = end
  while (end - start < most && start > floor && isEmptyLine(start - 1)) start--
  return start
}

/** Returns how many empty lines begin at an index, which must be at the start of a line. */
export function countEmptyLines(tokens: readonly Token[], start: number): number {
  let end = start
  while (tokens[end]?.kind === 'newline') end++
  return end - start
}

/** Returns the first line break of a text; `undefined` if it has none. */
export function firstLineBreak(text: string): string | undefined {
  return /\r?\n/.exec(text)?.[0]
}
