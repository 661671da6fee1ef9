import { isDeepStrictEqual } from 'node:util'
import { parse } from '../../src/core.ts'
import { factsOfEntry } from './facts.ts'
import {
  isOccurrence,
  type Piece,
  type Section,
  type Statement,
  sectionsOf,
  statementsOf,
  textOf,
} from './pieces.ts'

// Every written form that might work for a value, to show that there was a reason to refuse it.

/** Returns a text in which the field of an entry has the value and everything else is unchanged; `undefined` if none is found. */
export function findWriting(
  text: string,
  index: number,
  field: string,
  value: string,
): string | undefined {
  const sections = sectionsOf(text)
  const own = sections[index + 1] ?? []
  const before = textOf(sections.slice(0, index + 1).flat())
  const trailing = textOf(sections.slice(index + 2).flat())
  const isMissing = !own.some((piece) => isOccurrence(piece, field))
  const writings = isMissing ? insertions(own, field, value) : replacements(own, field, value)
  for (const written of writings) {
    const result = before + written + trailing
    if (reads(result, text, index, field, value)) return result
  }
  return undefined
}

/** Returns texts with each occurrence bare or quoted, in every combination. */
function replacements(own: Section, field: string, value: string): string[] {
  let texts = ['']
  for (const piece of own) {
    const choices =
      isOccurrence(piece, field) && piece.value !== value
        ? formsOf(value).map((form) => withValue(piece, form))
        : [piece.text]
    if (texts.length > 64) return texts
    texts = texts.flatMap((start) => choices.map((choice) => start + choice))
  }
  return texts
}

/** Returns texts with the field at each gap, on the line and on its own line. */
function insertions(own: Section, field: string, value: string): string[] {
  const texts: string[] = []
  for (let at = 1; at <= own.length; at++) {
    const last = own[at - 1]
    // Setting a field does not close a macro.
    if (last?.kind === 'statement' && last.word === 'macdef' && !/\n\r?\n$/.test(last.text))
      continue
    const [start, end] = [textOf(own.slice(0, at)), textOf(own.slice(at))]
    for (const form of formsOf(value)) {
      for (const left of ['', ' ', '\n']) {
        for (const right of ['', ' ', '\n']) {
          texts.push(`${start}${left}${field} ${form}${right}${end}`)
        }
      }
    }
  }
  return texts
}

function reads(result: string, text: string, index: number, field: string, value: string): boolean {
  const [netrc, old] = [parse(result), parse(text)]
  const others = (document: typeof netrc): object[] =>
    document.entries.filter((_, other) => other !== index).map(factsOfEntry)
  const entry = netrc.entries[index]
  return (
    entry?.get(field) === value &&
    isDeepStrictEqual(netrc.macros, old.macros) &&
    isDeepStrictEqual(entry.macros, old.entries[index]?.macros) &&
    isDeepStrictEqual(others(netrc), others(old)) &&
    isDeepStrictEqual(
      statementsOf(sectionsOf(result)[index + 1] ?? [])
        .filter(isOther(field))
        .map(meaning),
      statementsOf(sectionsOf(text)[index + 1] ?? [])
        .filter(isOther(field))
        .map(meaning),
    ) &&
    countOf(result, index, field) === Math.max(countOf(text, index, field), 1) &&
    (sectionsOf(result)[index + 1] ?? []).every(
      (piece) => !isOccurrence(piece, field) || piece.value === value,
    )
  )
}

function countOf(text: string, index: number, field: string): number {
  return (sectionsOf(text)[index + 1] ?? []).filter((piece) => isOccurrence(piece, field)).length
}

function isOther(field: string): (piece: Piece) => boolean {
  return (piece) => !isOccurrence(piece, field)
}

function meaning({ word, isKeyword, value }: Statement): unknown[] {
  return [word, isKeyword, value]
}

function withValue({ text, value, written }: Statement, next: string): string {
  return value === undefined
    ? `${text} ${next}`
    : text.slice(0, text.length - written.length) + next
}

/** Returns the value in quotes, and bare if that is allowed. */
function formsOf(value: string): string[] {
  const quoted = `"${value.replace(/["\\]/g, '\\$&')}"`
  // A backslash at the end is never written without quotes, because Python rejects the file.
  const isBare = /^[!$-~][!-~]*$/.test(value) && !value.endsWith('\\')
  return isBare ? [value, quoted] : [quoted]
}
