import type { AdversarialRow } from './rows.ts'

/** What the library promises of twice the work. */
export const linearLimit = 2.5
/** Between linear and quadratic time: above it, a factor is no longer the work of the garbage collector. */
export const steepLimit = 3
/** Seconds that one run may take: what would take longer is not run, and no number is shown. */
export const timeLimit = 10

/** Returns whether a factor, on runs long enough for the clock, tells of more than linear time. */
export function isSteep(row: AdversarialRow): boolean {
  return row.measurable && row.factor > steepLimit
}
