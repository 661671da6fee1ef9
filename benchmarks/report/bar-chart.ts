import { fontWeight, frame, headline, type Padding, type Theme, type Title } from './theme.ts'

/** A bar of one or two parts, with its name before it and its value behind it. */
export interface Bar {
  readonly label: string
  readonly ours: boolean
  readonly value: string
  /** Its length. */
  readonly whole: number
  /** The part of it that is drawn in a paler colour, at its end. */
  readonly part?: number
}

/** Bars below each other, from zero. */
export interface BarChart {
  readonly title: Title
  readonly bars: readonly Bar[]
}

const rowHeight = 30
const padding: Padding = { top: 62, right: 190, bottom: 12, left: 220 }

/** What Vega-Lite draws of a chart of bars. */
export function barSpecification({ title, bars }: BarChart, theme: Theme): object {
  const most = Math.max(...bars.map(({ whole }) => whole))
  const values = bars.map((bar, at) => {
    // A time that noise made less than nothing.
    const end = Math.max(0, bar.whole)
    return { ...bar, at: String(at), split: end - (bar.part ?? 0), end }
  })
  const row = { field: 'at', type: 'ordinal', sort: null, axis: null, scale: { padding: 0.3 } }
  const along = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, most], nice: false, zero: true },
    axis: null,
  })
  const colour = (ours: string, peer: string) => ({
    condition: { test: 'datum.ours', value: ours },
    value: peer,
  })
  return {
    ...frame(theme, bars.length * rowHeight, padding),
    data: { values },
    layer: [
      ...headline(theme, title, padding),
      {
        mark: { type: 'bar' },
        encoding: {
          y: row,
          x: along('split'),
          color: colour(theme.ours, theme.peer),
        },
      },
      {
        mark: { type: 'bar' },
        encoding: {
          y: row,
          x: along('split'),
          x2: { field: 'end' },
          color: colour(theme.oursLight, theme.peerLight),
        },
      },
      {
        mark: { type: 'text', align: 'right', dx: -10, fontWeight },
        encoding: {
          y: row,
          x: { value: 0 },
          text: { field: 'label' },
          color: colour(theme.ours, theme.text),
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 8, fontWeight },
        encoding: {
          y: row,
          x: along('end'),
          text: { field: 'value' },
          color: colour(theme.ours, theme.text),
        },
      },
    ],
  }
}
