import { linearLimit } from './limits.ts'
import { coreName, packageName, type Results, type TargetRow } from './rows.ts'

/** What is promised, in times the speed of a peer, for so many entries. */
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

/** Holds what was measured against what is promised. */
export function judge(results: Pick<Results, 'speed' | 'growth' | 'import'>): TargetRow[] {
  const speeds = results.speed.flatMap(({ task, contender, entries, layout, ratio }) => {
    const target = speedTargets.find((row) => row.task === task && row.peer === contender)
    const limit = target?.limit(entries)
    if (limit === undefined || ratio === undefined) return []
    const title = `${task}, ${entries} entries, ${layout}: times the speed of ${contender}`
    return [rowOf(title, 'at least', limit, ratio)]
  })
  const factors = results.growth
    .filter(({ operation }) => growthTargets.includes(operation))
    .map(({ operation, size, factor }) =>
      rowOf(
        `${size} times ${operation} against ${size / 2}: factor`,
        'at most',
        linearLimit,
        factor,
      ),
    )
  const imports = results.import.flatMap(({ module, format, added }) => {
    const limit = importLimits.get(module)
    const title = `import of ${module} as ${format}: milliseconds`
    return limit === undefined ? [] : [rowOf(title, 'at most', limit, added)]
  })
  return [...speeds, ...factors, ...imports]
}

function rowOf(
  target: string,
  bound: TargetRow['bound'],
  limit: number,
  measured: number,
): TargetRow {
  const met = bound === 'at least' ? measured >= limit : measured <= limit
  return { target, bound, limit, measured, met }
}
