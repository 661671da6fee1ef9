import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { NetrcDocument } from '../../src/core.ts'
import { parse } from './published.ts'
import type { CurvePoint, Doubling } from './rows.ts'

setFlagsFromString('--expose-gc')
export const collectGarbage: () => void = runInNewContext('gc')

/** Prepares a run, and returns the function that is measured. */
export type Trial = () => () => unknown

/** Makes trials that parse a text, which is not measured, and then run. */
export function onDocument(run: (netrc: NetrcDocument) => unknown): (text: string) => Trial {
  return (text) => () => {
    const netrc = parse(text)
    return () => run(netrc)
  }
}

/** Takes results, so that no engine can skip a computation. */
const sink: { value: unknown } = { value: undefined }

export function keep(value: unknown): void {
  sink.value = value
}

/** Returns the milliseconds that `run` takes. */
export function milliseconds(run: () => unknown): number {
  const start = performance.now()
  keep(run())
  return performance.now() - start
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}

/** Returns the expected milliseconds for this number of entries, if they keep growing as between the last two sizes. */
export function foreseen(points: readonly CurvePoint[], entries: number): number {
  const [before, last] = points.slice(-2)
  if (!before || !last) return 0
  const exponent = Math.log(last.time / before.time) / Math.log(last.entries / before.entries)
  return last.time * (entries / last.entries) ** exponent
}

/** Rotates the list, so that each item goes first in turn. */
export function inTurn<T>(all: readonly T[], round: number): readonly T[] {
  const turn = round % all.length
  return [...all.slice(turn), ...all.slice(0, turn)]
}

/** If twice the work takes less than this times the time, something disturbed the first half. */
const leastFactor = 1.5
/** Milliseconds for one run: below `shortestRun`, a factor is only noise; above `longRun`, noise hardly matters; above `tooLong`, one run is enough. */
export const shortestRun = 0.3
const longRun = 250
const tooLong = 2000

export interface Effort {
  readonly rounds: number
  /** Whether garbage is collected before every round, not only before repeated ones. */
  readonly collects: boolean
  /** The factor above which both are measured again. */
  readonly limit: number
}

/**
 * Measures the shortest time of each trial. They take turns, so that noise affects both. An unusual factor is measured
 * again, because noise passes and quadratic growth stays.
 */
export function doubling(half: Trial, full: Trial, { rounds, collects, limit }: Effort): Doubling {
  const least = { half: Infinity, full: Infinity, factor: Number.NaN }
  for (let round = 0; round < 3 * rounds; round++) {
    if (collects || round >= rounds) {
      collectGarbage()
      // It also throws away optimized code, which the next run would have to make again.
      milliseconds(half())
    }
    least.half = Math.min(least.half, milliseconds(half()))
    least.full = Math.min(least.full, milliseconds(full()))
    least.factor = least.full / least.half
    const isOrdinary = least.factor <= limit && (!collects || least.factor >= leastFactor)
    const isSettled = least.full > longRun || least.full < shortestRun || isOrdinary
    if (least.full > tooLong || (round >= rounds - 1 && isSettled)) break
  }
  return least
}
