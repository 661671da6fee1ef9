import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { NetrcDocument } from '../../src/core.ts'
import { parse } from './published.ts'

setFlagsFromString('--expose-gc')
export const collectGarbage: () => void = runInNewContext('gc')

/** Does what is not measured, and returns what is. */
export type Trial = () => () => unknown

/** Parses a text, which is not measured, and then runs. */
export function onDocument(text: string, run: (netrc: NetrcDocument) => unknown): Trial {
  return () => {
    const netrc = parse(text)
    return () => run(netrc)
  }
}

/** Where results go, so that no engine may leave a computation out. */
const sink: { value: unknown } = { value: undefined }

export function keep(value: unknown): void {
  sink.value = value
}

/** The milliseconds that `run` takes. */
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

/** Lets each one go first in turn. */
export function inTurn<T>(all: readonly T[], round: number): readonly T[] {
  const turn = round % all.length
  return [...all.slice(turn), ...all.slice(0, turn)]
}

export interface Doubling {
  readonly half: number
  readonly full: number
  readonly factor: number
}

/** Twice the work in less than this times the time: something was in the way of the first half. */
const leastFactor = 1.5
/** Milliseconds for one run below which a factor is only noise. */
export const shortestRun = 0.3
const retries = 2
/** Milliseconds for one run above which noise hardly counts, and nothing is measured again. */
const longRun = 250
/** Milliseconds for one run above which one is enough. */
const tooLong = 2000

export interface Effort {
  readonly rounds: number
  /** Whether garbage is collected before every round, and not only before those that are made again. */
  readonly collects: boolean
  /** The factor above which both are measured again. */
  readonly limit: number
}

/**
 * The least time of each trial, run in turn so that noise hits both. A factor out of the ordinary is measured again,
 * since noise passes and a quadratic stays.
 */
export function doubling(half: Trial, full: Trial, effort: Effort): Doubling {
  const { rounds, collects } = effort
  const least = { half: Infinity, full: Infinity }
  for (let round = 0; round < rounds * (retries + 1); round++) {
    if (collects || round >= rounds) cleanUp(half)
    least.half = Math.min(least.half, once(half))
    least.full = Math.min(least.full, once(full))
    if (least.full > tooLong) break
    if (round >= rounds - 1 && (least.full > longRun || isSettled(least, effort))) break
  }
  return { ...least, factor: least.full / least.half }
}

function isSettled(least: Omit<Doubling, 'factor'>, effort: Effort): boolean {
  const factor = least.full / least.half
  if (least.full < shortestRun) return true
  return factor <= effort.limit && (!effort.collects || factor >= leastFactor)
}

function once(trial: Trial): number {
  return milliseconds(trial())
}

/** What others left behind is not to be collected at the cost of the next run. */
function cleanUp(trial: Trial): void {
  collectGarbage()
  // It throws away optimized code as well, which the next run would have to make again.
  once(trial)
}
