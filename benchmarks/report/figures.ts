import type { ContenderName, DiskContenderName, Results, SizeRow, Task } from '../speed/rows.ts'
import { coreName, packageName } from '../speed/rows.ts'
import { count, duration, kilobytes, share, times } from './format.ts'
import { list, paragraph, picture } from './prose.ts'

const entries = 1000

/** The figures that say most: three for the README, which the page has too. */
export interface Figures {
  readonly speed: string
  readonly size: string
  readonly disk: string
  /** What others do in less time. */
  readonly slower: string
}

/** The figures of the results in words. */
export function figuresOf(results: Results): Figures {
  const changed = duration(speedOf(results, 'change one', 'lossless-netrc').median ?? Number.NaN)
  const core = sizeOf(results, coreName)
  const whole = sizeOf(results, packageName)
  const parser = sizeOf(results, 'netrc-parser')
  const update = diskOf(results, 'lossless-netrc')
  const other = diskOf(results, 'netrc-parser')
  return {
    speed:
      `**${changed}** to read a text of ${count(entries)} entries, change one password, and write the text. ` +
      `${against(results, 'change one', ['netrc', 'netrc-parser'])}.`,
    size:
      `**${kilobytes(core.gzipped)}** minified and gzipped for texts, ` +
      `${kilobytes(whole.gzipped)} with the file layer, ${dependencies(whole)}. ` +
      `\`netrc\` is ${kilobytes(sizeOf(results, 'netrc').gzipped)}, ` +
      `\`netrc-parser\` ${kilobytes(parser.gzipped)} with ${dependencies(parser)}.`,
    disk:
      `**${duration(update.median)}** for one update of a file on disk, locked, flushed and ` +
      `replaced; ${share(update.synced, update.median)} of that is waiting for the disk. ` +
      `\`netrc-parser\`, without lock or flush, takes ${duration(other.median)}.`,
    slower: `Reading every entry is another matter: ${against(results, 'read all', ['netrc', 'netrc-parser'])}.`,
  }
}

/** The chart and the three figures of the README. */
export function readmeFigures(results: Results): string {
  const { speed, size, disk } = figuresOf(results)
  const description =
    'Change one password and write the text: time by the number of entries, a line for each package'
  const more =
    'How this was measured, and where others are faster: [what it costs](docs/performance.md).'
  return [
    picture('docs/charts', 'change-one', description),
    list([speed, size, disk]),
    paragraph(more),
  ].join('\n')
}

function against(results: Results, task: Task, names: readonly ContenderName[]): string {
  return names
    .map((name, index) => {
      const { ratio } = speedOf(results, task, name)
      const takes = index === 0 ? ' takes' : ''
      return `\`${name}\`${takes} ${times(ratio ?? Number.NaN)} times${index === 0 ? ' as long' : ''}`
    })
    .join(', ')
}

function dependencies({ dependencies: number }: SizeRow): string {
  if (number === 0) return 'without dependencies'
  return number === 1 ? 'the package it depends on' : `the ${number} packages it depends on`
}

function speedOf({ speed }: Results, task: Task, name: ContenderName) {
  return found(
    speed.find(
      (row) =>
        row.layout === 'plain' &&
        row.entries === entries &&
        row.task === task &&
        row.contender === name,
    ),
  )
}

function sizeOf({ size }: Results, name: string): SizeRow {
  return found(size.find(({ module }) => module === name))
}

function diskOf({ disk }: Results, name: DiskContenderName) {
  return found(disk.find(({ task, contender }) => task === 'update one' && contender === name))
}

function found<Row>(row: Row | undefined): Row {
  if (!row) throw new Error('the results lack what the figures are taken from')
  return row
}
