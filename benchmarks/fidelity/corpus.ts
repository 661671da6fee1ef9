import { readdirSync, readFileSync } from 'node:fs'

/** A string of a fixture; `base64` if its bytes are not UTF-8. */
export type ExpectedText = string | { readonly base64: string }

/** One `machine` or `default`, as the fixture's JSON has it; `name` is left out if it is missing. */
export interface ExpectedEntry {
  readonly kind: 'machine' | 'default'
  readonly name?: ExpectedText
  readonly fields: readonly (readonly [ExpectedText, ExpectedText])[]
}

/** A file of the corpus, and what its JSON says about it. */
export interface Fixture {
  readonly name: string
  readonly bytes: Uint8Array
  readonly expected: {
    readonly entries: readonly ExpectedEntry[]
    readonly diagnostics: readonly string[]
  }
}

/** Loads every fixture, sorted by name. */
export function loadCorpus(): Fixture[] {
  const folder = new URL('../../fixtures/', import.meta.url)
  const read = (file: string) => readFileSync(new URL(file, folder))
  return readdirSync(folder)
    .filter((file) => file.endsWith('.netrc'))
    .map((file) => file.slice(0, -'.netrc'.length))
    .sort()
    .map((name) => ({
      name,
      bytes: new Uint8Array(read(`${name}.netrc`)),
      expected: JSON.parse(read(`${name}.json`).toString()),
    }))
}
