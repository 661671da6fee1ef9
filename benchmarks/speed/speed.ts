import { Bench } from 'tinybench'
import { type Contender, contenders, isSameCode, type Run, refusal } from './contenders.ts'
import { timeLimit } from './limits.ts'
import { openMemoryFile } from './memory-file.ts'
import type { ContenderName, Layout, SpeedRow, Task } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { endsInTime } from './time-limit.ts'
import { inTurn, keep, median } from './timing.ts'

const layouts: readonly Layout[] = ['plain', 'several lines', 'one line']
const tasks: readonly Task[] = ['read one', 'change one', 'read all']
/** Milliseconds for one run above which ten times the entries may take longer than the limit. */
const doubtful = 20

interface Effort {
  readonly sizes: readonly number[]
  /** The sizes for layouts that not every contender reads. */
  readonly someSizes: readonly number[]
  readonly rounds: number
  /** Milliseconds for a contender in one round. */
  readonly slice: number
  /** Milliseconds after which a contender, having three samples, is not run again. */
  readonly budget: number
}

const fullEffort: Effort = {
  sizes: [10, 100, 1000, 10_000, 100_000],
  someSizes: [10, 1000, 10_000],
  rounds: 12,
  slice: 20,
  budget: 800,
}
const quickEffort: Effort = {
  sizes: [10, 1000],
  someSizes: [1000],
  rounds: 5,
  slice: 10,
  budget: 500,
}

/** A generated file, and what is known of the contenders on its layout. */
interface Track {
  readonly layout: Layout
  readonly entries: number
  readonly text: string
}

/** Why a contender is not run at a task on a layout: what it cannot do at one size, it is not asked at a larger one. */
type Notes = Map<string, string>

/** The time of each task by each contender, measured in turn in one process. */
export function measureSpeed(quick: boolean): SpeedRow[] {
  const { sizes, someSizes, ...effort } = quick ? quickEffort : fullEffort
  if (!isSameCode()) throw new Error('@travi/netrc is no longer the code of netrc: measure both')
  const closeMemoryFile = openMemoryFile()
  const notes: Notes = new Map()
  const rows: SpeedRow[] = []
  warmUp(quick ? 100 : 300)
  for (const entries of sizes) {
    for (const layout of layouts) {
      if (layout !== 'plain' && !someSizes.includes(entries)) continue
      const track = { layout, entries, text: netrcText(entries, layout) }
      if (entries <= 1000) noteRefusals(track, notes)
      noteSlow(track, rows, notes)
      for (const task of tasks) rows.push(...race(task, track, notes, effort))
    }
  }
  closeMemoryFile()
  return rows
}

function key({ name }: Contender, task: Task, { layout }: Track): string {
  return `${name}, ${task}, ${layout}`
}

function noteRefusals(track: Track, notes: Notes): void {
  for (const contender of contenders) {
    for (const task of tasks) {
      const note = refusal(contender, task, track.text, track.entries >> 1)
      if (note !== undefined) notes.set(key(contender, task, track), note)
    }
  }
}

/** Tries those who were slow on the size before, in a process of their own, and gives them up if need be. */
function noteSlow(track: Track, before: readonly SpeedRow[], notes: Notes): void {
  const { layout, entries } = track
  for (const contender of contenders) {
    const { name } = contender
    const last = before.filter((row) => row.contender === name && row.layout === layout).at(-1)
    if ((last?.median ?? 0) < doubtful) continue
    if (endsInTime({ contender: name, layout, entries })) continue
    const note = `given up after ${timeLimit} s`
    for (const task of tasks) {
      if (contender.tasks[task]) notes.set(key(contender, task, track), note)
    }
  }
}

/** Lets the engine optimize every task of every contender before any is measured. */
function warmUp(time: number): void {
  const text = netrcText(10, 'plain')
  for (const task of tasks) {
    for (const { tasks: run } of contenders) {
      const end = performance.now() + time
      while (performance.now() < end) keep(run[task]?.(text, hostName(5)))
    }
  }
}

interface Racer {
  readonly name: ContenderName
  readonly run: Run
  readonly samples: number[]
  spent: number
}

function race(
  task: Task,
  track: Track,
  notes: Notes,
  effort: Omit<Effort, 'sizes' | 'someSizes'>,
): readonly SpeedRow[] {
  const racers = contenders.flatMap((contender): Racer[] => {
    const run = contender.tasks[task]
    if (!run || notes.has(key(contender, task, track))) return []
    return [{ name: contender.name, run, samples: [], spent: 0 }]
  })
  for (let round = 0; round < effort.rounds; round++) {
    for (const racer of inTurn(racers, round)) {
      const { spent, samples } = racer
      if (spent > effort.budget && (samples.length >= 3 || spent > 2 * effort.budget)) continue
      const start = performance.now()
      samples.push(...slice(racer, track, effort.slice))
      racer.spent += performance.now() - start
    }
  }
  const medians = new Map(racers.map(({ name, samples }) => [name, median(samples)]))
  const ours = medians.get('lossless-netrc') ?? Number.NaN
  return contenders.map((contender) => {
    const middle = medians.get(contender.name)
    return {
      layout: track.layout,
      entries: track.entries,
      characters: track.text.length,
      task,
      contender: contender.name,
      median: middle,
      samples: racers.find(({ name }) => name === contender.name)?.samples.length ?? 0,
      ratio: middle === undefined ? undefined : middle / ours,
      note: notes.get(key(contender, task, track)),
    }
  })
}

/** One contender for a few milliseconds: the samples, in milliseconds for one run of the task. */
function slice({ name, run }: Racer, { entries, text }: Track, time: number): number[] {
  const machine = hostName(entries >> 1)
  // One sample is long enough for the clock, also on ten entries.
  const repeats = Math.max(1, Math.round(500 / entries))
  const bench = new Bench({ time, iterations: 0, warmup: false, retainSamples: true, throws: true })
  bench.add(
    name,
    () => {
      for (let count = 0; count < repeats; count++) keep(run(text, machine))
    },
    { async: false },
  )
  const result = bench.runSync()[0]?.result
  if (result?.state !== 'completed') throw new Error(`${name} did not finish`)
  return (result.latency.samples ?? []).map((sample) => sample / repeats)
}
