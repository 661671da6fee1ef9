import type { AdversarialRow } from './rows.ts'

/** The promised limit of the factor for twice the work. */
export const linearLimit = 2.5
/** A factor between linear and quadratic: above it, the garbage collector is no longer an explanation. */
export const steepLimit = 3
/** Seconds that one run may take. Longer ones are not run, and no number is shown. */
export const timeLimit = 10

/** Returns whether a factor shows more than linear time, on runs that are long enough for the clock. */
export function isSteep(row: AdversarialRow): boolean {
  return row.measurable && row.factor > steepLimit
}
