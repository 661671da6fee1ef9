import { type Entry, isNetrcError, type NetrcDocument, parse } from '../../src/core.ts'
import { isOccurrence, sectionsOf } from '../support/pieces.ts'

/** Returns the result of an edit; `undefined` if it is refused. */
export function attempt<T>(edit: () => T): T | undefined {
  try {
    return edit()
  } catch (error) {
    if (isNetrcError(error)) return undefined
    throw error
  }
}

/** Returns the code of a refusal; `undefined` if there was none. */
export function refusalOf(edit: () => unknown): string | undefined {
  try {
    edit()
  } catch (error) {
    if (isNetrcError(error)) return error.code
    throw error
  }
  return undefined
}

/** Does something with each entry of a text, each time in a new document. */
export function forEachEntry(
  text: string,
  attempt: (netrc: NetrcDocument, entry: Entry) => void,
): void {
  for (const index of parse(text).entries.keys()) {
    const netrc = parse(text)
    const entry = netrc.entries[index]
    if (entry) attempt(netrc, entry)
  }
}

/** Counts the occurrences of a field, including those without a value. */
export function countOccurrences(netrc: NetrcDocument, entry: Entry, field: string): number {
  const section = sectionsOf(String(netrc))[netrc.entries.indexOf(entry) + 1] ?? []
  return section.filter((piece) => isOccurrence(piece, field)).length
}
