import { linearLimit } from '../speed/limits.ts'
import { coreName, packageName, type Results } from '../speed/rows.ts'
import type { Table } from './table.ts'

const atThousand = (entries: number) => (entries === 1000 ? 10 : undefined)

/** The promised speed as a multiple of a peer's speed, by number of entries. */
const speedTargets = [
  { task: 'read one', peer: 'netrc', limit: (entries: number) => (entries === 10 ? 1.2 : 1.5) },
  { task: 'change one', peer: 'netrc', limit: (entries: number) => (entries === 10 ? 1.5 : 3) },
  { task: 'read one', peer: 'netrc-parser', limit: atThousand },
  { task: 'change one', peer: 'netrc-parser', limit: atThousand },
]
const growthTargets = ['set', 'add']
/** Milliseconds that an import may add. */
const importLimits: Readonly<Record<string, number>> = { [coreName]: 5, [packageName]: 8 }

type Bound = 'at least' | 'at most'

function rowOf(target: string, bound: Bound, limit: number, measured: number): readonly string[] {
  const isMet = bound === 'at least' ? measured >= limit : measured <= limit
  return [target, bound, String(limit), measured.toFixed(2), isMet ? 'met' : 'MISSED']
}

/** Compares the measurements with what is promised. */
export function targetsTable(results: Results): Table {
  const speeds = results.speed.flatMap(({ task, contender, entries, layout, ratio }) => {
    const target = speedTargets.find((row) => row.task === task && row.peer === contender)
    const limit = target?.limit(entries)
    if (limit === undefined || ratio === undefined) return []
    const title = `${task}, ${entries} entries, ${layout}: times the speed of ${contender}`
    return [rowOf(title, 'at least', limit, ratio)]
  })
  const factors = results.growth
    .filter(({ operation }) => growthTargets.includes(operation))
    .map(({ operation, size, factor }) => {
      const title = `${size} times ${operation} against ${size / 2}: factor`
      return rowOf(title, 'at most', linearLimit, factor)
    })
  const imports = results.import.flatMap(({ module, format, added }) => {
    const limit = importLimits[module]
    const title = `import of ${module} as ${format}: milliseconds`
    return limit === undefined ? [] : [rowOf(title, 'at most', limit, added)]
  })
  const head = ['target', 'bound', 'limit', 'measured', '']
  return { head, rows: [...speeds, ...factors, ...imports] }
}
