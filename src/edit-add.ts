import type { Way } from './judge.ts'
import {
  beginsLine,
  type EntryLayout,
  endOfOwn,
  OWN_LINE,
  SAME_LINE,
  startOfEmptyLines,
  startOfText,
  writeField,
} from './layout.ts'
import { endOfBlanks, startOfBlanks, startOfLineBreak, statementsOf } from './lexer.ts'
import { factsOf, isTerminated } from './parser.ts'
import type { Fact } from './syntax.ts'
import { writeValue } from './value.ts'

// The ways to write a new entry, the best first.

/** Where a new entry goes: at the end of the section above it, or before the `default` that follows that section. */
export interface Place {
  readonly above: string
  readonly isBeforeDefault: boolean
  /** How many empty lines keep the entries apart here. */
  readonly emptyLines: number
  /** The blanks before `machine`. */
  readonly indent: string
  readonly lineEnd: string
  readonly model: EntryLayout | undefined
}

/** Add a machine, or a `default` where there is no name: the texts of the section above and of the new one. */
export function* addEntry(
  name: string | undefined,
  fields: ReadonlyMap<string, string>,
  place: Place,
): Generator<Way> {
  const { above } = place
  const added = Array.from(fields, ([field, value]): Fact => [field, true, value, undefined])
  const keyword = name === undefined ? 'default' : 'machine'
  const facts = [factsOf(above), [[keyword, true, name, undefined] as const, ...added]]
  const plain = { gap: ' ', fields: new Map(), lastField: OWN_LINE, lineEnd: place.lineEnd }
  if (place.isBeforeDefault && !beginsLine(above, above.length)) {
    const entry = writeEntry(name, fields, { ...plain, lastField: SAME_LINE })
    yield { texts: [above, `${entry} `], facts }
  }
  const at = findPlace(place)
  for (const layout of [place.model ?? plain, plain]) {
    const entry = writeEntry(name, fields, layout)
    // The body of an open macro may end with a CR of its own, which only the second line end leaves alone.
    for (const lineEnd of [layout.lineEnd, '\r\n']) {
      const before = closing(above, at, lineEnd) + lineEnd.repeat(place.emptyLines) + place.indent
      yield { texts: [above.slice(0, at) + before, entry + lineEnd + above.slice(at)], facts }
    }
  }
}

function writeEntry(
  name: string | undefined,
  fields: ReadonlyMap<string, string>,
  layout: EntryLayout,
): string {
  let text = name === undefined ? 'default' : `machine${layout.gap}${writeValue(name)}`
  for (const [field, value] of fields) {
    const like = layout.fields.get(field) ?? layout.lastField
    text += writeField(field, like, layout.lineEnd, writeValue(value))
  }
  return text
}

/** The offset in the text above: above the comments that touch the `default`, and above the last empty lines. */
function findPlace({ above, isBeforeDefault, emptyLines }: Place): number {
  const floor = endOfOwn(above)
  let at = above.length
  if (isBeforeDefault && beginsLine(above, at)) {
    at = startOfBlanks(above, at)
    let line = startOfLineAbove(above, at, floor)
    while (line < at && above.startsWith('#', endOfBlanks(above, line))) {
      at = line
      line = startOfLineAbove(above, at, floor)
    }
  }
  return startOfEmptyLines(above, at, floor, emptyLines)
}

function startOfLineAbove(text: string, at: number, floor: number): number {
  return Math.max(floor, text.lastIndexOf('\n', startOfLineBreak(text, at) - 1) + 1)
}

/** What must stand at the end of a text before an entry can begin a line there: a final line end, the end of a macro. */
function closing(text: string, at: number, lineEnd: string): string {
  const last = statementsOf(text).at(-1)
  const isOpenMacro = last?.keyword === 'macdef' && !isTerminated(text, last)
  const endsLine = at === startOfText(text) || startOfLineBreak(text, at) < at
  return (endsLine ? '' : lineEnd) + (isOpenMacro ? lineEnd : '')
}
