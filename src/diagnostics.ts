import type { Diagnostic, DiagnosticCode, Range } from './api.ts'
import { type Item, isOpenMacro, valueAt, valueOfField } from './parser.ts'
import { locator } from './position.ts'
import { isUnterminated } from './quote.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { isField, lowerCase } from './syntax.ts'

// Finds what is wrong with a text.

const ERRORS = {
  'missing-name': 'no name',
  'missing-value': 'no value',
  'unexpected-word': 'neither a keyword nor a value',
  'field-outside-entry': 'a field before the first entry',
  'unterminated-quote': 'no quote at the end of this value',
  'unsupported-encoding': 'this is UTF-16: save the file as UTF-8 first',
}
const WARNINGS = {
  'unterminated-macro': 'no empty line at the end of this macro',
  'unknown-keyword': 'a field that not every program knows',
  'duplicate-field': 'given twice: the last one counts',
  'duplicate-machine': 'given twice: programs differ on which one counts',
  'duplicate-default': 'given twice: the first one counts',
  'entry-after-default': 'below a default entry, where many programs never look',
  'byte-order-mark': 'many programs never find the first machine',
}

const MESSAGES: Readonly<Record<DiagnosticCode, string>> = { ...ERRORS, ...WARNINGS }

/** The range of the first machine or field of each kind, by a key. */
type Firsts = Map<string, Range>

/** Returns everything that is wrong with a document, in the order of its text. */
export function diagnose(sections: SectionList): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const locate = locator(sections.text)
  let offset = 0
  let range = locate(0, 0)
  const report = (code: DiagnosticCode, related?: Range): void => {
    const severity = code in ERRORS ? 'error' : 'warning'
    const message = MESSAGES[code]
    diagnostics.push({ code, severity, message, ...range, ...(related && { related }) })
  }
  /** Reports a duplicate, or remembers the first one. */
  const reportSecond = (code: DiagnosticCode, firsts: Firsts, key: string): void => {
    const first = firsts.get(key)
    if (first) report(code, first)
    else firsts.set(key, range)
  }
  const entries: Firsts = new Map()
  const reportItem = ({ tokens, isAttached }: Section, item: Item, fields: Firsts): void => {
    const { key, word } = item
    const value = valueAt(tokens, item)
    const isKeyword = tokens[word]?.kind === 'keyword'
    if (key === 'default') reportSecond('duplicate-default', entries, key)
    else if (!key || value === undefined) {
      report(!isKeyword ? 'unexpected-word' : isField(key) ? 'missing-value' : 'missing-name')
    } else if (key === 'machine') {
      const account = JSON.stringify([lowerCase(value), valueOfField(tokens, 'login')])
      reportSecond('duplicate-machine', entries, account)
    } else if (key === 'macdef') {
      if (isOpenMacro(tokens, item)) report('unterminated-macro')
    } else if (isAttached) {
      if (!isKeyword) report('unknown-keyword')
      reportSecond('duplicate-field', fields, key)
    } else report('field-outside-entry')
    if (key === 'machine' && entries.has('default')) report('entry-after-default')
  }
  if (sections.isUnread) report('unsupported-encoding')
  for (const section of sections) {
    const items = new Map(section.items.map((item) => [item.word, item]))
    const fields: Firsts = new Map()
    for (const [index, token] of section.tokens.entries()) {
      const { kind, text } = token
      range = locate(offset, text.length)
      const item = items.get(index)
      if (item) reportItem(section, item, fields)
      if (kind === 'byte-order-mark') report(kind)
      if (kind === 'value' && isUnterminated(token)) report('unterminated-quote')
      offset += text.length
    }
  }
  return Object.freeze(diagnostics)
}
