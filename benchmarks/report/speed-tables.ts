import { isSteep, linearLimit, steepLimit } from '../speed/limits.ts'
import type { DiskRow, Layout, Results, SpeedRow, Task } from '../speed/rows.ts'
import { coreName, packageName } from '../speed/rows.ts'
import { count, duration, kilobytes, times } from './numbers.ts'
import { asMarkdown, crossTable, distinct, listTable, type Table } from './table.ts'
import { targetsTable } from './targets-table.ts'

/** The tables with the results of `npm run bench`, by their marks in docs/performance.md. */
export const SPEED_TABLES: Readonly<Record<string, (results: Results) => Table>> = {
  environment: ({ environment: { date, machine, node, versions } }) => ({
    head: ['measured on', date],
    rows: [['machine', machine], ['Node', node], ...Object.entries(versions)],
  }),
  figures: figuresTable,
  faster: fasterTable,
  'change-one': (results) => speedTable(results, 'change one'),
  'read-one': (results) => speedTable(results, 'read one'),
  'read-all': (results) => speedTable(results, 'read all'),
  'several-lines': (results) => layoutTable(results, 'several lines'),
  'one-line': (results) => layoutTable(results, 'one line'),
  curve: ({ curve }) =>
    crossTable(
      'operation',
      curve,
      ({ operation, entries }) => [operation, count(entries)],
      (row) => (row ? duration(row.time) : 'not run'),
    ),
  growth: growthTable,
  factors: factorTable,
  steep: ({ adversarial }) =>
    listTable(adversarial.filter(isSteep), {
      text: ({ text }) => text,
      operation: ({ operation }) => operation,
      'the text': ({ half }) => duration(half),
      'twice the text': ({ full }) => duration(full),
      factor: ({ factor }) => factor.toFixed(2),
    }),
  adversarial: adversarialTable,
  memory: ({ memory }) =>
    listTable(memory, {
      package: ({ contender }) => contender,
      state: ({ state }) => state,
      'bytes per entry': ({ bytesPerEntry }) => count(bytesPerEntry),
    }),
  import: (results) =>
    listTable(results.import, {
      import: ({ module }) => module,
      format: ({ format }) => format,
      'process without it': ({ bare }) => duration(bare),
      'import adds': ({ added }) => duration(added),
    }),
  size: ({ size }) =>
    listTable(size, {
      'bundle of': ({ module }) => module,
      minified: ({ minified }) => kilobytes(minified),
      'and gzipped': ({ gzipped }) => kilobytes(gzipped),
      'packages it depends on': ({ dependencies }) => count(dependencies),
    }),
  'disk-update': (results) => diskTable(results, 'update one'),
  'disk-read': (results) => diskTable(results, 'read one'),
  targets: targetsTable,
}

/** Formats the tables of each part that was measured. */
export function asReport(results: Results): string {
  return Object.entries(SPEED_TABLES)
    .map(([name, tableOf]) => ({ name, table: tableOf(results) }))
    .filter(({ table: { rows } }) => rows.some((row) => row.slice(1).some((cell) => cell !== '')))
    .map(({ name, table }) => `${name}\n\n${asMarkdown(table)}`)
    .join('\n')
}

/** Shows the time of n operations on n entries, and of 2n operations on 2n entries. */
function growthTable({ growth }: Results): Table {
  const size = growth[0]?.size ?? 0
  const headOf = (entries: number) => `${count(entries)} on ${count(entries)} entries`
  return listTable(growth, {
    operation: ({ operation }) => operation,
    [headOf(size / 2)]: ({ half }) => duration(half),
    [headOf(size)]: ({ full }) => duration(full),
    factor: ({ factor }) => factorCell(factor, linearLimit),
  })
}

/** Shows the time of one task on plain files: a line for each contender, a column for each number of entries. */
function speedTable({ speed }: Results, task: Task): Table {
  const rows = speed.filter((row) => row.layout === 'plain' && row.task === task)
  return crossTable('entries', rows, (row) => [row.contender, count(row.entries)], speedCell)
}

/** Shows the time of each task on one layout and 1,000 entries: a line for each contender. */
function layoutTable({ speed }: Results, layout: Layout): Table {
  const rows = speed.filter((row) => row.layout === layout && row.entries === 1000)
  return crossTable('1,000 entries', rows, (row) => [row.contender, row.task], speedCell)
}

function speedCell(row: SpeedRow | undefined): string {
  if (row?.median === undefined || row.ratio === undefined) return row?.note ?? ''
  const time = duration(row.median)
  return row.contender === 'lossless-netrc' ? time : `${time} (${times(row.ratio)}×)`
}

/** If another package takes less than this part of our time, the difference is more than noise. */
const noticeable = 0.95

