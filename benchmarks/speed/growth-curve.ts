import { parse } from './core.ts'
import { operations } from './growth.ts'
import { timeLimit } from './limits.ts'
import type { CurveRow } from './rows.ts'
import { netrcText } from './texts.ts'
import { milliseconds, type Trial } from './timing.ts'

const drawn: readonly string[] = ['set', 'add', 'delete', 'has and get', 'diagnostics']
/** Milliseconds for all runs of one operation on one size; slow ones may take longer for a third run. */
const budget = 300
const longBudget = 2000
const mostRuns = 1000

/** The time of n operations on n entries, for sizes that grow tenfold until one would take too long. */
export function measureCurve(quick: boolean): CurveRow[] {
  const sizes = quick ? [10, 100, 1000] : [10, 100, 1000, 10_000, 100_000]
  return ['parse', ...drawn].flatMap((operation) => {
    const rows: CurveRow[] = []
    for (const entries of sizes) {
      if (foreseen(rows) > timeLimit * 1000) break
      rows.push({ operation, entries, time: least(trialOf(operation, entries)) })
    }
    return rows
  })
}

/** The milliseconds of the next size, if it grows as the last one did. */
function foreseen(rows: readonly CurveRow[]): number {
  const [before, last] = rows.slice(-2)
  return before && last ? last.time ** 2 / before.time : 0
}

function trialOf(operation: string, entries: number): Trial {
  const text = netrcText(entries)
  if (operation === 'parse') return () => () => parse(text).entries.length
  return () => {
    const netrc = parse(text)
    return () => operations[operation]?.(netrc, entries)
  }
}

function least(trial: Trial): number {
  let shortest = Infinity
  let spent = 0
  for (let run = 0; run < mostRuns && spent < (run < 3 ? longBudget : budget); run++) {
    const time = milliseconds(trial())
    spent += time
    shortest = Math.min(shortest, time)
  }
  return shortest
}
