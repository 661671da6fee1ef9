import type { Diagnostic, DiagnosticCode, Range } from './api.ts'
import { lowerCase } from './name-index.ts'
import { type Item, isOpenMacro, valueAt, valueOfField } from './parser.ts'
import { locator } from './position.ts'
import { isUnterminated } from './quote.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { isHead } from './syntax.ts'

// What is wrong with a text.

const ERRORS = {
  'missing-name': 'no name',
  'missing-value': 'no value',
  'unexpected-word': 'neither a keyword nor a value',
  'field-outside-entry': 'a field before the first entry',
  'unterminated-quote': 'no quote at the end of this value',
  'unsupported-encoding': 'UTF-16, which is not read: save the file as UTF-8',
}
const WARNINGS = {
  'unterminated-macro': 'no empty line at the end of this macro',
  'unknown-keyword': 'a field that not every program knows',
  'duplicate-field': 'given twice: the last one counts',
  'duplicate-machine': 'given twice: programs differ on which one counts',
  'duplicate-default': 'given twice: the first one counts',
  'entry-after-default': 'below a default entry, where many programs never look',
  'byte-order-mark': 'most programs do not find the first machine after it',
}
const MESSAGES: Readonly<Record<DiagnosticCode, string>> = { ...ERRORS, ...WARNINGS }

/** Where each of several things is first. */
type Firsts = Map<string, Range>
/** A code, and for a duplicate the first one. */
type Finding = readonly [code: DiagnosticCode, related?: Range | undefined]

/** Returns everything that is wrong with a document, in the order of its text. */
export function diagnose(sections: SectionList): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const locate = locator(sections.text)
  let offset = 0
  const report = (text: string, [code, related]: Finding): void => {
    const severity = code in ERRORS ? 'error' : 'warning'
    const found = {
      code,
      severity,
      message: MESSAGES[code],
      ...locate(offset, text.length),
    } as const
    diagnostics.push(related ? { ...found, related } : found)
  }
  if (sections.isUnread) report('', ['unsupported-encoding'])
  const entries: Firsts = new Map()
  for (const section of sections) {
    const fields: Firsts = new Map()
    let next = 0
    for (const [index, token] of section.tokens.entries()) {
      const { kind, text } = token
      const item = section.items[next]
      if (index === item?.word) {
        const range = locate(offset, text.length)
        const found = isHead(item.key)
          ? headFindings(section, item, entries, range)
          : itemFindings(section, item, fields, range)
        for (const finding of found) report(text, finding)
      }
      if (kind === 'byte-order-mark') report(text, ['byte-order-mark'])
      if (kind === 'value' && isUnterminated(token)) report(text, ['unterminated-quote'])
      if (item && index + 1 === item.end) next++
      offset += text.length
    }
  }
  return Object.freeze(diagnostics)
}

function* headFindings(
  { tokens }: Section,
  item: Item,
  entries: Firsts,
  range: Range,
): Generator<Finding> {
  if (item.key === 'default') {
    yield* secondFinding('duplicate-default', entries, 'default', range)
    return
  }
  const name = valueAt(tokens, item)
  if (name === undefined) yield ['missing-name']
  else {
    const account = JSON.stringify([lowerCase(name), valueOfField(tokens, 'login')])
    yield* secondFinding('duplicate-machine', entries, account, range)
  }
  if (entries.has('default')) yield ['entry-after-default']
}

function* itemFindings(
  { tokens, isAttached }: Section,
  item: Item,
  fields: Firsts,
  range: Range,
): Generator<Finding> {
  const { key, word, value } = item
  const isKeyword = tokens[word]?.kind === 'keyword'
  if (key === 'macdef') {
    if (value === undefined) yield ['missing-name']
    else if (isOpenMacro(tokens, item)) yield ['unterminated-macro']
  } else if (value === undefined || key === undefined) {
    yield [isKeyword ? 'missing-value' : 'unexpected-word']
  } else if (!isAttached) {
    yield ['field-outside-entry']
  } else {
    if (!isKeyword) yield ['unknown-keyword']
    yield* secondFinding('duplicate-field', fields, key, range)
  }
}

/** Finds that something is not the first of its kind. */
function* secondFinding(
  code: DiagnosticCode,
  firsts: Firsts,
  key: string,
  range: Range,
): Generator<Finding> {
  const first = firsts.get(key)
  if (first) yield [code, first]
  else firsts.set(key, range)
}
