import type fc from 'fast-check'

/** Properties by the sentence that they are, for the tests and for `npm run fuzz`. */
export type Properties = Readonly<Record<string, fc.IRawProperty<unknown>>>

/** How often a test tries a property; `npm run fuzz` goes on for as long as it is told. */
export const RUNS = 100

/** How many sequences of edits a test tries on each file of the corpus. */
export const RUNS_PER_FIXTURE = 2
