import { type Contender, contenders, isSameCode, type Run, refusal } from './contenders.ts'
import { timeLimit } from './limits.ts'
import { openMemoryFile } from './memory-file.ts'
import type { Layout, SpeedRow, Task } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { foreseen, inTurn, keep, median, milliseconds } from './timing.ts'

const layouts: readonly Layout[] = ['plain', 'several lines', 'one line']
const tasks: readonly Task[] = ['read one', 'change one', 'read all']
/**
 * `someSizes` are for layouts that not every contender reads. The rest is in milliseconds: of each contender before
 * all, of one in a round, and after which one with three samples is not run again.
 */
const efforts = {
  full: {
    sizes: [10, 100, 1000, 10_000, 100_000],
    someSizes: [10, 1000, 10_000],
    rounds: 12,
    warmUp: 300,
    slice: 20,
    budget: 800,
  },
  quick: { sizes: [10, 1000], someSizes: [1000], rounds: 5, warmUp: 100, slice: 10, budget: 500 },
}
type Effort = (typeof efforts)['full']

/** A generated file. */
interface Track {
  readonly layout: Layout
  readonly entries: number
  readonly text: string
}

/** Why a contender is not run at a task on a layout: what it cannot do at one size, it is not asked at a larger one. */
type Notes = Map<string, string>

/** The time of each task by each contender, measured in turn in one process. */
export function measureSpeed(quick: boolean): SpeedRow[] {
  const effort = quick ? efforts.quick : efforts.full
  if (!isSameCode()) throw new Error('@travi/netrc is no longer the code of netrc: measure both')
  const closeMemoryFile = openMemoryFile()
  const notes: Notes = new Map()
  const rows: SpeedRow[] = []
  warmUp(effort.warmUp)
  for (const entries of effort.sizes) {
    for (const layout of layouts) {
      if (layout !== 'plain' && !effort.someSizes.includes(entries)) continue
      const track = { layout, entries, text: netrcText(entries, layout) }
      for (const contender of contenders) noteRefusals(contender, track, rows, notes)
      for (const task of tasks) rows.push(...race(task, track, notes, effort))
    }
  }
  closeMemoryFile()
  return rows
}

function key({ name }: Contender, task: Task, { layout }: Track): string {
  return `${name}, ${task}, ${layout}`
}

/** Notes what a contender cannot do, and whom the next size would take too long. */
function noteRefusals(
  contender: Contender,
  track: Track,
  before: readonly SpeedRow[],
  notes: Notes,
): void {
  const { layout, entries, text } = track
  for (const task of tasks) {
    const times = before
      .filter((row) => row.contender === contender.name && row.layout === layout)
      .flatMap(({ entries, task: other, median: time }) =>
        other === task && time !== undefined ? [{ entries, time }] : [],
      )
    const isTooSlow = foreseen(times, entries) > timeLimit * 1000
    const note = entries <= 1000 ? refusal(contender, task, text, entries >> 1) : undefined
    if (note !== undefined) notes.set(key(contender, task, track), note)
    else if (isTooSlow) notes.set(key(contender, task, track), `more than ${timeLimit} s`)
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

function race(task: Task, track: Track, notes: Notes, effort: Effort): SpeedRow[] {
  const racers = contenders.map((contender) => ({
    contender: contender.name,
    run: contender.tasks[task],
    note: notes.get(key(contender, task, track)),
    samples: [] as number[],
    spent: 0,
  }))
  for (let round = 0; round < effort.rounds; round++) {
    for (const racer of inTurn(racers, round)) {
      const { run, note, spent, samples } = racer
      if (!run || note !== undefined) continue
      if (spent > effort.budget && (samples.length >= 3 || spent > 2 * effort.budget)) continue
      racer.spent += milliseconds(() => samples.push(...slice(run, track, effort.slice)))
    }
  }
  const medianOf = ({ samples }: { readonly samples: readonly number[] }) =>
    samples.length === 0 ? undefined : median(samples)
  const ours = medianOf(racers[0] ?? { samples: [] }) ?? Number.NaN
  return racers.map((racer) => {
    const { contender, note, samples } = racer
    const middle = medianOf(racer)
    return {
      ...{ layout: track.layout, entries: track.entries, characters: track.text.length },
      ...{ task, contender, median: middle, samples: samples.length },
      ...{ ratio: middle === undefined ? undefined : middle / ours, note },
    }
  })
}

/** Runs one contender for a few milliseconds; returns the samples, in milliseconds for one run of the task. */
function slice(run: Run, { entries, text }: Track, time: number): number[] {
  const machine = hostName(entries >> 1)
  // One sample is long enough for the clock, also on ten entries.
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
