import { linearLimit } from './limits.ts'
import {
  coreName,
  type GrowthRow,
  type ImportRow,
  packageName,
  type SpeedRow,
  type TargetRow,
  type Task,
} from './rows.ts'

interface SpeedTarget {
  readonly task: Task
  readonly peer: SpeedRow['contender']
  readonly limit: (entries: number) => number | undefined
}

const speedTargets: readonly SpeedTarget[] = [
  { task: 'read one', peer: 'netrc', limit: (entries) => (entries === 10 ? 1.2 : 1.5) },
  { task: 'change one', peer: 'netrc', limit: (entries) => (entries === 10 ? 1.5 : 3) },
  { task: 'read one', peer: 'netrc-parser', limit: atThousand },
  { task: 'change one', peer: 'netrc-parser', limit: atThousand },
]

const growthTargets: readonly string[] = ['set', 'add']
const importLimits: ReadonlyMap<string, number> = new Map([
  [coreName, 5],
  [packageName, 8],
])

function atThousand(entries: number): number | undefined {
  return entries === 1000 ? 10 : undefined
}

/** How many times the speed of a peer, against how many times was promised. */
export function judgeSpeed(rows: readonly SpeedRow[]): TargetRow[] {
  return rows.flatMap((row) =>
    speedTargets.flatMap(({ task, peer, limit }) => {
      const bound = limit(row.entries)
      if (row.task !== task || row.contender !== peer) return []
      if (bound === undefined || row.ratio === undefined) return []
      const target = `${task}, ${row.entries} entries, ${row.layout}: times the speed of ${peer}`
      return [atLeast(target, bound, row.ratio)]
    }),
  )
}

/** How many times as long twice the work on twice the entries takes. */
export function judgeGrowth(rows: readonly GrowthRow[]): TargetRow[] {
  return rows
    .filter(({ operation }) => growthTargets.includes(operation))
    .map(({ operation, size, factor }) =>
      atMost(`${size} times ${operation} against ${size / 2}: factor`, linearLimit, factor),
    )
}

/** What the import adds to a bare process. */
export function judgeImport(rows: readonly ImportRow[]): TargetRow[] {
  return rows.flatMap(({ module, format, added }) => {
    const limit = importLimits.get(module)
    if (limit === undefined) return []
    return [atMost(`import of ${module} as ${format}: milliseconds`, limit, added)]
  })
}

function atLeast(target: string, limit: number, measured: number): TargetRow {
  return { target, bound: 'at least', limit, measured, met: measured >= limit }
}

function atMost(target: string, limit: number, measured: number): TargetRow {
  return { target, bound: 'at most', limit, measured, met: measured <= limit }
}
