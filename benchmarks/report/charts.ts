import { steepLimit } from '../speed/limits.ts'
import type { Results, Task } from '../speed/rows.ts'
import { coreName, packageName } from '../speed/rows.ts'
import type { Bar, BarChart } from './bar-chart.ts'
import { count, duration, kilobytes, share } from './format.ts'
import type { Line, LineChart, Point } from './line-chart.ts'

const isOurs = (name: string): boolean => name === packageName || name === coreName

/** The time of one task on plain files, a line for each package. */
export function speedChart({ speed }: Results, task: Task, title: string): LineChart {
  const rows = speed.filter((row) => row.layout === 'plain' && row.task === task)
  const names = [...new Set(rows.map(({ contender }) => contender))]
  const lines = names
    .filter((name) => name !== 'charCodeAt pass')
    .map((name): Line => {
      const ofName = rows.filter(({ contender }) => contender === name)
      const points = ofName.flatMap(({ entries, median }) =>
        median === undefined ? [] : [{ entries, time: median }],
      )
      const left = ofName.find(({ median }) => median === undefined)
      const end = points.at(-1)
      const state = left ? `at ${count(left.entries)} ${left.note}` : duration(end?.time ?? 0)
      return { label: `${name}, ${state}`, kind: isOurs(name) ? 'ours' : 'peer', points }
    })
    .filter(({ points }) => points.length > 0)
    // Ours on top.
    .sort((a, b) => Number(a.kind === 'ours') - Number(b.kind === 'ours'))
  return {
    title: { text: title, below: 'Median time; both scales are logarithmic' },
    horizontal: 'entries in the text',
    lines,
  }
}

/** The time of n operations on n entries, beside a line of linear growth. */
export function growthChart({ curve }: Results): LineChart {
  const names = [...new Set(curve.map(({ operation }) => operation))]
  const most = Math.max(...curve.map(({ entries }) => entries))
  const pointsOf = (name: string) => curve.filter(({ operation }) => operation === name)
  const lines = names.map((name): Line => {
    const points = pointsOf(name)
    const end = points.at(-1)
    const state = end?.entries === most ? duration(end.time) : `not run at ${count(most)}`
    return { label: `${name}, ${state}`, kind: 'ours', points }
  })
  return {
    title: {
      text: 'How cost grows: n operations on n entries',
      below: 'Time for all n; both scales are logarithmic',
    },
    horizontal: 'n',
    lines: [linear(pointsOf('parse')), ...lines],
  }
}

/** Ten times the time for ten times the entries, below the line it is to be compared with. */
function linear(points: readonly Point[]): Line {
  const start = points[0] ?? { entries: 1, time: 1 }
  const guide = points.map(({ entries }) => ({
    entries,
    time: ((start.time / 3) * entries) / start.entries,
  }))
  return { label: 'linear growth', kind: 'guide', points: guide }
}

/** How many measurements on adversarial texts have which factor. */
export function adversarialChart({ adversarial }: Results): BarChart {
  const factors = adversarial.filter(({ measurable }) => measurable).map(({ factor }) => factor)
  const edges = [0, 1.5, 1.75, 2, 2.25, 2.5, 2.75, steepLimit, Infinity]
  const bars = edges.slice(1).map((to, index): Bar => {
    const from = edges[index] ?? 0
    const whole = factors.filter((factor) => factor > from && factor <= to).length
    const name = from === 0 ? `up to ${to}` : `above ${from}, up to ${to}`
    return {
      label: to === Infinity ? `above ${from}: more than linear` : name,
      ours: true,
      value: count(whole),
      whole,
    }
  })
  return {
    title: {
      text: 'Time for twice the text, divided by the time for the text',
      below: `Number of measurements; 2 is linear growth, 4 would be quadratic`,
    },
    bars,
  }
}

/** The memory that a parsed file keeps. */
export function memoryChart({ memory }: Results): BarChart {
  const rows = memory.filter(({ state }) => state === 'parsed')
  return {
    title: {
      text: 'Memory of a parsed file',
      below: `Bytes for each entry beside the text, at ${count(rows[0]?.entries ?? 0)} entries`,
    },
    bars: ascending(
      rows.map(({ contender, bytesPerEntry }) => ({
        label: contender,
        ours: isOurs(contender),
        value: `${count(bytesPerEntry)} bytes`,
        whole: bytesPerEntry,
      })),
    ),
  }
}

/** The time that an import adds. */
export function importChart(results: Results): BarChart {
  return {
    title: { text: 'Import', below: 'What it adds to the run time of a process, median' },
    bars: ascending(
      results.import.map(({ module, format, added }) => ({
        label: isOurs(module) ? `${module}, ${format}` : module,
        ours: isOurs(module),
        value: duration(added),
        whole: added,
      })),
    ),
  }
}

/** The size in a bundle. */
export function sizeChart({ size }: Results): BarChart {
  return {
    title: {
      text: 'Size in a bundle',
      below: 'Minified and gzipped, with everything it depends on',
    },
    bars: ascending(
      size.map(({ module, gzipped }) => ({
        label: module,
        ours: isOurs(module),
        value: kilobytes(gzipped),
        whole: gzipped,
      })),
    ),
  }
}

/** The time of one update of a file on disk. */
export function diskChart({ disk }: Results): BarChart {
  const rows = disk.filter(({ task }) => task === 'update one')
  return {
    title: {
      text: 'One update of a file on disk',
      below: 'Median time; the second part of a bar is waiting for fsync, until the disk has it',
    },
    bars: rows.map(({ contender, median, synced }) => ({
      label: contender,
      ours: isOurs(contender),
      value: `${duration(median)}${synced > 0 ? `, ${share(synced, median)} in fsync` : ', no fsync'}`,
      whole: median,
      part: synced,
    })),
  }
}

function ascending(bars: readonly Bar[]): readonly Bar[] {
  return [...bars].sort((a, b) => a.whole - b.whole)
}
