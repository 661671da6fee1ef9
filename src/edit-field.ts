import type { Way } from './judge.ts'
import {
  beginsLine,
  type EntryLayout,
  type FieldLayout,
  fieldLayoutOf,
  firstLineEnd,
  OWN_LINE,
  SAME_LINE,
  writeField,
} from './layout.ts'
import {
  endOfBlanks,
  endOfLine,
  endOfLineBreak,
  keywordOf,
  startOfBlanks,
  startOfLineBreak,
  statementsOf,
} from './lexer.ts'
import { factsOf } from './parser.ts'
import type { Fact, Statement } from './syntax.ts'
import { quote, writeValue } from './value.ts'

// The ways to write an edit inside one section, the best first. The judge takes the first that reads back.

/** A piece of a text, and what is to stand in its place. */
interface Patch {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Give some of the statements of a text another value. */
export function* setValue(
  text: string,
  statements: readonly Statement[],
  changed: ReadonlySet<Statement>,
  value: string,
): Generator<Way> {
  const facts = factsOf(text, statements).map((fact, index): Fact => {
    const statement = statements[index]
    return statement && changed.has(statement) ? [fact[0], fact[1], value, fact[3]] : fact
  })
  for (const write of [writeBehind, quote]) {
    const patches = Array.from(changed, (statement): Patch => {
      const { wordEnd, valueStart: start, valueEnd: end } = statement
      const gap = start === wordEnd ? ' ' : ''
      return { start, end, text: gap + write(value, text, statement) }
    })
    yield { texts: [patch(text, patches)], facts: [facts] }
  }
}

/** The value as it is written behind a statement's word: a keyword needs quotes unless its own keyword is on its line. */
function writeBehind(value: string, text: string, statement: Statement): string {
  const { keyword, wordEnd, valueStart } = statement
  const isSafe = keyword !== undefined && !text.slice(wordEnd, valueStart).includes('\n')
  return isSafe || keywordOf(value) === undefined ? writeValue(value) : quote(value)
}

/** What an edit of a section has to know of the text around it. */
export interface Surroundings {
  /** The line end to use where the section has none. */
  lineEnd(): string
  /** The layout of the nearest machine with fields, for a section without. */
  model(): EntryLayout | undefined
}

/** Add a field that the section does not have: `login` before `password`, any other behind the last field. */
export function* addField(
  text: string,
  statements: readonly Statement[],
  field: string,
  value: string,
  around: Surroundings,
): Generator<Way> {
  const facts = factsOf(text, statements)
  const isKeyword = keywordOf(field) !== undefined
  const fact: Fact = [field, isKeyword, value, undefined]
  const written = isKeyword || keywordOf(value) === undefined ? writeValue(value) : quote(value)
  const lineEnd = firstLineEnd(text) ?? around.lineEnd()

  const password = statements.findIndex(({ keyword }) => keyword === 'password')
  let [last, lastWithValue] = [0, 0]
  for (const [index, { keyword, field: other, wordEnd, valueEnd }] of statements.entries()) {
    if (valueEnd > wordEnd) lastWithValue = index
    if (other !== undefined && (keyword !== undefined || valueEnd > wordEnd)) last = index
  }
  const isBeforePassword = field === 'login' && password !== -1
  const model = statements[isBeforePassword ? password : last]
  const layout = model?.field ? fieldLayoutOf(text, model) : modelOf(field, around.model())
  const place = isBeforePassword ? password - 1 : last
  // Where the word before would take the new one as its value, it goes elsewhere.
  for (const index of new Set([place, last, 0, lastWithValue, statements.length - 1])) {
    const end = statements[index]?.end ?? 0
    for (const like of [layout, OWN_LINE, SAME_LINE]) {
      const start = like.isOnOwnLine ? endOfLineTrivia(text, end) : end
      const words = writeField(field, like, lineEnd, written)
      // Behind a macro a line begins already.
      const isAtLineStart = like.isOnOwnLine && startOfLineBreak(text, start) < start
      const line = isAtLineStart ? words.slice(lineEnd.length) + lineEnd : words
      for (const added of [line, `${line} `]) {
        yield {
          texts: [text.slice(0, start) + added + text.slice(start)],
          facts: [[...facts.slice(0, index + 1), fact, ...facts.slice(index + 1)]],
        }
      }
    }
  }
}

function modelOf(field: string, model: EntryLayout | undefined): FieldLayout {
  return model?.fields.get(field) ?? model?.lastField ?? OWN_LINE
}

/** Behind the blanks and the comment that end a line; where words follow on it, or another entry, where it was. */
function endOfLineTrivia(text: string, at: number): number {
  const end = endOfLine(text, at)
  const blanks = endOfBlanks(text, at)
  if (text.startsWith('#', blanks)) return end
  return blanks === end && end < text.length ? end : at
}

/** Remove a field, in every occurrence. */
export function* deleteField(text: string, field: string, isFollowed: boolean): Generator<Way> {
  const statements = statementsOf(text)
  const kept = statements.filter((statement) => statement.field !== field)
  const facts = [factsOf(text, kept)]
  const runs = runsOf(text, statements, field)
  yield {
    texts: [
      patch(
        text,
        runs.map((run) => withGap(text, run, isFollowed)),
      ),
    ],
    facts,
  }
  // The gap may be what keeps two words apart.
  yield { texts: [patch(text, runs)], facts }
}

/** A piece to be removed; what is kept before it ends at `floor`. */
interface Run extends Patch {
  readonly floor: number
}

/** The occurrences of a field, those with only blanks between them as one run. */
function runsOf(text: string, statements: readonly Statement[], field: string): Run[] {
  const runs: Run[] = []
  let floor = 0
  for (const statement of statements) {
    const { start, end } = statement
    const last = runs.at(-1)
    if (statement.field !== field) floor = end
    else if (last && endOfBlanks(text, last.end) === start) runs.splice(-1, 1, { ...last, end })
    else runs.push({ floor, start, end, text: '' })
  }
  return runs
}

function withGap(text: string, run: Run, isFollowed: boolean): Run {
  const start = startOfBlanks(text, run.start)
  if (!beginsLine(text, run.start)) return { ...run, start }
  const blanksEnd = endOfBlanks(text, run.end)
  const end = endOfLineBreak(text, blanksEnd)
  if (end > blanksEnd) return { ...run, start, end }
  if (end < text.length || isFollowed) return { ...run, end }
  // The last line of the file has no line break of its own.
  return { ...run, start: Math.max(run.floor, startOfLineBreak(text, start)), end }
}

/** A text with some pieces, given in its order, replaced. */
function patch(text: string, patches: readonly Patch[]): string {
  let at = 0
  const parts = patches.map(({ start, end, text: written }) => {
    const part = text.slice(at, Math.max(at, start)) + written
    at = end
    return part
  })
  return parts.join('') + text.slice(at)
}
