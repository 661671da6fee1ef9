import { isSteep, linearLimit, steepLimit } from '../speed/limits.ts'
import type { DiskRow, Layout, Results, SpeedRow, Task } from '../speed/rows.ts'
import { coreName, packageName } from '../speed/rows.ts'
import { count, duration, kilobytes, share, times } from './numbers.ts'
import { crossTable, distinct, listTable, type Table } from './table.ts'

// The tables of what `npm run bench` measured, for the terminal and for docs/performance.md.

/** The time of one task: a line for each contender, a column for each number of entries. */
export function speedTable({ speed }: Results, layout: Layout, task: Task): Table {
  const rows = speed.filter((row) => row.layout === layout && row.task === task)
  return crossTable('entries', rows, (row) => [row.contender, count(row.entries)], speedCell)
}

/** The time of each task on one layout and one number of entries: a line for each contender. */
export function layoutTable({ speed }: Results, layout: Layout, entries: number): Table {
  const rows = speed.filter((row) => row.layout === layout && row.entries === entries)
  const corner = `${count(entries)} entries`
  return crossTable(corner, rows, (row) => [row.contender, row.task], speedCell)
}

function speedCell(row: SpeedRow | undefined): string {
  if (row?.median === undefined || row.ratio === undefined) return row?.note ?? ''
  const time = duration(row.median)
  return row.contender === 'lossless-netrc' ? time : `${time} (${times(row.ratio)}×)`
}

/** Below this part of our time, another is faster by more than noise. */
const noticeable = 0.95

/** Where another package needs less time than this one. */
export function fasterTable({ speed, disk }: Results): Table {
  const all = [
    ...speed
      .filter(({ layout, contender }) => layout === 'plain' && contender !== 'charCodeAt pass')
      .map((row) => ({ ...row, task: `${row.task}, in memory` })),
    ...disk
      .filter(({ contender }) => contender !== 'readFileSync')
      .map((row) => ({ ...row, task: `${row.task}, on disk` })),
  ]
  const faster = all.filter(({ ratio }) => (ratio ?? 1) < noticeable)
  return listTable(faster, {
    task: ({ task }) => task,
    package: ({ contender }) => contender,
    entries: ({ entries }) => count(entries),
    'of our time': ({ ratio }) => times(ratio ?? Number.NaN),
  })
}

/** The figures that say most, beside the two packages that most tools use. */
export function figuresTable({ speed, size, disk }: Results): Table {
  const names = [packageName, 'netrc', 'netrc-parser'] as const
  const rows = speed.filter(({ layout, entries }) => layout === 'plain' && entries === 1000)
  const speeds = (task: Task) => [
    `${task} of 1,000 entries`,
    ...names.map((name) =>
      speedCell(rows.find((row) => row.task === task && row.contender === name)),
    ),
  ]
  const updates = names.map((name) =>
    disk.find(({ task, contender }) => task === 'update one' && contender === name),
  )
  const sizes = [coreName, ...names].map((name) => size.find(({ module }) => module === name))
  const [core, ...wholes] = sizes.map((row) => kilobytes(row?.gzipped ?? Number.NaN))
  return {
    head: ['', ...names],
    rows: [
      speeds('change one'),
      speeds('read one'),
      speeds('read all'),
      ['one update on disk', ...updates.map((row) => (row ? duration(row.median) : ''))],
      ['of it waiting for the disk', ...updates.map((row) => (row ? syncedCell(row) : ''))],
      ['minified and gzipped', ...wholes],
      [`of it \`${coreName}\``, core ?? '', '', ''],
      ['packages it depends on', ...sizes.slice(1).map((row) => `${row?.dependencies}`)],
    ],
  }
}

/** Changing one of 1,000 entries: the time, and how many times as long `netrc` takes. */
export function changeOne({ speed }: Results): { time: string; ratio: string } {
  const timeOf = (name: string): number =>
    speed.find(
      ({ layout, entries, task, contender }) =>
        layout === 'plain' && entries === 1000 && task === 'change one' && contender === name,
    )?.median ?? Number.NaN
  const ours = timeOf(packageName)
  return { time: duration(ours), ratio: times(timeOf('netrc') / ours) }
}

export function coreSize({ size }: Results): string {
  return kilobytes(size.find(({ module }) => module === coreName)?.gzipped ?? Number.NaN)
}

