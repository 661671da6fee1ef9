import assert from 'node:assert/strict'
import {
  isOccurrence,
  type Piece,
  piecesOf,
  type Section,
  type Statement,
  sectionsOf,
  statementsOf,
  textOf,
} from './pieces.ts'

// The exact text that an edit writes or removes, by the table of edits in docs/format.md: a second implementation, for one edit at a time.

const LINE_ENDS = /^(?:\r?\n)*/
const FINAL_EMPTY_LINES = /(?<=^\ufeff?|\n)(?:\r?\n)*$/
/** Blanks, a comment, and the line end after a last word. */
const REST_OF_LINE = /^[ \t\r]*(?:#[^\n]*)?(?:\n|$)/

/** A spot above or below an entry, which is the section at `index`. */
export interface Spot {
  readonly side: 'before' | 'after'
  readonly index: number
}

/** The place of an insertion: an offset, and the empty lines above and below it. */
interface InsertionPoint {
  readonly at: number
  /** Whether it is in the middle of a line. */
  readonly isInLine: boolean
  readonly emptyAbove: number
  readonly emptyBelow: number
}

/** Asserts that a new entry is in the right place, as the section at `index`, with the right number of empty lines around it. */
export function expectPlace(
  before: string,
  after: string,
  index: number,
  spot: Spot | undefined,
): void {
  const sections = sectionsOf(before).map(cutOwn)
  const point =
    spot === undefined
      ? defaultPoint(sections, index)
      : pointAt(sections, spot, isFirstDefault(sections, spot.index))
  const { at, isInLine, emptyAbove, emptyBelow } = point
  const added = after.slice(at, at + after.length - before.length)
  const rest = before.slice(at)
  assert.equal(before.slice(0, at) + added + rest, after, 'the entry is in the right place')
  if (isInLine && !added.includes('\n')) {
    assert.match(added, /^(?:machine|default).*[^ ] $/is, 'one blank after an entry within a line')
    return
  }
  const words = added.replace(LINE_ENDS, '')
  const empty = countLineEnds(added.slice(0, added.length - words.length))
  const closed = countLineEnds(closing(before.slice(0, at), '\n'))
  assert.equal(empty, emptyAbove + closed, 'the right number of empty lines above it')
  assert.match(words, /^[ \t\r]*(?:machine|default)[\s\S]*\n$/i, 'from its keyword to its line end')
  const ends = countLineEnds(/(?:\r?\n)*$/.exec(words)?.[0] ?? '')
  assert.equal(ends, 1 + emptyBelow, 'the right number of empty lines below it')
  const line = words.trim()
  if (!isInLine || line.includes('\n')) return
  const inLine = `${before.slice(0, at)}${line} ${rest}`
  assert.notDeepEqual(meaningsOf(inLine), meaningsOf(after), 'one line fits on the line')
}

/** Returns the place of an entry that is added without a place: above the first `default`, or else at the end. */
function defaultPoint(sections: readonly Cut[], index: number): InsertionPoint {
  if (index < sections.length) return pointAt(sections, { side: 'before', index }, true)
  const text = textOfCuts(sections)
  const empty = finalEmptyLines(sections.at(-1)?.tail ?? '', '\n')
  const apart = emptyLinesApart(sections, index, false)
  const emptyAbove = Math.max(apart, followsComment(sections, empty) ? 1 : 0)
  const at = cutLineEnds(text, Math.min(emptyAbove, countLineEnds(empty))).length
  return { at, isInLine: false, emptyAbove, emptyBelow: 0 }
}

/** Returns whether a comment line, with or without line end, is directly above the empty lines at the end of a text. */
function followsComment(sections: readonly Cut[], empty: string): boolean {
  const tail = sections.at(-1)?.tail ?? ''
  return /(?:^|\n)[ \t\r]*#[^\n]*\n?$/.test(tail.slice(0, tail.length - empty.length))
}

function pointAt(
  sections: readonly Cut[],
  { side, index }: Spot,
  isAboveDefault: boolean,
): InsertionPoint {
  const start = textOfCuts(sections.slice(0, index))
  const own = sections[index]?.own ?? ''
  const isLast = index === sections.length - 1
  if (side === 'after') {
    const emptyAbove = emptyLinesAfter(sections, isLast ? index - 1 : index)
    const isInLine = !isLast && !own.endsWith('\n')
    return { at: start.length + own.length, isInLine, emptyAbove, emptyBelow: 0 }
  }
  if (!beginsLine(start)) {
    return { at: start.length, isInLine: true, emptyAbove: 0, emptyBelow: 0 }
  }
  const { comment, indent } = commentAbove(sections, index)
  const tail = sections[index - 1]?.tail ?? ''
  const top = start.slice(0, start.length - comment.length - indent.length)
  const floor = start.length - tail.length
  const found = countLineEnds(finalEmptyLines(top.slice(floor), top.slice(0, floor)))
  if (isAboveDefault) {
    const emptyAbove = emptyLinesApart(sections, index, true)
    const at = cutLineEnds(top, Math.min(emptyAbove, found)).length
    return { at, isInLine: false, emptyAbove, emptyBelow: 0 }
  }
  const next = isLast ? 0 : emptyLinesAfter(sections, index)
  const isTop = /^\ufeff?$/.test(top)
  const emptyBelow = index > 1 ? found : isTop ? next : Math.min(next, found)
  return { at: top.length, isInLine: false, emptyAbove: 0, emptyBelow }
}

/** Returns the number of empty lines directly after an entry; 0 above the first. */
function emptyLinesAfter(sections: readonly Cut[], index: number): number {
  if (index === 0) return 0
  return countLineEnds(LINE_ENDS.exec(sections[index]?.tail ?? '')?.[0] ?? '')
}

/** Returns the comment lines that touch an entry from above, and its indent; both empty if it does not begin its line. */
function commentAbove(
  sections: readonly Cut[],
  index: number,
): { readonly comment: string; readonly indent: string } {
  const tail = sections[index - 1]?.tail ?? ''
  if (!beginsLine(textOfCuts(sections.slice(0, index)))) return { comment: '', indent: '' }
  const [, comment = '', indent = ''] =
    /((?:(?<=^|\n)[ \t\r]*#[^\n]*\n)*)((?<=^|\n)[ \t\r]*)$/.exec(tail) ?? []
  return { comment, indent }
}

/** Returns the written lines of a comment, without indent and line end. */
function linesOfComment(comment: string): string[] {
  return Array.from(comment.matchAll(/(#[^\n]*?)\r?\n/g), ([, line = '']) => line)
}

/** Returns the content of a comment line. */
function sayingOf(line: string): string {
  return line.replace(/^#[ \t]?/, '')
}

/** Returns the text of each entry's comment, which touches it from above. */
export function commentsOfEntries(text: string): (string | undefined)[] {
  const sections = sectionsOf(text).map(cutOwn)
  return sections.slice(1).map((_, index) => {
    const lines = linesOfComment(commentAbove(sections, index + 1).comment)
    return lines.length === 0 ? undefined : lines.map(sayingOf).join('\n')
  })
}

/** Returns the line ends that close the last line of a text, and its macro. */
function closing(text: string, lineEnd: string): string {
  const isLineStart = /(?:^\ufeff?|\n)$/.test(text)
  const macro = openMacroAtEnd(text)
  // And a line of blanks must not become an empty one.
  const ofBlanks = /(?:^\ufeff?|\n)[ \t\r]*\r$/.test(text) ? '\r\n' : lineEnd
  if (macro === undefined) return isLineStart ? '' : ofBlanks
  // A CR at the end is a part of the last line of the macro.
  const closed = partsOfMacro(macro).rest.endsWith('\r') ? '\r\n' : lineEnd
  return isLineStart ? closed : closed + closed
}

/** Returns the line end of a file: that of its first line. */
function lineEndOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}

/** What is left of a text above and below an entry that is removed. */
interface Remainder {
  readonly head: string
  readonly rest: string
}

/** Returns the text without an entry: the expected result of removing it, if that reads back. */
export function withoutEntry(text: string, index: number): string {
  const { head, rest } = remainder(text, index)
  return head + rest
}

/** Returns the remaining text without an entry, and without the comment that touches it if it is moved. */
function remainder(text: string, index: number, moved = { comment: '', indent: '' }): Remainder {
  const found = cutOut(text, index, moved)
  const statements = meaningsOf(found.head + found.rest).slice(0, -1)
  const kept = meaningsOf(text).slice(0, -1).toSpliced(index, 1)
  if (isSame(statements, kept)) return found
  // The text before the entry and the text after it must not share a line.
  const below = textOf(
    sectionsOf(text)
      .slice(index + 1)
      .flat(),
  )
  const tail = found.rest.slice(0, found.rest.length - below.length)
  return { head: found.head + tail + lineEndOf(text), rest: below }
}

/** Returns the text above and below an entry, without what is removed with it. */
function cutOut(
  text: string,
  index: number,
  moved: { comment: string; indent: string },
): Remainder {
  const sections = sectionsOf(text).map(cutOwn)
  const start = textOfCuts(sections.slice(0, index))
  const [entry, ...below] = sections.slice(index)
  const rest = (entry?.tail ?? '') + textOfCuts(below)
  const lineEnd = /\r?\n$/.exec(entry?.own ?? '')?.[0] ?? ''
  if (!beginsLine(start)) return { head: start + lineEnd, rest }
  const { comment, indent } = moved
  const top = start.slice(0, start.length - comment.length - indent.length)
  if (lineEnd === '' && below.length > 0) return { head: top + indent, rest }
  if (lineEnd === '' && rest !== '') return { head: top + indent, rest }
  const floor = start.length - (sections[index - 1]?.tail.length ?? 0)
  const tail = top.slice(floor).replace(/(?<=^|\n)[ \t\r]*$/, '')
  const up = finalEmptyLines(tail, start.slice(0, floor))
  const down = LINE_ENDS.exec(rest)?.[0] ?? ''
  if (/^\ufeff?$/.test(start.slice(0, floor) + tail)) {
    return { head: start.slice(0, floor) + tail, rest: rest.slice(down.length) }
  }
  let apart = emptyLinesApart(sections, index, isDefault(below[0]))
  const above = tail.slice(0, tail.length - up.length)
  const isBelowComment = /(?:^|\n)[ \t\r]*#[^\n]*\n$/.test(above)
  if (below.length === 0 && isBelowComment) apart = Math.max(apart, 1)
  const cut = Math.min(Math.max(apart, countLineEnds(down)), countLineEnds(up))
  return { head: start.slice(0, floor) + cutLineEnds(tail, cut), rest }
}

/** Returns the text with a moved entry: the expected result of moving it, if that reads back. */
export function withMoved(text: string, index: number, spot: Spot): string {
  const sections = sectionsOf(text).map(cutOwn)
  const gap = spot.side === 'before' ? spot.index - 1 : spot.index
  if (spot.index === index || gap === index - 1 || gap === index) return text
  const moved = commentAbove(sections, index)
  let { head, rest } = remainder(text, index, moved)
  const isLast = index === sections.length - 1
  const others = commentsOfEntries(text).filter((_, other) => other !== index - 1)
  if (isLast && beginsLine(head)) head = withoutEmptyLines(head)
  else if (JSON.stringify(commentsOfEntries(head + rest)) !== JSON.stringify(others)) {
    const original = textOfCuts(sections.slice(0, index))
    const lineEnd = /^\r?\n/.exec(original.slice(head.length))?.[0] ?? ''
    head += lineEnd
  }
  const { at, isInLine, emptyAbove, emptyBelow } = pointAt(
    sections,
    spot,
    spot.side === 'before' && isFirstDefault(sections, spot.index),
  )
  const put = (inserted: string): string => {
    const from = text.length - rest.length
    if (at >= from) return head + text.slice(from, at) + inserted + text.slice(at)
    return text.slice(0, at) + inserted + head.slice(at) + rest
  }
  const own = sections[index]?.own ?? ''
  const isFollowed = !own.endsWith('\n') && sectionsOf(own).flat().at(-1)?.kind === 'gap'
  const words = isFollowed ? own.replace(/[ \t\r]+$/, '') : own
  const line = words.replace(/\r?\n$/, '')
  if (isInLine && moved.comment === '' && !line.includes('\n')) {
    const inLine = put(`${line} `)
    if (isSame(meaningsOf(inLine).toSorted(), meaningsOf(text).toSorted())) return inLine
  }
  const lineEnd = lineEndOf(text)
  const piece = moved.comment + moved.indent + words + closing(words, lineEnd)
  const above = closing(text.slice(0, at), lineEnd) + lineEnd.repeat(emptyAbove)
  return put(above + piece + lineEnd.repeat(emptyBelow))
}

function withoutEmptyLines(head: string): string {
  const sections = sectionsOf(head).map(cutOwn)
  const { tail = '' } = sections.at(-1) ?? {}
  const start = head.slice(0, head.length - tail.length)
  return cutLineEnds(head, countLineEnds(finalEmptyLines(tail, start)))
}

/** Returns the text with another comment above an entry. */
export function withComment(text: string, index: number, comment: string | undefined): string {
  const sections = sectionsOf(text).map(cutOwn)
  const start = textOfCuts(sections.slice(0, index))
  const found = commentAbove(sections, index)
  const old = found.comment.match(/[^\n]*\n/g) ?? []
  const says = linesOfComment(found.comment).map(sayingOf)
  if (comment === (says.length === 0 ? undefined : says.join('\n'))) return text
  assert.ok(beginsLine(start), 'an entry that shares its line has no comment')
  const lines = comment?.split('\n') ?? []
  let top = 0
  while (top < says.length && says[top] === lines[top]) top++
  let bottom = 0
  const most = Math.min(says.length, lines.length) - top
  while (bottom < most && says.at(-1 - bottom) === lines.at(-1 - bottom)) bottom++
  const written = lines
    .slice(top, lines.length - bottom)
    .map((line) => `${found.indent}${line === '' ? '#' : `# ${line}`}${lineEndOf(text)}`)
  const kept = [...old.slice(0, top), ...written, ...old.slice(old.length - bottom)]
  const above = start.slice(0, start.length - found.comment.length - found.indent.length)
  return above + kept.join('') + found.indent + text.slice(start.length)
}

/** Returns the lines of a macro, without one final line end. */
export function linesOfBody(body: string): string[] {
  const lines = body.replace(/\r?\n$/, '')
  return lines === '' ? [] : lines.split(/\r?\n/)
}

/** Returns the text with a macro in a section; 0 is above the first entry. */
export function withMacro(text: string, index: number, name: string, body: string): string {
  const all = sectionsOf(text)
  const lineEnd = lineEndOf(text)
  const lines = linesOfBody(body)
  const written = [...lines, ''].map((line) => line + lineEnd).join('')
  const own = all[index] ?? []
  const isThere = own.some((piece) => isMacro(piece, name))
  const above = textOf(all.slice(0, index).flat())
  const below = textOf(all.slice(index + 1).flat())
  if (isThere) {
    const changed = own.map((piece) => {
      if (!isMacro(piece, name)) return piece.text
      const { nameLine, rest } = partsOfMacro(piece)
      // The end of the macro is its empty line, or the end of the file.
      const old = linesOfBody(rest.replace(/(?<=^|\n)\r?\n$/, ''))
      if (isSame(old, lines)) return piece.text
      return (nameLine.endsWith('\n') ? nameLine : nameLine + lineEnd) + written
    })
    return above + changed.join('') + below
  }
  const sections = all.map(cutOwn)
  let at = above.length + (sections[index]?.own.length ?? 0)
  if (index === 0) {
    const { comment, indent } = commentAbove(sections, 1)
    const isAlone = sections.length === 1
    at = textOf(own).length - (isAlone ? 0 : comment.length + indent.length)
  }
  const indent = index === 0 ? '' : indentOfLastField(above, own)
  const head = text.slice(0, at)
  return `${head}${closing(head, lineEnd)}${indent}macdef ${name}${lineEnd}${written}${text.slice(at)}`
}

/** Returns the blanks before the last field that begins a line. */
function indentOfLastField(above: string, own: Section): string {
  let [text, found] = [above, '']
  for (const piece of own) {
    const isField =
      piece.kind === 'statement' &&
      !piece.word.startsWith('"') &&
      !(piece.isKeyword && ['machine', 'default', 'macdef'].includes(piece.word))
    if (isField && beginsLine(text)) found = /[ \t\r]*$/.exec(text)?.[0] ?? ''
    text += piece.text
  }
  return found
}

/** Returns the text without the macros with a name in a section. */
export function withoutMacro(text: string, index: number, name: string): string {
  const sections = sectionsOf(text)
  let left = textOf(sections.slice(0, index).flat())
  for (const piece of sections[index] ?? []) {
    if (!isMacro(piece, name)) {
      left += piece.text
      continue
    }
    left = left.replace(/[ \t\r]+$/, '')
    if (!/(?:^\ufeff?|\n)$/.test(left)) left += /\r?\n/.exec(piece.text)?.[0] ?? ''
  }
  return left + textOf(sections.slice(index + 1).flat())
}

/** Returns whether a piece is a `macdef` with this name. */
export function isMacro(piece: Piece, name: string): piece is Statement {
  return (
    piece.kind === 'statement' &&
    piece.isKeyword &&
    piece.word === 'macdef' &&
    piece.value !== undefined &&
    piece.value === name
  )
}

/** Returns a macro up to the end of the line of its name, and its lines with the empty one. */
function partsOfMacro({ text, written }: Statement): { nameLine: string; rest: string } {
  // There may be lines before the name, but none of them has it: they have a keyword and comments.
  const body = text.slice(endOfName(text, written))
  const lineEnd = body.indexOf('\n') + 1
  const length = text.length - body.length + (lineEnd === 0 ? body.length : lineEnd)
  return { nameLine: text.slice(0, length), rest: text.slice(length) }
}

function endOfName(text: string, written: string): number {
  const gap = /^macdef(?:[ \t\r\n]|(?<=\n[ \t\r]*)#[^\n]*)*/i.exec(text)?.[0] ?? ''
  return gap.length + written.length
}

function isFirstDefault(sections: readonly Cut[], index: number): boolean {
  return index === sections.findIndex((cut, at) => at > 0 && isDefault(cut))
}

function meaningsOf(text: string): string[] {
  const sections = sectionsOf(text)
  const comments = sections.flat().filter(({ kind }) => kind === 'comment')
  return [
    ...sections.map((section) =>
      JSON.stringify(
        statementsOf(section).map(({ word, isKeyword, value }) => [word, isKeyword, value]),
      ),
    ),
    `${comments.length} comments`,
  ]
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Returns an entry without a field: the expected result of deleting it, if that reads back. */
export function withoutField(section: Section, field: string, isFollowed: boolean): string {
  let kept = ''
  let gap = ''
  const pieces = [...section]
  while (pieces.length > 0) {
    const piece = pieces.shift()
    if (piece === undefined) break
    if (piece.kind === 'gap') {
      gap += piece.text
      continue
    }
    if (!isOccurrence(piece, field)) {
      kept += gap + piece.text
      gap = ''
      continue
    }
    const [next] = pieces
    const trailing = next?.kind === 'gap' ? next.text : ''
    if (trailing !== '') pieces.shift()
    gap = gapWithout(kept, gap, trailing, pieces.length === 0 && !isFollowed)
  }
  return kept + gap
}

/** Returns what remains of the gaps before and after a field. */
function gapWithout(kept: string, before: string, trailing: string, endsText: boolean): string {
  if (!beginsLine(kept + before)) return trailing
  const lines = before.replace(/[ \t\r]*$/, '')
  const lineEnd = trailing.indexOf('\n') + 1
  if (lineEnd > 0) return lines + trailing.slice(lineEnd)
  return endsText ? lines.replace(/\r?\n$/, '') : before
}

interface Cut {
  /** The text up to the first line break after the last word. */
  readonly own: string
  readonly tail: string
  readonly section: Section
}

function cutOwn(section: Section): Cut {
  const last = section.map(({ kind }) => kind).lastIndexOf('statement')
  const words = textOf(section.slice(0, last + 1))
  const trailing = textOf(section.slice(last + 1))
  const rest = last === -1 ? /^\ufeff?/ : REST_OF_LINE
  // A macro includes the end of its line.
  const length = words.endsWith('\n') ? 0 : (rest.exec(trailing)?.[0].length ?? 0)
  return { own: words + trailing.slice(0, length), tail: trailing.slice(length), section }
}

function textOfCuts(cuts: readonly Cut[]): string {
  return cuts.map(({ own, tail }) => own + tail).join('')
}

/** Returns the number of empty lines that separate the entries above the section at `index`. */
function emptyLinesApart(
  sections: readonly Cut[],
  index: number,
  isBeforeDefault: boolean,
): number {
  const first =
    index >= 3 ? sections[index - 2] : index === 2 && isBeforeDefault ? sections[1] : undefined
  return countLineEnds(LINE_ENDS.exec(first?.tail ?? '')?.[0] ?? '')
}

function isDefault(cut: Cut | undefined): boolean {
  return cut !== undefined && statementsOf(cut.section)[0]?.word === 'default'
}

function beginsLine(start: string): boolean {
  return /(?:^\ufeff?|\n)[ \t\r]*$/.test(start)
}

/** Returns the empty lines at the end of the text after an entry, which itself ends with a line end or begins the text. */
function finalEmptyLines(tail: string, own = ''): string {
  const all = /(?:\r?\n)*$/.exec(tail)?.[0] ?? ''
  if (all.length === tail.length && beginsLine(own)) return all
  return FINAL_EMPTY_LINES.exec(tail)?.[0] ?? ''
}

function cutLineEnds(text: string, count: number): string {
  return count === 0 ? text : cutLineEnds(text.replace(/\r?\n$/, ''), count - 1)
}

function countLineEnds(text: string): number {
  return text.split('\n').length - 1
}

function openMacroAtEnd(text: string): Statement | undefined {
  const last = piecesOf(text).findLast(({ kind }) => kind !== 'gap')
  const isMacdef = last?.kind === 'statement' && last.isKeyword && last.word === 'macdef'
  const isOpen = isMacdef && last.value !== undefined && !/\n\r?\n$/.test(last.text)
  return isOpen ? last : undefined
}
