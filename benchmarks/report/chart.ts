import type { Results, Task } from '../speed/rows.ts'
import { count, duration } from './numbers.ts'
import { distinct } from './table.ts'

const width = 720
const height = 440
const plot = { left: 64, right: 510, top: 72, bottom: 388 }
/** Pixels between the baselines of two labels. */
const labelGap = 16

/** One file for light and dark pages: the colours follow the reader's own setting. */
const style = `<style>
text { font: 12px system-ui, sans-serif; fill: #59636e }
.title { font-size: 15px; font-weight: 600; fill: #1f2328 }
.label { fill: #1f2328 }
.ours.label { font-weight: 600; fill: #0969da }
line { stroke: #e4e7eb }
path { fill: none; stroke: #818b98; stroke-width: 1.5 }
path.ours { stroke: #0969da; stroke-width: 2.5 }
circle { fill: #818b98 }
circle.ours { fill: #0969da }
@media (prefers-color-scheme: dark) {
text { fill: #9198a1 }
.title, .label { fill: #f0f6fc }
.ours.label { fill: #4493f8 }
line { stroke: #2a313c }
path { stroke: #7d8590 }
circle { fill: #7d8590 }
path.ours { stroke: #4493f8 }
circle.ours { fill: #4493f8 }
}
</style>`

interface Point {
  readonly x: number
  readonly y: number
}

interface Line {
  readonly label: string
  readonly kind: 'ours' | 'peer'
  readonly points: readonly Point[]
}

/** Draws the time of one task on plain files as SVG: a line for each package, both scales logarithmic. */
export function speedChart({ speed }: Results, task: Task, title: string): string {
  const rows = speed.filter(
    (row) => row.layout === 'plain' && row.task === task && row.contender !== 'charCodeAt pass',
  )
  const sizes = distinct(rows.map(({ entries }) => entries))
  const decades = decadesOf(rows.flatMap(({ median }) => median ?? []))
  const x = scale(sizes, plot.left, plot.right)
  const y = scale(decades, plot.bottom, plot.top)
  const lines = distinct(rows.map(({ contender }) => contender))
    .map((name): Line => {
      const ofName = rows.filter(({ contender }) => contender === name)
      const points = ofName.flatMap(({ entries, median }) =>
        median === undefined ? [] : [{ x: x(entries), y: y(median) }],
      )
      const left = ofName.find(({ median }) => median === undefined)
      const last = ofName.at(-1)?.median ?? Number.NaN
      const state = left ? `at ${count(left.entries)} ${left.note}` : duration(last)
      const kind = name === 'lossless-netrc' ? 'ours' : 'peer'
      return { label: `${name}, ${state}`, kind, points }
    })
    .filter(({ points }) => points.length > 0)
    // Ours on top.
    .sort((a, b) => Number(a.kind === 'ours') - Number(b.kind === 'ours'))
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
      text(plot.left - 8, y(time) + 4, '', unitOf(time), 'end'),
    ]),
    ...lines.flatMap(drawn),
    ...labelsOf(lines),
    '</svg>\n',
  ].join('\n')
}

function text(x: number, y: number, kind: string, content: string, anchor = 'start'): string {
  return `<text x="${x}" y="${y}" class="${kind}" text-anchor="${anchor}">${content}</text>`
}

function drawn({ kind, points }: Line): string[] {
  const path = points.map(({ x, y }) => `${x} ${y}`).join('L')
  const radius = kind === 'ours' ? 4 : 2.5
  return [
    `<path class="${kind}" d="M${path}"/>`,
    ...points.map(({ x, y }) => `<circle class="${kind}" cx="${x}" cy="${y}" r="${radius}"/>`),
  ]
}

/** Returns a logarithmic scale from numbers to pixels; the first number is at `start`, the last at `end`. */
function scale(numbers: readonly number[], start: number, end: number): (value: number) => number {
  const [first = 0, last = 1] = [numbers[0], numbers.at(-1)].map((number) =>
    Math.log10(number ?? 1),
  )
  return (value) => {
    const part = (Math.log10(value) - first) / (last - first)
    return Math.round((start + part * (end - start)) * 10) / 10
  }
}

/** Lists the powers of ten from below the least time to above the greatest. */
function decadesOf(times: readonly number[]): readonly number[] {
  const first = Math.floor(Math.log10(Math.min(...times)))
  const last = Math.ceil(Math.log10(Math.max(...times)))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${first + index}`))
}

function unitOf(time: number): string {
  if (time < 1) return `${Number((time * 1000).toPrecision(1))} µs`
  return time < 1000 ? `${time} ms` : `${time / 1000} s`
}

/** Writes the label of each line at its end: at the right of the plot, or above a line that ends early. */
function labelsOf(lines: readonly Line[]): string[] {
  const ends = lines.flatMap(({ points, ...line }) => {
    const end = points.at(-1)
    return end ? [{ ...line, ...end }] : []
  })
  const whole = ends.filter(({ x }) => x === plot.right).sort((one, other) => other.y - one.y)
  const early = ends.filter(({ x }) => x !== plot.right)
  let lowest = Infinity
  const beside = whole.map(({ y, kind, label }) => {
    lowest = Math.min(y, lowest - labelGap)
    return text(plot.right + 10, lowest + 4, `${kind} label`, label)
  })
  const above = early.map(({ x, y, kind, label }) =>
    text(x - 4, y - 12, `${kind} label`, label, 'end'),
  )
  return [...beside, ...above]
}