function syncedCell({ synced, median }: DiskRow): string {
  return synced === 0 ? 'none' : `${duration(synced)} (${share(synced, median)})`
}

/** n operations on n entries, and 2n on 2n; a factor above the limit is bold. */
export function growthTable({ growth }: Results): Table {
  const size = growth[0]?.size ?? 0
  return listTable(growth, {
    operation: ({ operation }) => operation,
    [`${count(size / 2)} on as many`]: ({ half }) => duration(half),
    [`${count(size)} on as many`]: ({ full }) => duration(full),
    factor: ({ factor }) => factorCell(factor, linearLimit),
  })
}

function factorCell(factor: number, limit: number): string {
  return factor > limit ? `**${factor.toFixed(2)}**` : factor.toFixed(2)
}

/** The time of n operations on n entries, for several n. */
export function curveTable({ curve }: Results): Table {
  return crossTable(
    'operation',
    curve,
    ({ operation, entries }) => [operation, count(entries)],
    (row) => (row ? duration(row.time) : 'not run'),
  )
}

/** The operation that grows worst on each adversarial text, of those that take long enough to tell. */
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

/** Every measurement on an adversarial text whose factor is above the limit. */
export function steepTable({ adversarial }: Results): Table {
  return listTable(adversarial.filter(isSteep), {
    text: ({ text }) => text,
    operation: ({ operation }) => operation,
    'the text': ({ half }) => duration(half),
    'twice the text': ({ full }) => duration(full),
    factor: ({ factor }) => factor.toFixed(2),
  })
}

/** How many measurements on adversarial texts have which factor. */
export function factorTable({ adversarial }: Results): Table {
  const factors = adversarial.filter(({ measurable }) => measurable).map(({ factor }) => factor)
  const edges = [0, 1.5, 1.75, 2, 2.25, 2.5, 2.75, steepLimit, Infinity]
  const steps = edges.slice(1).map((to, index) => ({ from: edges[index] ?? 0, to }))
  const found = steps.map(
    ({ from, to }) => factors.filter((factor) => factor > from && factor <= to).length,
  )
  const heads = steps.map(({ from, to }) => (to === Infinity ? `above ${from}` : `up to ${to}`))
  return { head: ['factor', ...heads], rows: [['measurements', ...found.map(count)]] }
}

/** Bytes for each entry, beside the text. */
export function memoryTable({ memory }: Results): Table {
  return listTable(memory, {
    package: ({ contender }) => contender,
    state: ({ state }) => state,
    'bytes per entry': ({ bytesPerEntry }) => count(bytesPerEntry),
  })
}

/** What an import adds to a process. */
export function importTable(results: Results): Table {
  return listTable(results.import, {
    import: ({ module }) => module,
    format: ({ format }) => format,
    'process without it': ({ bare }) => duration(bare),
    'import adds': ({ added }) => duration(added),
  })
}

/** What a bundle has of each package. */
export function sizeTable({ size }: Results): Table {
  return listTable(size, {
    'bundle of': ({ module }) => module,
    minified: ({ minified }) => kilobytes(minified),
    'and gzipped': ({ gzipped }) => kilobytes(gzipped),
    'packages it depends on': ({ dependencies }) => count(dependencies),
  })
}

/** The time of one task on a file on disk. */
export function diskTable({ disk }: Results, task: DiskRow['task']): Table {
  const rows = disk.filter((row) => row.task === task)
  return listTable(rows, {
    [task]: ({ contender }) => contender,
    time: ({ median }) => duration(median),
    'of it in fsync': syncedCell,
    'times ours': ({ contender, ratio }) =>
      contender === 'lossless-netrc' ? '' : `${times(ratio)}×`,
  })
}

/** What the library promises, and what was measured. */
export function targetTable({ targets }: Results): Table {
  return listTable(targets, {
    target: ({ target }) => target,
    bound: ({ bound }) => bound,
    limit: ({ limit }) => String(limit),
    measured: ({ measured }) => measured.toFixed(2),
    '': ({ met }) => (met ? 'met' : 'MISSED'),
  })
}

/** The day, the machine and the versions. */
export function environmentTable({ environment }: Results): Table {
  const { date, machine, node, versions } = environment
  const rows = [['machine', machine], ['Node', node], ...Object.entries(versions)]
  return { head: ['measured on', date], rows }
}
