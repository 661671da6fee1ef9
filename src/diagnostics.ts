import type { Diagnostic, DiagnosticCode, Position } from './api.ts'
import { statementsOf } from './lexer.ts'
import { isTerminated, isUnterminatedQuote, readValue } from './parser.ts'
import type { Statement } from './syntax.ts'

// What is wrong with a text.

const ERRORS = {
  'missing-name': 'no name',
  'missing-value': 'no value',
  'unexpected-word': 'neither a keyword nor a value',
  'field-outside-entry': 'a field before the first entry',
  'unterminated-quote': 'no quote at the end of this value',
}
const WARNINGS = {
  'unterminated-macro': 'no empty line at the end of this macro',
  'unknown-keyword': 'a field that not every program knows',
  'duplicate-field': 'given twice: the last one counts',
  'duplicate-machine': 'given twice: programs differ on which one counts',
  'duplicate-default': 'given twice: the first one counts',
  'entry-after-default': 'behind a default entry, where many programs never look',
}
const MESSAGES: Readonly<Record<DiagnosticCode, string>> = { ...ERRORS, ...WARNINGS }

/** Everything that is wrong with a text, in its order. */
export function diagnose(text: string): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const positionAt = positions(text)
  const report = (code: DiagnosticCode, start: number, end: number): void => {
    const severity = code in ERRORS ? 'error' : 'warning'
    const span = { start: positionAt(start), end: positionAt(end) }
    diagnostics.push({ code, severity, message: MESSAGES[code], ...span })
  }
  const codesFor = reader(text)
  for (const statement of statementsOf(text)) {
    for (const code of codesFor(statement)) report(code, statement.start, statement.wordEnd)
    if (isUnterminatedQuote(text, statement)) {
      report('unterminated-quote', statement.valueStart, statement.valueEnd)
    }
  }
  return Object.freeze(diagnostics)
}

/** What is wrong with the word of each statement, asked for in file order. */
function reader(text: string): (statement: Statement) => DiagnosticCode[] {
  const machines = new Set<string>()
  let hasDefault = false
  /** The fields of the entry so far; `undefined` before the first entry. */
  let fields: Set<string> | undefined
  return (statement) => {
    const { keyword, field } = statement
    const value = readValue(text, statement)
    const codes: DiagnosticCode[] = []
    if (keyword === 'machine') {
      fields = new Set()
      if (value === undefined) codes.push('missing-name')
      else if (machines.has(value)) codes.push('duplicate-machine')
      else machines.add(value)
      if (hasDefault) codes.push('entry-after-default')
    } else if (keyword === 'default') {
      fields = new Set()
      if (hasDefault) codes.push('duplicate-default')
      hasDefault = true
    } else if (keyword === 'macdef') {
      if (value === undefined) codes.push('missing-name')
      else if (!isTerminated(text, statement)) codes.push('unterminated-macro')
    } else if (value === undefined || field === undefined) {
      codes.push(keyword === undefined ? 'unexpected-word' : 'missing-value')
    } else if (fields === undefined) {
      codes.push('field-outside-entry')
    } else {
      if (keyword === undefined) codes.push('unknown-keyword')
      if (fields.has(field)) codes.push('duplicate-field')
      fields.add(field)
    }
    return codes
  }
}

/** Positions of offsets that never go back, so that each line is looked for once. */
function positions(text: string): (offset: number) => Position {
  let line = 1
  let lineStart = 0
  let nextLine = text.indexOf('\n') + 1
  return (offset) => {
    while (nextLine > 0 && nextLine <= offset) {
      line++
      lineStart = nextLine
      nextLine = text.indexOf('\n', lineStart) + 1
    }
    return { offset, line, column: offset - lineStart + 1 }
  }
}
