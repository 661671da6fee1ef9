import { readdirSync, readFileSync } from 'node:fs'

/** A string of a fixture, or its bytes in `base64` if they are not UTF-8. */
export type ExpectedText = string | { readonly base64: string }

/** One `macdef` in a fixture's JSON; `name` is left out if it is missing. */
export interface ExpectedMacro {
  readonly name?: ExpectedText
  readonly body: ExpectedText
}

/** One `machine` or `default` in a fixture's JSON; `name` is left out if it is missing. */
export interface ExpectedEntry {
  readonly kind: 'machine' | 'default'
  readonly name?: ExpectedText
  readonly fields: readonly (readonly [ExpectedText, ExpectedText])[]
  readonly macros: readonly ExpectedMacro[]
}

/** The content of a fixture's JSON: how the file is read. */
interface Expected {
  readonly entries: readonly ExpectedEntry[]
  readonly macros: readonly ExpectedMacro[]
  readonly diagnostics: readonly string[]
}

/** A file of the corpus, and how it is read. */
export interface Fixture {
  readonly name: string
  readonly bytes: Uint8Array
  readonly expected: Expected
}

const folder = new URL('../fixtures/', import.meta.url)

/** Lists the fixtures that have a file with this ending, sorted, without the ending. */
export function fixtureNames(ending: '.netrc' | '.json'): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()
}

/** Loads one fixture by its name. */
function loadFixture(name: string): Fixture {
  const expected: Expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
  return { name, bytes: new Uint8Array(readFileSync(new URL(`${name}.netrc`, folder))), expected }
}

/** Loads every fixture, sorted by name. */
export function loadCorpus(): Fixture[] {
  return fixtureNames('.netrc').map(loadFixture)
}
