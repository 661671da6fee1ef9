import { linearLimit } from '../speed/limits.ts'
import { coreName, packageName, type Results } from '../speed/rows.ts'
import { listTable, type Table } from './table.ts'

/** What the library promises of its speed, in times the speed of a peer, for so many entries. */
const speedTargets = [
  { task: 'read one', peer: 'netrc', limit: (entries: number) => (entries === 10 ? 1.2 : 1.5) },
  { task: 'change one', peer: 'netrc', limit: (entries: number) => (entries === 10 ? 1.5 : 3) },
  { task: 'read one', peer: 'netrc-parser', limit: atThousand },
  { task: 'change one', peer: 'netrc-parser', limit: atThousand },
]
const growthTargets = ['set', 'add']
/** Milliseconds that an import may add. */
const importLimits = new Map([
  [coreName, 5],
  [packageName, 8],
])

function atThousand(entries: number): number | undefined {
  return entries === 1000 ? 10 : undefined
}

/** One thing the library promises, and what was measured. */
interface Target {
  readonly title: string
  readonly bound: 'at least' | 'at most'
  readonly limit: number
  readonly measured: number
}

/** Compares what was measured with what is promised. */
export function targetsTable(results: Results): Table {
  const speeds = results.speed.flatMap((row): readonly Target[] => {
    const { task, contender, entries, layout, ratio } = row
    const target = speedTargets.find((other) => other.task === task && other.peer === contender)
    const limit = target?.limit(entries)
    if (limit === undefined || ratio === undefined) return []
    const title = `${task}, ${entries} entries, ${layout}: times the speed of ${contender}`
    return [{ title, bound: 'at least', limit, measured: ratio }]
  })
  const factors = results.growth
    .filter(({ operation }) => growthTargets.includes(operation))
    .map(({ operation, size, factor }): Target => {
      const title = `${size} times ${operation} against ${size / 2}: factor`
      return { title, bound: 'at most', limit: linearLimit, measured: factor }
    })
  const imports = results.import.flatMap(({ module, format, added }): readonly Target[] => {
    const limit = importLimits.get(module)
    const title = `import of ${module} as ${format}: milliseconds`
    return limit === undefined ? [] : [{ title, bound: 'at most', limit, measured: added }]
  })
  return listTable([...speeds, ...factors, ...imports], {
    target: ({ title }) => title,
    bound: ({ bound }) => bound,
    limit: ({ limit }) => String(limit),
    measured: ({ measured }) => measured.toFixed(2),
    '': ({ bound, limit, measured }) =>
      (bound === 'at least' ? measured >= limit : measured <= limit) ? 'met' : 'MISSED',
  })
}
