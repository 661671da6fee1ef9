import { isSteep, linearLimit } from '../speed/limits.ts'
import type { Layout, Results, SpeedRow, Task } from '../speed/rows.ts'
import { duration } from './format.ts'
import { asText, type Table } from './table.ts'
import {
  adversarialTable,
  diskTable,
  growthTable,
  importTable,
  memoryTable,
  sizeTable,
  speedTable,
  targetTable,
} from './tables.ts'

/** The results as text: what was promised first, then the numbers of each part that was run. */
export function report(results: Results): string {
  const { environment, targets, speed, growth, adversarial, memory, size, disk } = results
  const versions = Object.entries(environment.versions).map((pair) => pair.join(' '))
  const parts: readonly (readonly string[])[] = [
    [
      `lossless-netrc bench, ${environment.date}${environment.quick ? ', quick run' : ''}`,
      `${environment.machine}, Node ${environment.node}, ${versions.join(', ')}`,
    ],
    section('Targets', targets, () => targetTable(targets)),
    ...speedSections(speed),
    section('Growth', growth, () => growthTable(growth), more(growth)),
    section('Adversarial texts', adversarial, () => adversarialTable(adversarial), steep(results)),
    section('Memory, beside the text', memory, () => memoryTable(memory)),
    section('Import', results.import, () => importTable(results.import)),
    section('Size', size, () => sizeTable(size)),
    section('Disk: update', disk, () => diskTable(disk, 'update one')),
    section('Disk: read', disk, () => diskTable(disk, 'read one')),
  ]
  return `${parts
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function section(
  title: string,
  rows: readonly unknown[],
  table: () => Table,
  notes: readonly string[] = [],
): readonly string[] {
  return rows.length === 0 ? [] : [`## ${title}`, ...asText(table()), ...notes]
}

function speedSections(rows: readonly SpeedRow[]): readonly (readonly string[])[] {
  const layouts: readonly Layout[] = ['plain', 'several lines', 'one line']
  const tasks: readonly Task[] = ['read one', 'change one', 'read all']
  return tasks.flatMap((task) =>
    layouts.map((layout) =>
      section(`Speed: ${task}, ${layout} (in brackets: times our time)`, rows, () =>
        speedTable(rows, layout, task),
      ),
    ),
  )
}

function more(rows: Results['growth']): readonly string[] {
  return rows
    .filter(({ factor }) => factor > linearLimit)
    .map(({ operation, factor }) => `MORE THAN LINEAR: ${operation}, factor ${factor.toFixed(2)}`)
}

function steep({ adversarial }: Results): readonly string[] {
  const lines = adversarial
    .filter(isSteep)
    .map(
      ({ text, operation, characters, half, full, factor }) =>
        `MORE THAN LINEAR: ${operation}, ${text}, ${characters} characters: ` +
        `${duration(half)} -> ${duration(full)}, factor ${factor.toFixed(2)}`,
    )
  return lines.length === 0 ? ['No factor is above the limit.'] : lines
}
