import type { Macro } from './api.ts'
import {
  endOfLine,
  endOfLineBreak,
  endOfTrivia,
  isQuoted,
  nextStatement,
  startOfLineBreak,
  statementsOf,
  unquote,
} from './lexer.ts'
import type { Fact, Statement } from './syntax.ts'

// Text -> sections, and what a section says. A section is what stands before the first entry, or one `machine` or
// `default` up to the next. What it says is a function of its own text alone, since whatever could reach over its
// end (an open quote, a due value, an open macro) would have swallowed the next one.

/**
 * A machine as most files write them, name and values bare and on the lines of their keywords, so that splitting reads
 * it in one go. Linear: each part begins with a character that the part before cannot have. The bound keeps the engine's
 * stack small.
 */
const ORDINARY_MACHINE =
  /machine[ \t]+[^ \t\r\n"][^ \t\r\n]*(?:[ \t\r\n]+(?:login|password|account)[ \t]+[^ \t\r\n"][^ \t\r\n]*){0,64}/y

/** Split a text into its sections: what stands before the first entry, if only `''`, then one for each entry. */
export function split(text: string): string[] {
  const sections: string[] = []
  let start = 0
  let at = 0
  for (;;) {
    const statement = nextHead(text, endOfTrivia(text, at))
    if (statement === undefined) break
    if (startsEntry(statement)) {
      sections.push(text.slice(start, statement.start))
      start = statement.start
    }
    at = statement.end
  }
  sections.push(text.slice(start))
  return sections
}

/** The statement that begins at `at`, or at once all that an ordinary machine has. */
function nextHead(
  text: string,
  at: number,
): Pick<Statement, 'keyword' | 'start' | 'end'> | undefined {
  ORDINARY_MACHINE.lastIndex = at
  if (!ORDINARY_MACHINE.test(text)) return nextStatement(text, at)
  return { keyword: 'machine', start: at, end: ORDINARY_MACHINE.lastIndex }
}

/** True for `machine` and `default`. */
export function startsEntry(statement: Pick<Statement, 'keyword'>): boolean {
  return statement.keyword === 'machine' || statement.keyword === 'default'
}

/** The value of a statement; `undefined` where it has none. */
export function readValue(text: string, statement: Statement): string | undefined {
  if (statement.valueStart === statement.valueEnd) return undefined
  return unquote(text.slice(statement.valueStart, statement.valueEnd))
}

/** What every statement of a text says. */
export function factsOf(
  text: string,
  statements: readonly Statement[] = statementsOf(text),
): Fact[] {
  return statements.map((statement) => {
    const { keyword, start, wordEnd } = statement
    const value = readValue(text, statement)
    const body = keyword === 'macdef' && value !== undefined ? bodyOf(text, statement) : undefined
    return [keyword ?? text.slice(start, wordEnd), keyword !== undefined, value, body]
  })
}

/** The value of a field, named as by `fieldNamed`: the last one counts. */
export function readField(text: string, field: string): string | undefined {
  let last: Statement | undefined
  let statement = nextStatement(text, 0)
  while (statement !== undefined) {
    if (statement.field === field && statement.valueEnd > statement.wordEnd) last = statement
    statement = nextStatement(text, statement.end)
  }
  return last && readValue(text, last)
}

/** Every field that has a value, where it first stands, with the value that counts. */
export function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const statement of statementsOf(text)) {
    const value = readValue(text, statement)
    if (statement.field !== undefined && value !== undefined) fields.set(statement.field, value)
  }
  return fields
}

/** The name of the machine that a section is; `undefined` where it has none. */
export function readName(text: string): string | undefined {
  const statement = nextStatement(text, 0)
  return statement?.keyword === 'machine' ? readValue(text, statement) : undefined
}

/** The macros of a section. */
export function readMacros(text: string): Macro[] {
  return statementsOf(text)
    .filter(({ keyword }) => keyword === 'macdef')
    .map((macro) => ({ name: readValue(text, macro), body: bodyOf(text, macro) }))
}

/** True where a macro ends at an empty line, or has no name and so no body; false where the file's end ends it. */
export function isTerminated(text: string, macro: Statement): boolean {
  const emptyLine = startOfLineBreak(text, macro.end)
  return macro.valueEnd === macro.wordEnd || startOfLineBreak(text, emptyLine) < emptyLine
}

/** True for a value that begins with a quote which nothing on its line closes. */
export function isUnterminatedQuote(text: string, statement: Statement): boolean {
  const value = text.slice(statement.valueStart, statement.valueEnd)
  return value.startsWith('"') && !isQuoted(value)
}

function bodyOf(text: string, macro: Statement): string {
  const start = endOfLineBreak(text, endOfLine(text, macro.valueEnd))
  const end = isTerminated(text, macro) ? startOfLineBreak(text, macro.end) : macro.end
  // Where there is no line after the name's, the end lies before the start.
  return text.slice(start, startOfLineBreak(text, end))
}
