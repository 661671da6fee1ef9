import assert from 'node:assert/strict'
import { isOccurrence, type Section, sectionsOf, statementsOf, textOf } from './pieces.ts'

// Where exactly an edit writes and cuts, by the table of edits in the README: a second telling of it, for one edit at a time.

const LINE_ENDS = /^(?:\r?\n)*/
const FINAL_EMPTY_LINES = /(?<=^\ufeff?|\n)(?:\r?\n)*$/
/** Blanks, a comment, and the line end behind a last word. */
const REST_OF_LINE = /^[ \t\r]*(?:#[^\n]*)?(?:\n|$)/

/** A new entry stands above the empty lines, comments and `default` it should, with as many empty lines above it. */
export function expectPlace(before: string, after: string, index: number): void {
  const sections = sectionsOf(before).map(cutOwn)
  const above = sections[index - 1]
  const isBeforeDefault = index < sections.length
  const start = textOfCuts(sections.slice(0, index))
  if (above === undefined || (isBeforeDefault && !beginsLine(start))) return
  let tail = above.tail
  if (isBeforeDefault) {
    tail = tail.replace(/[ \t\r]*$/, '')
    tail = tail.replace(/(?:(?<=^|\n)[ \t\r]*#[^\n]*\n)+$/, (comments) =>
      // What is left of the line of the last word is no line of its own.
      comments.length === tail.length &&
      !beginsLine(start.slice(0, start.length - above.tail.length))
        ? comments
        : '',
    )
  }
  const apart = emptyLinesApart(sections, index, isBeforeDefault)
  tail = cutLineEnds(tail, Math.min(apart, countLineEnds(finalEmptyLines(tail))))
  const at = start.length - above.tail.length + tail.length
  const added = after.slice(at, at + after.length - before.length)
  assert.equal(
    before.slice(0, at) + added + before.slice(at),
    after,
    'the entry is where it should be',
  )
  const words = added.replace(LINE_ENDS, '')
  const empty = countLineEnds(added.slice(0, added.length - words.length))
  const closed =
    (/(?:^\ufeff?|\n)$/.test(before.slice(0, at)) ? 0 : 1) + (endsInOpenMacro(before, at) ? 1 : 0)
  assert.equal(empty, apart + closed, 'as many empty lines above it as there should be')
  assert.match(words, /^[ \t\r]*(?:machine|default)[\s\S]*\n$/, 'from its word to its line end')
}

/** The text without an entry: what removing it should leave, where that reads back. */
export function withoutEntry(text: string, index: number): string {
  const sections = sectionsOf(text).map(cutOwn)
  const start = textOfCuts(sections.slice(0, index))
  const [entry, ...below] = sections.slice(index)
  const rest = (entry?.tail ?? '') + textOfCuts(below)
  const lineEnd = /\r?\n$/.exec(entry?.own ?? '')?.[0] ?? ''
  if (!beginsLine(start)) return start + lineEnd + rest
  if (lineEnd === '' && rest !== '') return start + rest
  const tail = sections[index - 1]?.tail.replace(/[ \t\r]*$/, '') ?? ''
  const floor = start.length - (sections[index - 1]?.tail.length ?? 0)
  const up = finalEmptyLines(tail, start.slice(0, floor))
  const down = LINE_ENDS.exec(rest)?.[0] ?? ''
  if (/^\ufeff?$/.test(start.slice(0, floor) + tail))
    return start.slice(0, floor) + tail + rest.slice(down.length)
  const apart = emptyLinesApart(sections, index, isDefault(below[0]))
  const cut = Math.min(Math.max(apart, countLineEnds(down)), countLineEnds(up))
  return start.slice(0, floor) + cutLineEnds(tail, cut) + rest
}

/** An entry without a field: what deleting it should leave, where that reads back. */
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
    const behind = next?.kind === 'gap' ? next.text : ''
    if (behind !== '') pieces.shift()
    gap = gapWithout(kept, gap, behind, pieces.length === 0 && !isFollowed)
  }
  return kept + gap
}

/** What is left of the gaps before and behind a field. */
function gapWithout(kept: string, before: string, behind: string, endsText: boolean): string {
  if (!beginsLine(kept + before)) return behind
  const lines = before.replace(/[ \t\r]*$/, '')
  const lineEnd = behind.indexOf('\n') + 1
  if (lineEnd > 0) return lines + behind.slice(lineEnd)
  return endsText ? lines.replace(/\r?\n$/, '') : before
}

interface Cut {
  /** Up to the first line break behind the last word. */
  readonly own: string
  readonly tail: string
  readonly section: Section
}

function cutOwn(section: Section): Cut {
  const last = section.map(({ kind }) => kind).lastIndexOf('statement')
  const words = textOf(section.slice(0, last + 1))
  const behind = textOf(section.slice(last + 1))
  const rest = last === -1 ? /^\ufeff?/ : REST_OF_LINE
  // A macro brings the end of its line along.
  const length = words.endsWith('\n') ? 0 : (rest.exec(behind)?.[0].length ?? 0)
  return { own: words + behind.slice(0, length), tail: behind.slice(length), section }
}

function textOfCuts(cuts: readonly Cut[]): string {
  return cuts.map(({ own, tail }) => own + tail).join('')
}

/** How many empty lines keep the entries apart above the section at `index`. */
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

/** The empty lines at the end of what stands behind an entry, which itself ends with a line end or begins the text. */
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

function endsInOpenMacro(text: string, at: number): boolean {
  const pieces = sectionsOf(text.slice(0, at)).flat()
  const last = pieces.filter(({ kind }) => kind !== 'gap').at(-1)
  return (
    last?.kind === 'statement' &&
    last.word === 'macdef' &&
    last.value !== undefined &&
    !/\n\r?\n$/.test(last.text)
  )
}
