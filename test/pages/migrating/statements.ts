import { parse } from '../../../src/core.ts'
import { codeOf, textOf } from './page.ts'
import type { Call, Outcome } from './runs.ts'

// What the cells of the tables say, and the results of their calls.

/** A call and its result, as far as a cell states it. */
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

/** Returns whether a cell says that a call never ends. */
export function isEndless(cell = ''): boolean {
  return cell.endsWith(' does not end in two seconds')
}

/** The milliseconds to wait for a call that never ends. */
export const LIMIT = 2000

/** Returns the content of a file, whatever its layout. */
export function factsOf(text = ''): unknown {
  return parse(text).entries.map(({ name, fields }) => ({ name, fields: [...fields].sort() }))
}

/** Returns a result that can be compared; `undefined` if there is none, or if it is an object of the library. */
export function answerOf({ value = '', path }: Outcome): unknown {
  if (/^(?:undefined|null|\{.*|"#<.*)$/.test(value)) return undefined
  if (value.includes('\n')) return factsOf(value)
  return value.replaceAll(path, '~').replaceAll(', ', ',')
}
