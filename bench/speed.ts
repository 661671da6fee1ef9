import { Bench } from 'tinybench'
import { assertReads, type Contender, contenders } from './contenders.ts'
import type { ContenderName, Layout, SpeedRow, Task } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { keep, median } from './timing.ts'

const layouts: readonly Layout[] = ['several lines', 'one line']
const tasks: readonly Task[] = ['read one', 'change one', 'read all']
/** No contender is run where one run of a task takes longer than this, in milliseconds. */
const longestRun = 10_000

interface Effort {
  readonly sizes: readonly number[]
  readonly rounds: number
  /** Milliseconds for a contender in one round. */
  readonly slice: number
  /** Milliseconds after which a contender, having three samples, is not run again. */
  readonly budget: number
}

const fullEffort: Effort = {
  sizes: [10, 1000, 10_000, 100_000],
  rounds: 12,
  slice: 25,
  budget: 1500,
}
const quickEffort: Effort = { sizes: [10, 1000], rounds: 5, slice: 10, budget: 500 }

/** The time of each task by each contender, measured in turn in one process. */
export function measureSpeed(quick: boolean): SpeedRow[] {
  const { sizes, ...effort } = quick ? quickEffort : fullEffort
  const tooSlow = new Map<string, string>()
  const rows: SpeedRow[] = []
  warmUp(quick ? 100 : 300)
  for (const entries of sizes) {
    for (const layout of layouts) {
      const text = netrcText(entries, layout)
      const able = contenders.filter(({ name }) => !tooSlow.has(`${name} ${layout}`))
      const track = { entries, layout, text }
      if (entries <= 1000) for (const each of contenders) assertReads(each, text, entries >> 1)
      const raced = tasks.flatMap((task) => race(task, track, able, effort))
      const next = sizes[sizes.indexOf(entries) + 1]
      if (next !== undefined) for (const row of raced) foresee(row, next, tooSlow)
      rows.push(...raced, ...leftOut(track, able, tooSlow))
    }
  }
  return rows
}

/** Lets the engine optimize every task of every contender before any is measured. */
function warmUp(time: number): void {
  const text = netrcText(10)
  for (const task of tasks) {
    for (const { tasks: run } of contenders) {
      const end = performance.now() + time
      while (performance.now() < end) keep(run[task](text, hostName(5)))
    }
  }
}

interface Track {
  readonly entries: number
  readonly layout: Layout
  readonly text: string
}

function race(
  task: Task,
  track: Track,
  able: readonly Contender[],
  effort: Omit<Effort, 'sizes'>,
): SpeedRow[] {
  const samples = new Map<ContenderName, number[]>(able.map(({ name }) => [name, []]))
  const spent = new Map<ContenderName, number>()
  for (let round = 0; round < effort.rounds; round++) {
    const turn = round % able.length
    for (const contender of [...able.slice(turn), ...able.slice(0, turn)]) {
      const { name } = contender
      const taken = samples.get(name) ?? []
      const time = spent.get(name) ?? 0
      if (time > effort.budget && (taken.length >= 3 || time > 2 * effort.budget)) continue
      const start = performance.now()
      for (const sample of slice(contender, task, track, effort.slice)) taken.push(sample)
      spent.set(name, time + performance.now() - start)
    }
  }
  const ours = median(samples.get('lossless-netrc') ?? [])
  return able.map(({ name }) => {
    const taken = samples.get(name) ?? []
    const middle = median(taken)
    return {
      layout: track.layout,
      entries: track.entries,
      characters: track.text.length,
      task,
      contender: name,
      median: middle,
      samples: taken.length,
      ratio: middle / ours,
      note: undefined,
    }
  })
}

/** One contender for a few milliseconds: the samples, in milliseconds for one run of the task. */
function slice(contender: Contender, task: Task, track: Track, time: number): number[] {
  const run = contender.tasks[task]
  const name = hostName(track.entries >> 1)
  // One sample is long enough for the clock, also on ten entries.
  const repeats = Math.max(1, Math.round(500 / track.entries))
  const bench = new Bench({ time, iterations: 0, warmup: false, retainSamples: true, throws: true })
  bench.add(
    contender.name,
    () => {
      for (let count = 0; count < repeats; count++) keep(run(track.text, name))
    },
    { async: false },
  )
  const result = bench.runSync()[0]?.result
  if (result?.state !== 'completed') throw new Error(`${contender.name} did not finish`)
  return (result.latency.samples ?? []).map((sample) => sample / repeats)
}

/** Notes who would take too long for the next size, going by what quadratic time makes of this one. */
function foresee(row: SpeedRow, next: number, tooSlow: Map<string, string>): void {
  if (row.median === undefined || row.median < 300) return
  const expected = row.median * (next / row.entries) ** 2
  if (expected <= longestRun) return
  const note = `not run: about ${Math.round(expected / 1000)} s for one run, as it is quadratic`
  tooSlow.set(`${row.contender} ${row.layout}`, note)
}

function leftOut(
  track: Track,
  able: readonly Contender[],
  tooSlow: ReadonlyMap<string, string>,
): SpeedRow[] {
  const missing = contenders.filter((contender) => !able.includes(contender))
  return missing.flatMap(({ name }) =>
    tasks.map((task) => ({
      layout: track.layout,
      entries: track.entries,
      characters: track.text.length,
      task,
      contender: name,
      median: undefined,
      samples: 0,
      ratio: undefined,
      note: tooSlow.get(`${name} ${track.layout}`),
    })),
  )
}
