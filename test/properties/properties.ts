import type fc from 'fast-check'

/** Properties by name: sentences, for the tests and for `npm run fuzz`. */
export type Properties = Readonly<Record<string, fc.IRawProperty<unknown>>>

/** The number of times that a test tries a property; `npm run fuzz` continues until its time is up. */
export const RUNS = 100

/** The number of sequences of edits that a test tries on each file of the corpus. */
export const RUNS_PER_FIXTURE = 2
