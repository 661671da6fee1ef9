import { fontWeight, frame, headline, type Padding, type Theme, type Title } from './theme.ts'

/** A line through points, named at its end; a guide is dashed. */
export interface Line {
  readonly label: string
  readonly kind: 'ours' | 'peer' | 'guide'
  readonly points: readonly Point[]
}

/** A time in milliseconds at a number of entries. */
export interface Point {
  readonly entries: number
  readonly time: number
}

/** Times against numbers of entries, both on a logarithmic scale. */
export interface LineChart {
  readonly title: Title
  readonly horizontal: string
  readonly lines: readonly Line[]
}

const padding: Padding = { top: 76, right: 206, bottom: 52, left: 64 }
const height = 330
/** Pixels between the middles of two labels. */
const labelGap = 16
/** Where the label of a line stands; of one that ends early above its end, where no other line is. */
const behind = { align: 'left', dx: 10 }
const above = { align: 'right', dx: -4, dy: -12 }
/** The axis counts microseconds. */
const timeLabel =
  "datum.value < 1 ? format(datum.value * 1000, '~g') + ' µs' : datum.value < 1000 ? datum.value + ' ms' : datum.value / 1000 + ' s'"

/** What Vega-Lite draws of a chart of lines. */
export function lineSpecification(chart: LineChart, theme: Theme): object {
  const values = chart.lines.flatMap(({ label, kind, points }) =>
    points.map((point) => ({ ...point, label, kind, ours: kind === 'ours' })),
  )
  const sizes = [...new Set(values.map(({ entries }) => entries))].sort((a, b) => a - b)
  const decades = decadesOf(values.map(({ time }) => time))
  const x = {
    field: 'entries',
    type: 'quantitative',
    scale: { type: 'log', domain: [sizes[0], sizes.at(-1)], nice: false },
    axis: { values: sizes, title: chart.horizontal, format: ',d', titlePadding: 10 },
  }
  const y = {
    field: 'time',
    type: 'quantitative',
    scale: { type: 'log', domain: [decades[0], decades.at(-1)], nice: false },
    axis: { values: decades, title: null, labelExpr: timeLabel },
  }
  const isOurs = (ours: unknown, others: unknown) => ({
    condition: { test: 'datum.ours', value: ours },
    value: others,
  })
  const labels = labelsOf(chart.lines, decades)
  const dash = { condition: { test: "datum.kind === 'guide'", value: [5, 4] }, value: [1, 0] }
  return {
    ...frame(theme, height, padding),
    layer: [
      ...headline(theme, chart.title, padding),
      {
        data: { values },
        mark: { type: 'line', strokeJoin: 'round' },
        encoding: {
          x,
          y,
          detail: { field: 'label' },
          color: isOurs(theme.ours, theme.peer),
          strokeWidth: isOurs(2.5, 1.5),
          strokeDash: dash,
        },
      },
      {
        data: { values: values.filter(({ kind }) => kind !== 'guide') },
        mark: { type: 'circle', opacity: 1 },
        encoding: { x, y, color: isOurs(theme.ours, theme.peer), size: isOurs(50, 24) },
      },
      ...[true, false].map((isWhole) => ({
        data: { values: labels.filter(({ entries }) => (entries === sizes.at(-1)) === isWhole) },
        mark: { type: 'text', fontWeight, ...(isWhole ? behind : above) },
        encoding: { x, y, text: { field: 'label' }, color: isOurs(theme.ours, theme.text) },
      })),
    ],
  }
}

/** Powers of ten from below the least value to above the greatest. */
function decadesOf(times: readonly number[]): readonly number[] {
  const first = Math.floor(Math.log10(Math.min(...times)))
  const last = Math.ceil(Math.log10(Math.max(...times)))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${first + index}`))
}

/** The labels at the ends of the lines, moved apart where they would touch. */
function labelsOf(lines: readonly Line[], decades: readonly number[]) {
  const gap = ((decades.length - 1) * labelGap) / height
  const ends = lines.flatMap(({ label, kind, points }) => {
    const end = points.at(-1)
    return end
      ? [{ label, ours: kind === 'ours', entries: end.entries, level: Math.log10(end.time) }]
      : []
  })
  const last = Math.max(...ends.map(({ entries }) => entries))
  const levels = spread(
    ends.filter(({ entries }) => entries === last).map(({ level }) => level),
    gap,
  )
  return ends.map(({ level, ...end }) => ({
    ...end,
    time: 10 ** (end.entries === last ? (levels.get(level) ?? level) : level),
  }))
}

/** Moves numbers apart until each two are `gap` apart, those that touch about their common middle. */
function spread(numbers: readonly number[], gap: number): ReadonlyMap<number, number> {
  const groups: number[][] = []
  for (const number of [...numbers].sort((a, b) => a - b)) {
    groups.push([number])
    for (let at = groups.length - 1; at > 0 && touch(groups[at - 1], groups[at], gap); at--) {
      groups[at - 1]?.push(...(groups.pop() ?? []))
    }
  }
  return new Map(
    groups.flatMap((group) => {
      const start = lowest(group, gap)
      return group.map((number, index): [number, number] => [number, start + index * gap])
    }),
  )
}

function touch(lower: number[] | undefined, upper: number[] | undefined, gap: number): boolean {
  if (!lower || !upper) return false
  return lowest(lower, gap) + lower.length * gap > lowest(upper, gap)
}

function lowest(group: readonly number[], gap: number): number {
  const middle = group.reduce((sum, number) => sum + number, 0) / group.length
  return middle - ((group.length - 1) * gap) / 2
}
