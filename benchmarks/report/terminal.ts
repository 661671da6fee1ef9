import type { Layout, Results, Task } from '../speed/rows.ts'
import * as tables from './speed-tables.ts'
import { asText, type Table } from './table.ts'

const layouts: readonly Layout[] = ['plain', 'several lines', 'one line']
const tasks: readonly Task[] = ['read one', 'change one', 'read all']

/** Formats results for the terminal: the targets first, then the tables of each part that was run. */
export function asReport(results: Results): string {
  const { date, machine, node, versions, quick } = results.environment
  const speed = tasks.flatMap((task) =>
    layouts.map((layout): [string, Table] => [
      `Speed: ${task}, ${layout} (in brackets: times our time)`,
      tables.speedTable(results, layout, task),
    ]),
  )
  const parts: readonly (readonly [title: string, Table])[] = [
    ['Targets', tables.targetTable(results)],
    ...speed,
    ['Growth: n operations on n entries', tables.growthTable(results)],
    ['Growth: the same for several n', tables.curveTable(results)],
    ['Adversarial texts: twice the text', tables.adversarialTable(results)],
    ['Adversarial texts: MORE THAN LINEAR', tables.steepTable(results)],
    ['Memory, beside the text', tables.memoryTable(results)],
    ['Import', tables.importTable(results)],
    ['Size', tables.sizeTable(results)],
    ['Disk: update', tables.diskTable(results, 'update one')],
    ['Disk: read', tables.diskTable(results, 'read one')],
  ]
  const sections = parts
    .filter(([, { rows }]) => rows.length > 0)
    .map(([title, table]) => [`## ${title}`, ...asText(table)].join('\n'))
  const pairs = Object.entries(versions).map((pair) => pair.join(' '))
  const head = `lossless-netrc bench, ${date}${quick ? ', quick run' : ''}\n${machine}, Node ${node}, ${pairs.join(', ')}`
  return `${[head, ...sections].join('\n\n')}\n`
}
