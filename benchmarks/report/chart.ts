import { packageName, type Results, type SpeedRow } from '../speed/rows.ts'
import { count, duration } from './numbers.ts'
import { distinct } from './table.ts'

const width = 720
const height = 440
const plot = { left: 64, right: 510, top: 72, bottom: 388 }
/** Pixels between the baselines of two labels. */
const labelGap = 16
const title = 'Change one password and write the text'

/** One file for light and dark pages: the text follows the reader's colour scheme. */
const style = `<style>
text { font: 12px system-ui, sans-serif; fill: #59636e }
.title { font-size: 15px; font-weight: 600 }
line { stroke: #818b98; stroke-opacity: 0.25 }
path { fill: none; stroke: #818b98; stroke-width: 1.5 }
path.ours { stroke: #218bff; stroke-width: 2.5 }
@media (prefers-color-scheme: dark) { text { fill: #9198a1 } }
text.ours { font-weight: 600; fill: #218bff }
</style>`

interface Line {
  readonly label: string
  readonly kind: 'ours' | 'peer'
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

/** Draws the time to change a password in plain files as SVG: a line for each package, both scales logarithmic. */
export function changeOneChart({ speed }: Results): string {
  const rows = speed.filter(
    ({ layout, task, contender }) =>
      layout === 'plain' && task === 'change one' && contender !== 'charCodeAt pass',
  )
  const sizes = distinct(rows.map(({ entries }) => entries))
  const decades = decadesOf(rows.flatMap(({ median }) => median ?? []))
  const x = scale(sizes, plot.left, plot.right)
  const y = scale(decades, plot.bottom, plot.top)
  const lineOf = (name: string): Line => {
    const ofName = rows.filter(({ contender }) => contender === name)
    const points = ofName.flatMap(({ entries, median }) =>
      median === undefined ? [] : [{ x: x(entries), y: y(median) }],
    )
    return { label: labelOf(ofName), kind: name === packageName ? 'ours' : 'peer', points }
  }
  const lines = distinct(rows.map(({ contender }) => contender))
    .map(lineOf)
    .filter(({ points }) => points.length > 0)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${title}: time by the number of entries, a line for each package</title>`,
    style,
    text(8, 22, 'title', title),
    text(8, 44, '', 'Median time; both scales are logarithmic'),
    ...sizes.flatMap((size) => [
      `<line x1="${x(size)}" y1="${plot.top}" x2="${x(size)}" y2="${plot.bottom}"/>`,
      text(x(size), plot.bottom + 18, '', count(size), 'middle'),
    ]),
    text((plot.left + plot.right) / 2, plot.bottom + 40, '', 'entries', 'middle'),
    ...decades.flatMap((time) => [
      `<line x1="${plot.left}" y1="${y(time)}" x2="${plot.right}" y2="${y(time)}"/>`,
      text(plot.left - 8, y(time) + 4, '', duration(time).replace(/\.0+/, ''), 'end'),
    ]),
    // Draw our line last, on top.
    ...lines.map(pathOf).toReversed(),
    ...labelsAtEnds(lines),
    '</svg>\n',
  ].join('\n')
}

function labelOf(rows: readonly SpeedRow[]): string {
  const name = rows[0]?.contender
  const left = rows.find(({ median }) => median === undefined)
  return left
    ? `${name}, at ${count(left.entries)} ${left.note}`
    : `${name}, ${duration(rows.at(-1)?.median ?? Number.NaN)}`
}

function text(x: number, y: number, kind: string, content: string, anchor = 'start'): string {
  return `<text x="${x}" y="${y}" class="${kind}" text-anchor="${anchor}">${content}</text>`
}

function pathOf({ kind, points }: Line): string {
  return `<path class="${kind}" d="M${points.map(({ x, y }) => `${x} ${y}`).join('L')}"/>`
}

/** Returns a logarithmic scale from numbers to pixels. The first number is at `start`, the last at `end`. */
function scale(numbers: readonly number[], start: number, end: number): (value: number) => number {
  const [first = 1, last = 1] = [numbers[0], numbers.at(-1)]
  return (value) => {
    const part = Math.log10(value / first) / Math.log10(last / first)
    return Math.round((start + part * (end - start)) * 10) / 10
  }
}

/** Lists the powers of ten from just below the least time to just above the greatest. */
function decadesOf(times: readonly number[]): readonly number[] {
  const first = Math.floor(Math.log10(Math.min(...times)))
  const last = Math.ceil(Math.log10(Math.max(...times)))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${first + index}`))
}

/** Writes the label of each line at its end: to the right of the plot, or above a line that ends early. */
function labelsAtEnds(lines: readonly Line[]): string[] {
  const ends = lines.flatMap(({ label, kind, points }) =>
    points.slice(-1).map(({ x, y }) => ({ label, kind, x, y })),
  )
  let lowest = Infinity
  return ends
    .sort((one, other) => other.y - one.y)
    .map(({ label, kind, x, y }) => {
      if (x < plot.right) return text(x - 4, y - 12, kind, label, 'end')
      lowest = Math.min(y, lowest - labelGap)
      return text(plot.right + 10, lowest + 4, kind, label)
    })
}
