import { isSteep, linearLimit, steepLimit } from '../speed/limits.ts'
import type { AdversarialRow, DiskRow, Layout, Results, SpeedRow, Task } from '../speed/rows.ts'
import { coreName, packageName } from '../speed/rows.ts'
import { count, duration, kilobytes, share, times } from './numbers.ts'
import { distinct, type Table } from './table.ts'

// The tables of what `npm run bench` measured, for the terminal and for docs/performance.md.

/** The time of one task: a line for each contender, a column for each number of entries. */
export function speedTable({ speed }: Results, layout: Layout, task: Task): Table {
  const chosen = speed.filter((row) => row.layout === layout && row.task === task)
  const sizes = distinct(chosen.map(({ entries }) => entries))
  return {
    head: ['entries', ...sizes.map(count)],
    rows: distinct(chosen.map(({ contender }) => contender)).map((contender) => [
      contender,
      ...sizes.map((size) =>
        speedCell(chosen.find((row) => row.contender === contender && row.entries === size)),
      ),
    ]),
  }
}

/** The time of each task on one layout and one number of entries: a line for each contender. */
export function layoutTable({ speed }: Results, layout: Layout, entries: number): Table {
  const chosen = speed.filter((row) => row.layout === layout && row.entries === entries)
  const tasks = distinct(chosen.map(({ task }) => task))
  return {
    head: [`${count(entries)} entries`, ...tasks],
    rows: distinct(chosen.map(({ contender }) => contender)).map((contender) => [
      contender,
      ...tasks.map((task) =>
        speedCell(chosen.find((row) => row.contender === contender && row.task === task)),
      ),
    ]),
  }
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
  const inMemory = speed
    .filter(({ layout, contender }) => layout === 'plain' && contender !== 'charCodeAt pass')
    .map((row) => ({ ...row, task: `${row.task}, in memory` }))
  const onDisk = disk
    .filter(({ contender }) => contender !== 'readFileSync')
    .map((row) => ({ ...row, task: `${row.task}, on disk` }))
  const faster = [...inMemory, ...onDisk].filter(({ ratio }) => (ratio ?? 1) < noticeable)
  const keys = distinct(faster.map(({ task, contender }) => `${task} ${contender}`))
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

/** The figures that say most, beside the two packages that most tools use. */
export function figuresTable(results: Results): Table {
  const { speed, size, disk } = results
  const peers = ['netrc', 'netrc-parser'] as const
  const speedRow = (task: Task) => [
    `${task} of 1,000 entries`,
    ...[packageName, ...peers].map((name) =>
      speedCell(
        speed.find(
          (row) =>
            row.layout === 'plain' &&
            row.entries === 1000 &&
            row.task === task &&
            row.contender === name,
        ),
      ),
    ),
  ]
  const sizes = [packageName, ...peers].map((name) => size.find(({ module }) => module === name))
  const core = size.find(({ module }) => module === coreName)
  const updates = [packageName, ...peers].map((name) =>
    disk.find(({ task, contender }) => task === 'update one' && contender === name),
  )
  return {
    head: ['', packageName, ...peers],
    rows: [
      speedRow('change one'),
      speedRow('read one'),
      speedRow('read all'),
      ['one update on disk', ...updates.map((row) => (row ? duration(row.median) : ''))],
      ['of it waiting for the disk', ...updates.map((row) => (row ? syncedCell(row) : ''))],
      ['minified and gzipped', ...sizes.map((row) => kilobytes(row?.gzipped ?? Number.NaN))],
      [`of it \`${coreName}\``, kilobytes(core?.gzipped ?? Number.NaN), '', ''],
      ['packages it depends on', ...sizes.map((row) => count(row?.dependencies ?? Number.NaN))],
    ],
  }
}

function syncedCell({ synced, median }: DiskRow): string {
  return synced === 0 ? 'none' : `${duration(synced)} (${share(synced, median)})`
}

/** n operations on n entries, and 2n on 2n; a factor above the limit is bold. */
export function growthTable({ growth }: Results): Table {
  const size = growth[0]?.size ?? 0
  return {
    head: ['operation', `${count(size / 2)} on as many`, `${count(size)} on as many`, 'factor'],
    rows: growth.map(({ operation, half, full, factor }) => [
      operation,
      duration(half),
      duration(full),
      factorCell(factor, linearLimit),
    ]),
  }
}

function factorCell(factor: number, limit: number): string {
  return factor > limit ? `**${factor.toFixed(2)}**` : factor.toFixed(2)
}

/** The time of n operations on n entries, for several n. */
export function curveTable({ curve }: Results): Table {
  const sizes = distinct(curve.map(({ entries }) => entries))
  return {
    head: ['operation', ...sizes.map(count)],
    rows: distinct(curve.map(({ operation }) => operation)).map((operation) => [
      operation,
      ...sizes.map((size) => {
        const row = curve.find((other) => other.operation === operation && other.entries === size)
        return row ? duration(row.time) : 'not run'
      }),
    ]),
  }
}

/** The operation that grows worst on each adversarial text, of those that take long enough to tell. */
export function adversarialTable({ adversarial }: Results): Table {
  return {
    head: ['text', 'characters', 'worst factor', 'of', 'time'],
    rows: distinct(adversarial.map(({ text }) => text)).map((text) => {
      const ofText = adversarial.filter((row) => row.text === text)
      const worst = ofText
        .filter(({ measurable }) => measurable)
        .reduce<AdversarialRow | undefined>(
          (most, row) => (most && most.factor >= row.factor ? most : row),
          undefined,
        )
      if (!worst) return [text, count(ofText[0]?.characters ?? 0), 'too short to tell', '', '']
      const { characters, factor, operation, full } = worst
      return [text, count(characters), factorCell(factor, steepLimit), operation, duration(full)]
    }),
  }
}

/** Every measurement on an adversarial text whose factor is above the limit. */
export function steepTable({ adversarial }: Results): Table {
  return {
    head: ['text', 'operation', 'the text', 'twice the text', 'factor'],
    rows: adversarial
      .filter(isSteep)
      .map(({ text, operation, half, full, factor }) => [
        text,
        operation,
        duration(half),
        duration(full),
        factor.toFixed(2),
      ]),
  }
}

/** How many measurements on adversarial texts have which factor. */
export function factorTable({ adversarial }: Results): Table {
  const factors = adversarial.filter(({ measurable }) => measurable).map(({ factor }) => factor)
  const edges = [0, 1.5, 1.75, 2, 2.25, 2.5, 2.75, steepLimit, Infinity]
  const columns = edges.slice(1).map((to, index) => {
    const from = edges[index] ?? 0
    const found = factors.filter((factor) => factor > from && factor <= to).length
    return { head: to === Infinity ? `above ${from}` : `up to ${to}`, cell: count(found) }
  })
  return {
    head: ['factor', ...columns.map(({ head }) => head)],
    rows: [['measurements', ...columns.map(({ cell }) => cell)]],
  }
}

/** Bytes for each entry, beside the text. */
export function memoryTable({ memory }: Results): Table {
  return {
    head: ['package', 'state', 'bytes per entry'],
    rows: memory.map(({ contender, state, bytesPerEntry }) => [
      contender,
      state,
      count(bytesPerEntry),
    ]),
  }
}

/** What an import adds to a process. */
export function importTable(results: Results): Table {
  return {
    head: ['import', 'format', 'process without it', 'import adds'],
    rows: results.import.map(({ module, format, bare, added }) => [
      module,
      format,
      duration(bare),
      duration(added),
    ]),
  }
}

/** What a bundle has of each package. */
export function sizeTable({ size }: Results): Table {
  return {
    head: ['bundle of', 'minified', 'and gzipped', 'packages it depends on'],
    rows: size.map(({ module, minified, gzipped, dependencies }) => [
      module,
      kilobytes(minified),
      kilobytes(gzipped),
      count(dependencies),
    ]),
  }
}

/** The time of one task on a file on disk. */
export function diskTable({ disk }: Results, task: DiskRow['task']): Table {
  return {
    head: [task, 'time', 'of it in fsync', 'times ours'],
    rows: disk
      .filter((row) => row.task === task)
      .map((row) => [
        row.contender,
        duration(row.median),
        syncedCell(row),
        row.contender === 'lossless-netrc' ? '' : `${times(row.ratio)}×`,
      ]),
  }
}

/** What the library promises, and what was measured. */
export function targetTable({ targets }: Results): Table {
  return {
    head: ['target', '', 'limit', 'measured', ''],
    rows: targets.map(({ target, bound, limit, measured, met }) => [
      target,
      bound,
      String(limit),
      measured.toFixed(2),
      met ? 'met' : 'MISSED',
    ]),
  }
}

/** The day, the machine and the versions. */
export function environmentTable({ environment }: Results): Table {
  const { date, machine, node, versions } = environment
  return {
    head: ['measured on', date],
    rows: [['machine', machine], ['Node', node], ...Object.entries(versions)],
  }
}
