import type { Results } from '../speed/rows.ts'
import { count, times } from './format.ts'
import type { Table } from './table.ts'

/** Below this part of our time, another is faster by more than noise. */
const noticeable = 0.95

/** Where another package needs less time than this one. */
export function fasterTable({ speed, disk }: Results): Table {
  const inMemory = speed
    .filter(({ layout, contender }) => layout === 'plain' && contender !== 'charCodeAt pass')
    .map((row) => ({ ...row, task: `${row.task}, in memory` }))
  const onDisk = disk
    .filter(({ contender }) => contender !== 'readFileSync')
    .map((row) => ({ ...row, task: `${row.task}, on disk` }))
  const faster = [...inMemory, ...onDisk].filter(({ ratio }) => (ratio ?? 1) < noticeable)
  const keys = [...new Set(faster.map(({ task, contender }) => `${task} ${contender}`))]
  return {
    head: ['task', 'package', 'entries', 'of our time'],
    rows: keys.map((key) => {
      const rows = faster.filter(({ task, contender }) => `${task} ${contender}` === key)
      return [
        rows[0]?.task ?? '',
        rows[0]?.contender ?? '',
        rows.map(({ entries }) => count(entries)).join('; '),
        rows.map(({ ratio }) => times(ratio ?? Number.NaN)).join('; '),
      ]
    }),
  }
}
