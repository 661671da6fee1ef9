import { parse, resetSVGDefIds, textMetrics, View } from 'vega'
import { compile } from 'vega-lite'

/** Draws a chart as SVG: the same bytes on each machine, whatever fonts it has. */
export async function draw(specification: object): Promise<string> {
  resetSVGDefIds()
  textMetrics.canvas(false)
  const { spec } = compile(specification)
  const svg = await new View(parse(spec), { renderer: 'none' }).toSVG()
  return `${svg.replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))}\n`
}
