import type {
  AdversarialRow,
  DiskRow,
  GrowthRow,
  ImportRow,
  Layout,
  MemoryRow,
  SizeRow,
  SpeedRow,
  TargetRow,
  Task,
} from '../speed/rows.ts'
import { count, duration, kilobytes, share, times } from './format.ts'
import type { Table } from './table.ts'

/** The time of one task: a line for each contender, a column for each number of entries. */
export function speedTable(rows: readonly SpeedRow[], layout: Layout, task: Task): Table {
  const chosen = rows.filter((row) => row.layout === layout && row.task === task)
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
export function layoutTable(rows: readonly SpeedRow[], layout: Layout, entries: number): Table {
  const chosen = rows.filter((row) => row.layout === layout && row.entries === entries)
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

/** n operations on n entries, and 2n on 2n. */
export function growthTable(rows: readonly GrowthRow[]): Table {
  const size = rows[0]?.size ?? 0
  return {
    head: ['operation', `${count(size / 2)} on as many`, `${count(size)} on as many`, 'factor'],
    rows: rows.map(({ operation, half, full, factor }) => [
      operation,
      duration(half),
      duration(full),
      factor.toFixed(2),
    ]),
  }
}

/** The operation that grows worst on each adversarial text, of those that take long enough to tell. */
export function adversarialTable(rows: readonly AdversarialRow[]): Table {
  return {
    head: ['text', 'characters', 'worst factor', 'of', 'time'],
    rows: distinct(rows.map(({ text }) => text)).map((text) => {
      const ofText = rows.filter((row) => row.text === text)
      const worst = ofText
        .filter(({ measurable }) => measurable)
        .reduce<AdversarialRow | undefined>(
          (most, row) => (most && most.factor >= row.factor ? most : row),
          undefined,
        )
      if (!worst) return [text, count(ofText[0]?.characters ?? 0), 'too short to tell', '', '']
      const { characters, factor, operation, full } = worst
      return [text, count(characters), factor.toFixed(2), operation, duration(full)]
    }),
  }
}

/** Bytes for each entry, beside the text. */
export function memoryTable(rows: readonly MemoryRow[]): Table {
  return {
    head: ['package', 'state', 'bytes an entry'],
    rows: rows.map(({ contender, state, bytesPerEntry }) => [
      contender,
      state,
      count(bytesPerEntry),
    ]),
  }
}

/** What an import adds to a process. */
export function importTable(rows: readonly ImportRow[]): Table {
  return {
    head: ['import', 'format', 'process without it', 'import adds'],
    rows: rows.map(({ module, format, bare, added }) => [
      module,
      format,
      duration(bare),
      duration(added),
    ]),
  }
}

/** What a bundle has of each package. */
export function sizeTable(rows: readonly SizeRow[]): Table {
  return {
    head: ['bundle of', 'minified', 'and gzipped', 'packages it depends on'],
    rows: rows.map(({ module, minified, gzipped, dependencies }) => [
      module,
      kilobytes(minified),
      kilobytes(gzipped),
      count(dependencies),
    ]),
  }
}

/** The time of one task on a file on disk. */
export function diskTable(rows: readonly DiskRow[], task: DiskRow['task']): Table {
  return {
    head: [task, 'time', 'of it in fsync', 'times ours'],
    rows: rows
      .filter((row) => row.task === task)
      .map(({ contender, median, synced, ratio }) => [
        contender,
        duration(median),
        synced === 0 ? 'none' : `${duration(synced)} (${share(synced, median)})`,
        contender === 'lossless-netrc' ? '' : `${times(ratio)}×`,
      ]),
  }
}

/** What the library promises, and what was measured. */
export function targetTable(rows: readonly TargetRow[]): Table {
  return {
    head: ['target', '', 'limit', 'measured', ''],
    rows: rows.map(({ target, bound, limit, measured, met }) => [
      target,
      bound,
      String(limit),
      measured.toFixed(2),
      met ? 'met' : 'MISSED',
    ]),
  }
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}
