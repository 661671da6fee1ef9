import type { Diagnostic, DiagnosticCode, Position } from './api.ts'
import { type Item, isOpenMacro, valueAt } from './parser.ts'
import { isQuoted } from './quote.ts'
import type { Section } from './section.ts'
import type { Token } from './syntax.ts'

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

/** Returns everything that is wrong with a document, in the order of its text. */
export function diagnose(sections: Iterable<Section>): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const codesFor = reader()
  let offset = 0
  let line = 1
  let lineStart = 0
  const report = (code: DiagnosticCode, { text }: Token): void => {
    const severity = code in ERRORS ? 'error' : 'warning'
    const [start, end] = [offset, offset + text.length].map(
      (at): Position => ({ offset: at, line, column: at - lineStart + 1 }),
    )
    if (start && end) diagnostics.push({ code, severity, message: MESSAGES[code], start, end })
  }
  for (const { tokens, items } of sections) {
    let next = 0
    for (const [index, token] of tokens.entries()) {
      const item = items[next]
      if (index === item?.word) for (const code of codesFor(tokens, item)) report(code, token)
      if (isUnterminatedQuote(token)) report('unterminated-quote', token)
      if (item && index + 1 === item.end) next++
      for (let at = token.text.indexOf('\n'); at !== -1; at = token.text.indexOf('\n', at + 1)) {
        line++
        lineStart = offset + at + 1
      }
      offset += token.text.length
    }
  }
  return Object.freeze(diagnostics)
}

function isUnterminatedQuote({ kind, text }: Token): boolean {
  return kind === 'value' && text.startsWith('"') && !isQuoted(text)
}

/** Makes a function that tells what is wrong with the word of each item, asked for in file order. */
function reader(): (tokens: readonly Token[], item: Item) => DiagnosticCode[] {
  const machines = new Set<string>()
  let hasDefault = false
  /** The fields of the entry so far; `undefined` before the first entry. */
  let fields: Set<string> | undefined
  return (tokens, item) => {
    const { key } = item
    const value = valueAt(tokens, item)
    const isKeyword = tokens[item.word]?.kind === 'keyword'
    const codes: DiagnosticCode[] = []
    if (key === 'machine') {
      fields = new Set()
      if (value === undefined) codes.push('missing-name')
      else if (machines.has(value)) codes.push('duplicate-machine')
      else machines.add(value)
      if (hasDefault) codes.push('entry-after-default')
    } else if (key === 'default') {
      fields = new Set()
      if (hasDefault) codes.push('duplicate-default')
      hasDefault = true
    } else if (key === 'macdef') {
      if (value === undefined) codes.push('missing-name')
      else if (isOpenMacro(tokens, item)) codes.push('unterminated-macro')
    } else if (value === undefined || key === undefined) {
      codes.push(isKeyword ? 'missing-value' : 'unexpected-word')
    } else if (fields === undefined) {
      codes.push('field-outside-entry')
    } else {
      if (!isKeyword) codes.push('unknown-keyword')
      if (fields.has(key)) codes.push('duplicate-field')
      fields.add(key)
    }
    return codes
  }
}
