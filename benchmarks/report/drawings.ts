import type { Results } from '../speed/rows.ts'
import { type BarChart, barSpecification } from './bar-chart.ts'
import {
  adversarialChart,
  diskChart,
  growthChart,
  importChart,
  memoryChart,
  sizeChart,
  speedChart,
} from './charts.ts'
import { draw } from './draw.ts'
import { type LineChart, lineSpecification } from './line-chart.ts'
import { type Theme, themes } from './theme.ts'

type Specify = (theme: Theme) => object

/** Every chart of the results as SVG, light and dark, by its path. */
export async function drawings(results: Results): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const [name, specify] of Object.entries(specifications(results))) {
    for (const theme of themes) {
      files.set(`docs/charts/${name}-${theme.name}.svg`, await draw(specify(theme)))
    }
  }
  return files
}

function specifications(results: Results): Readonly<Record<string, Specify>> {
  return {
    'change-one': lines(
      speedChart(results, 'change one', 'Change one password and write the text'),
    ),
    'read-one': lines(speedChart(results, 'read one', 'Read one password')),
    'read-all': lines(speedChart(results, 'read all', 'Read every entry')),
    growth: lines(growthChart(results)),
    adversarial: bars(adversarialChart(results)),
    memory: bars(memoryChart(results)),
    import: bars(importChart(results)),
    size: bars(sizeChart(results)),
    disk: bars(diskChart(results)),
  }
}

function lines(chart: LineChart): Specify {
  return (theme) => lineSpecification(chart, theme)
}

function bars(chart: BarChart): Specify {
  return (theme) => barSpecification(chart, theme)
}
