import { isSteep } from './adversarial.ts'
import type {
  AdversarialRow,
  DiskRow,
  GrowthRow,
  ImportRow,
  MemoryRow,
  Results,
  SpeedRow,
} from './rows.ts'
import { linearLimit } from './timing.ts'

/** The results as text: what was promised first, then the numbers of each part that was run. */
export function report(results: Results): string {
  const { environment, targets, speed, growth, adversarial, memory } = results
  const versions = Object.entries(environment.versions).map((pair) => pair.join(' '))
  const parts: readonly (readonly string[])[] = [
    [
      `lossless-netrc bench, ${environment.date}${environment.quick ? ', quick run' : ''}`,
      `${environment.machine}, Node ${environment.node}, ${versions.join(', ')}`,
    ],
    section('Targets', targets.length, () =>
      table([
        ['target', '', 'limit', 'measured', ''],
        ...targets.map(({ target, bound, limit, measured, met }) => [
          target,
          bound,
          String(limit),
          measured.toFixed(2),
          met ? 'ok' : 'MISSED',
        ]),
      ]),
    ),
    section('Speed (median for one run; ratio: times the speed)', speed.length, () =>
      speedTable(speed),
    ),
    section('Growth (n operations on n entries)', growth.length, () => growthTable(growth)),
    section('Adversarial texts (time at 2n / time at n)', adversarial.length, () =>
      adversarialTable(adversarial),
    ),
    section('Memory (beside the text)', memory.length, () => memoryTable(memory)),
    section('Import', results.import.length, () => importTable(results.import)),
    section('Disk (median for one run; ratio: times the speed)', results.disk.length, () =>
      diskTable(results.disk),
    ),
  ]
  return `${parts
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function section(title: string, rows: number, lines: () => readonly string[]): readonly string[] {
  return rows === 0 ? [] : [`## ${title}`, ...lines()]
}

function speedTable(rows: readonly SpeedRow[]): readonly string[] {
  const notes = new Set(
    rows.flatMap(({ note, contender, entries, layout }) =>
      note === undefined ? [] : [`${contender}, ${entries} entries, ${layout}: ${note}`],
    ),
  )
  const measured = rows.filter(({ median }) => median !== undefined)
  return [
    ...table([
      ['task', 'entries', 'layout', 'contender', 'time', 'ours is', 'samples'],
      ...measured.map((row) => [
        row.task,
        String(row.entries),
        row.layout,
        row.contender,
        duration(row.median ?? Number.NaN),
        row.contender === 'lossless-netrc' ? '' : `${(row.ratio ?? Number.NaN).toFixed(2)} x`,
        String(row.samples),
      ]),
    ]),
    ...notes,
  ]
}

function growthTable(rows: readonly GrowthRow[]): readonly string[] {
  return table([
    ['operation', 'n', 'time', '2n', 'time', 'factor', ''],
    ...rows.map(({ operation, size, half, full, factor }) => [
      operation,
      String(size / 2),
      duration(half),
      String(size),
      duration(full),
      factor.toFixed(2),
      factor > linearLimit ? 'MORE THAN LINEAR' : '',
    ]),
  ])
}

function adversarialTable(rows: readonly AdversarialRow[]): readonly string[] {
  const texts = [...new Set(rows.map(({ text }) => text))]
  const operations = [...new Set(rows.map(({ operation }) => operation))]
  const cells = new Map(rows.map((row) => [`${row.text} ${row.operation}`, row]))
  const steep = rows.filter(isSteep)
  return [
    '"." is too short to tell, "!" refused.',
    ...table([
      ['text', ...operations],
      ...texts.map((text) => [
        text,
        ...operations.map((operation) => cell(cells.get(`${text} ${operation}`))),
      ]),
    ]),
    ...(steep.length === 0 ? ['No factor is above the limit.'] : []),
    ...steep.map(
      ({ text, operation, characters, half, full, factor }) =>
        `MORE THAN LINEAR: ${operation}, ${text}, ${characters} characters: ` +
        `${duration(half)} -> ${duration(full)}, factor ${factor.toFixed(2)}`,
    ),
  ]
}

function cell(row: AdversarialRow | undefined): string {
  if (!row) return ''
  return `${row.refused ? '!' : ''}${row.measurable ? row.factor.toFixed(1) : '.'}`
}

function memoryTable(rows: readonly MemoryRow[]): readonly string[] {
  return table([
    ['contender', 'state', 'entries', 'bytes an entry', 'characters an entry'],
    ...rows.map(({ contender, state, entries, bytesPerEntry, charactersPerEntry }) => [
      contender,
      state,
      String(entries),
      String(bytesPerEntry),
      String(charactersPerEntry),
    ]),
  ])
}

function importTable(rows: readonly ImportRow[]): readonly string[] {
  return table([
    ['module', 'format', 'bare process', 'import adds', 'pairs'],
    ...rows.map(({ module, format, bare, added, pairs }) => [
      module,
      format,
      duration(bare),
      duration(added),
      String(pairs),
    ]),
  ])
}

function diskTable(rows: readonly DiskRow[]): readonly string[] {
  return table([
    ['task', 'entries', 'contender', 'time', 'in fsync', 'ours is', 'samples'],
    ...rows.map(({ task, entries, contender, median, synced, ratio, samples }) => [
      task,
      String(entries),
      contender,
      duration(median),
      `${((synced / median) * 100).toFixed(0)} %`,
      contender === 'lossless-netrc' ? '' : `${ratio.toFixed(2)} x`,
      String(samples),
    ]),
  ])
}

function duration(milliseconds: number): string {
  if (Math.abs(milliseconds) < 1) return `${(milliseconds * 1000).toPrecision(3)} µs`
  return milliseconds < 1000
    ? `${milliseconds.toPrecision(3)} ms`
    : `${(milliseconds / 1000).toPrecision(3)} s`
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(columns?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
