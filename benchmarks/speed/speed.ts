import { type Contender, contenders, isSameCode, type Run, refusal } from './contenders.ts'
import { timeLimit } from './limits.ts'
import { openMemoryFile } from './memory-file.ts'
import type { CurvePoint, Layout, SpeedRow, Task } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { foreseen, inTurn, keep, median, milliseconds } from './timing.ts'

const layouts: readonly Layout[] = ['plain', 'several lines', 'one line']
const tasks: readonly Task[] = ['read one', 'change one', 'read all']
/**
 * `someSizes` are for layouts that not every contender reads. Times are in milliseconds: `slice` is the time of each
 * contender in a round, and after `budget`, a contender with three samples is not run again.
 */
const efforts = {
  full: {
    sizes: [10, 100, 1000, 10_000, 100_000],
    someSizes: [10, 1000, 10_000],
    rounds: 12,
    slice: 20,
    budget: 800,
  },
  quick: { sizes: [10, 1000], someSizes: [1000], rounds: 5, slice: 10, budget: 500 },
}
/** Milliseconds for each task of each contender before anything is measured. */
const warmUpTime = 300
type Effort = (typeof efforts)['full']

/** A task on a generated file. */
interface Track {
  readonly task: Task
  readonly layout: Layout
  readonly entries: number
  readonly text: string
}

/** One contender in one task on one layout. */
interface Racer {
  readonly contender: Contender
  /** Its medians at the sizes so far, in milliseconds. */
  readonly medians: CurvePoint[]
  /** The reason why it is not run. A task that fails at one size is not tried at a larger one. */
  note: string | undefined
}

/** Measures the time of each task. The contenders take turns in one process. */
export function measureSpeed(quick: boolean): SpeedRow[] {
  const effort = quick ? efforts.quick : efforts.full
  if (!isSameCode()) throw new Error('@travi/netrc is no longer the code of netrc: measure both')
  openMemoryFile()
  warmUp()
  return layouts.flatMap((layout) => tasks.flatMap((task) => measureTask(task, layout, effort)))
}

/** Lets the engine optimize every task of every contender before anything is measured. */
function warmUp(): void {
  const text = netrcText(10, 'plain')
  for (const task of tasks) {
    for (const { tasks: run } of contenders) {
      const end = performance.now() + warmUpTime
      while (performance.now() < end) keep(run[task]?.(text, hostName(5)))
    }
  }
}

function measureTask(task: Task, layout: Layout, effort: Effort): SpeedRow[] {
  const sizes = layout === 'plain' ? effort.sizes : effort.someSizes
  const racers = contenders.map((contender): Racer => ({ contender, medians: [], note: undefined }))
  return sizes.flatMap((entries) => {
    const track = { task, layout, entries, text: netrcText(entries, layout) }
    for (const racer of racers) racer.note ??= reasonNotToRun(racer, track)
    race(racers, track, effort)
    const timeOf = ({ medians }: Racer) => medians.find((point) => point.entries === entries)?.time
    const [ours] = racers.map(timeOf)
    return racers.map((racer): SpeedRow => {
      const { contender, note } = racer
      const time = timeOf(racer)
      const ratio = time === undefined || ours === undefined ? undefined : time / ours
      return { layout, entries, task, contender: contender.name, median: time, ratio, note }
    })
  })
}

function reasonNotToRun({ contender, medians }: Racer, track: Track): string | undefined {
  const { task, entries, text } = track
  if (foreseen(medians, entries) > timeLimit * 1000) return `more than ${timeLimit} s`
  return entries <= 1000 ? refusal(contender, task, text, entries >> 1) : undefined
}

/** Runs each racer that can run for a slice of time, in turn, and notes its median. */
function race(racers: readonly Racer[], track: Track, effort: Effort): void {
  const lanes = racers.flatMap(({ contender, medians, note }) => {
    const run = note === undefined ? contender.tasks[track.task] : undefined
    return run ? [{ run, medians, samples: [] as number[], spent: 0 }] : []
  })
  for (let round = 0; round < effort.rounds; round++) {
    for (const lane of inTurn(lanes, round)) {
      const { run, spent, samples } = lane
      if (spent > effort.budget && (samples.length >= 3 || spent > 2 * effort.budget)) continue
      lane.spent += milliseconds(() => samples.push(...slice(run, track, effort.slice)))
    }
  }
  const { entries } = track
  for (const { medians, samples } of lanes) medians.push({ entries, time: median(samples) })
}

/** Runs one contender for a few milliseconds. Returns the samples, in milliseconds per run of the task. */
function slice(run: Run, { entries, text }: Track, time: number): number[] {
  const machine = hostName(entries >> 1)
  // One sample is long enough for the clock, even on ten entries.
  const repeats = Math.max(1, Math.round(500 / entries))
  const samples: number[] = []
  const end = performance.now() + time
  do {
    const spent = milliseconds(() => {
      for (let count = 0; count < repeats; count++) keep(run(text, machine))
    })
    samples.push(spent / repeats)
  } while (performance.now() < end)
  return samples
}
