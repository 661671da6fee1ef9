/** The colours of a chart on a light or a dark page, whose background shows through. */
export interface Theme {
  readonly name: 'light' | 'dark'
  readonly text: string
  readonly quiet: string
  readonly grid: string
  /** What is this library's. */
  readonly ours: string
  /** The part of it that is time in fsync. */
  readonly oursLight: string
  readonly peer: string
  readonly peerLight: string
}

export const themes: readonly Theme[] = [
  {
    name: 'light',
    text: '#1f2328',
    quiet: '#59636e',
    grid: '#e4e7eb',
    ours: '#0969da',
    oursLight: '#8dbdf5',
    peer: '#818b98',
    peerLight: '#cdd3da',
  },
  {
    name: 'dark',
    text: '#f0f6fc',
    quiet: '#9198a1',
    grid: '#2a313c',
    ours: '#4493f8',
    oursLight: '#234c85',
    peer: '#7d8590',
    peerLight: '#3d444d',
  },
]

/** What is ours is bold. */
export const fontWeight: { readonly expr: string } = { expr: 'datum.ours ? 600 : 400' }

/** Pixels of the whole chart, as wide as a page on GitHub shows it without shrinking. */
const chartWidth = 720

/** What stands above a chart. */
export interface Title {
  readonly text: string
  readonly below: string
}

/** The pixels around the plot. */
export interface Padding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** What every chart has: its size in pixels, and no guess at the width of a text. */
export function frame(theme: Theme, height: number, padding: Padding): object {
  const font = 'system-ui, sans-serif'
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: chartWidth - padding.left - padding.right,
    height,
    padding,
    autosize: 'none',
    background: null,
    config: {
      font,
      view: { stroke: null },
      text: { font, fontSize: 12, color: theme.text },
      axis: {
        labelFont: font,
        titleFont: font,
        labelFontSize: 12,
        titleFontSize: 12,
        titleFontWeight: 400,
        labelColor: theme.quiet,
        titleColor: theme.quiet,
        gridColor: theme.grid,
        ticks: false,
        domain: false,
        labelPadding: 6,
        // Whether labels touch would be a guess.
        labelOverlap: false,
        labelBound: false,
        labelFlush: false,
      },
    },
  }
}

/** The title of a chart and the line below it, flush with the left edge. */
export function headline(theme: Theme, title: Title, padding: Padding): readonly object[] {
  const x = 8 - padding.left
  const line = { type: 'text', align: 'left', baseline: 'middle', x }
  const data = { values: [{}] }
  return [
    {
      data,
      mark: { ...line, y: 18 - padding.top, text: title.text, fontSize: 15, fontWeight: 600 },
    },
    { data, mark: { ...line, y: 40 - padding.top, text: title.below, color: theme.quiet } },
  ]
}