/** Lists the tasks for which another package needs less time than this one. */
function fasterTable({ speed, disk }: Results): Table {
  const all = [
    ...speed
      .filter(({ layout, contender }) => layout === 'plain' && contender !== 'charCodeAt pass')
      .map((row) => ({ ...row, task: `${row.task}, in memory` })),
    ...disk
      .filter(({ contender }) => contender !== 'readFileSync')
      .map((row) => ({ ...row, task: `${row.task}, on disk` })),
  ]
  const faster = all.filter(({ ratio = 1 }) => ratio < noticeable)
  return listTable(faster, {
    task: ({ task }) => task,
    package: ({ contender }) => contender,
    entries: ({ entries }) => count(entries),
    'of our time': ({ ratio = 1 }) => times(ratio),
  })
}

/** Finds the row of a package for a task on a plain file with 1,000 entries. */
export function speedAtThousand(
  { speed }: Results,
  task: Task,
  name: string,
): SpeedRow | undefined {
  const rows = speed.filter(({ layout, entries }) => layout === 'plain' && entries === 1000)
  return rows.find((row) => row.task === task && row.contender === name)
}

/** Shows the most important figures, next to the two packages that most tools use. */
function figuresTable(results: Results): Table {
  const names = [packageName, 'netrc', 'netrc-parser']
  const speeds = (['change one', 'read one', 'read all'] as const).map((task) => [
    `${task} of 1,000 entries`,
    ...names.map((name) => speedCell(speedAtThousand(results, task, name))),
  ])
  const updates = names.map((name) =>
    results.disk.find(({ task, contender }) => task === 'update one' && contender === name),
  )
  const sizes = names.map((name) => results.size.find(({ module }) => module === name))
  return {
    head: ['', ...names],
    rows: [
      ...speeds,
      ['one update on disk', ...updates.map((row) => (row ? duration(row.median) : ''))],
      ['of which waiting for the disk', ...updates.map((row) => (row ? syncedCell(row) : ''))],
      ['minified and gzipped', ...sizes.map((row) => (row ? kilobytes(row.gzipped) : ''))],
      [`of which \`${coreName}\``, coreSize(results), '', ''],
      ['packages it depends on', ...sizes.map((row) => (row ? count(row.dependencies) : ''))],
    ],
  }
}

export function coreSize({ size }: Results): string {
  const core = size.find(({ module }) => module === coreName)
  return core ? kilobytes(core.gzipped) : ''
}

function syncedCell({ synced, median }: DiskRow): string {
  return synced === 0 ? 'none' : `${duration(synced)} (${Math.round((synced / median) * 100)} %)`
}

/** Formats a factor; one above the limit is bold. */
function factorCell(factor: number, limit: number): string {
  return factor > limit ? `**${factor.toFixed(2)}**` : factor.toFixed(2)
}

/** Shows the operation with the worst growth on each adversarial text, of those that take long enough to tell. */
export function adversarialTable({ adversarial }: Results): Table {
  return {
    head: ['text', 'characters', 'worst factor', 'of', 'time'],
    rows: distinct(adversarial.map(({ text }) => text)).map((text) => {
      const ofText = adversarial.filter((row) => row.text === text)
      const [worst] = ofText
        .filter(({ measurable }) => measurable)
        .sort((one, other) => other.factor - one.factor)
      if (!worst) return [text, count(ofText[0]?.characters ?? 0), 'too short to tell', '', '']
      const { characters, factor, operation, full } = worst
      return [text, count(characters), factorCell(factor, steepLimit), operation, duration(full)]
    }),
  }
}

/** Counts the measurements on adversarial texts by factor. */
function factorTable({ adversarial }: Results): Table {
  const factors = adversarial.filter(({ measurable }) => measurable).map(({ factor }) => factor)
  const bounds = [1.5, 1.75, 2, 2.25, 2.5, 2.75, steepLimit]
  const upTo = (bound: number) => factors.filter((factor) => factor <= bound).length
  const counts = [...bounds, Infinity].map((bound, index) => {
    return count(upTo(bound) - upTo(bounds[index - 1] ?? 0))
  })
  const head = ['factor', ...bounds.map((bound) => `up to ${bound}`), `above ${steepLimit}`]
  return { head, rows: factors.length === 0 ? [] : [['measurements', ...counts]] }
}

/** Shows the time of one task on a file on disk. */
function diskTable({ disk }: Results, task: DiskRow['task']): Table {
  const rows = disk.filter((row) => row.task === task)
  return listTable(rows, {
    [task]: ({ contender }) => contender,
    time: ({ median }) => duration(median),
    'of which in fsync': syncedCell,
    'times ours': ({ contender, ratio }) =>
      contender === 'lossless-netrc' ? '' : `${times(ratio)}×`,
  })
}
