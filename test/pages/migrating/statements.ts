import { parse } from '../../../src/core.ts'
import { codeOf, textOf } from './page.ts'
import type { Call, Outcome } from './runs.ts'

// What the cells of the tables say, and what came of their calls.

/** A call, and what came of it, as far as a cell says it. */
export interface Statement extends Call {
  readonly expected: Partial<Outcome>
}

/** Reads a cell on a file: `code` is a value, leaves a text, or throws an error. */
export function statementOf(cell: string, file: string): Statement {
  const [, code = '', verb, what = ''] = /^`(.+)` (is|leaves|throws) (.+)$/.exec(cell) ?? []
  switch (verb) {
    case 'is':
      return { file, code, expected: { shown: textOf(codeOf(what)) } }
    case 'throws':
      return { file, code, expected: { error: codeOf(what), file } }
    case 'leaves':
      return { file, code, expected: { file: fileLeft(what, file) } }
    default:
      throw new Error(`no statement: ${cell}`)
  }
}

function fileLeft(what: string, file: string): string {
  if (what === 'the file') return file
  return what === 'an empty file' ? '' : textOf(codeOf(what))
}

/** Tells whether a cell says that a call never ends. */
export function isEndless(cell = ''): boolean {
  return cell.endsWith(' does not end in two seconds')
}

/** How long to wait for what never ends, in milliseconds. */
export const LIMIT = 2000

/** Returns what a file says, however it is laid out. */
export function factsOf(text = ''): unknown {
  return parse(text).entries.map(({ name, fields }) => ({ name, fields: [...fields].sort() }))
}

/** Returns an answer that can be compared; undefined if it is nothing, or an object of a library's own. */
export function answerOf({ value = '', path }: Outcome): unknown {
  if (/^(?:undefined|null|\{.*|"#<.*)$/.test(value)) return undefined
  if (value.includes('\n')) return factsOf(value)
  return value.replaceAll(path, '~').replaceAll(', ', ',')
}
