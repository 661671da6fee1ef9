import { type GpgJob, runGpg, runGpgSync } from './gpg.ts'

// One generator, two ways to run it: a task yields an effect whenever it has to wait; `runSync` performs it and blocks,
// `run` performs it without blocking. The pattern is known as gensync.

// The clock and the timer are captured once: a test runner's fake ones could make a wait endless.
const { setTimeout } = globalThis
/** Returns the time in milliseconds since some point. It never goes back. */
export const now: () => number = performance.now.bind(performance)

/** What a task waits for: a pause, in milliseconds, or gpg. */
type Effect = { readonly pause: number } | { readonly gpg: GpgJob }
/** The result of an effect: what gpg wrote, or nothing. */
type EffectResult = Uint8Array | undefined
/** Steps with effects between them. */
export type Task<T> = Generator<Effect, T, EffectResult>

/** Waits for some milliseconds. */
export function* pause(milliseconds: number): Task<void> {
  yield { pause: milliseconds }
}

/** Waits for gpg, and returns what it wrote. */
export function* gpg(job: GpgJob): Task<Uint8Array> {
  return (yield { gpg: job }) ?? new Uint8Array()
}

/** Runs a task, blocking. */
export function runSync<T>(task: Task<T>): T {
  let step = task.next()
  while (!step.done) {
    let result: EffectResult
    try {
      result = performSync(step.value)
    } catch (error) {
      step = task.throw(error)
      continue
    }
    step = task.next(result)
  }
  return step.value
}

/** Runs a task without blocking while it waits. */
export async function run<T>(task: Task<T>): Promise<T> {
  let step = task.next()
  while (!step.done) {
    let result: EffectResult
    try {
      result = await perform(step.value)
    } catch (error) {
      step = task.throw(error)
      continue
    }
    step = task.next(result)
  }
  return step.value
}

/** Blocks this thread for some milliseconds. */
export function sleepSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function performSync(effect: Effect): EffectResult {
  if ('gpg' in effect) return runGpgSync(effect.gpg)
  sleepSync(effect.pause)
  return undefined
}

async function perform(effect: Effect): Promise<EffectResult> {
  if ('gpg' in effect) return runGpg(effect.gpg)
  await new Promise((resolve) => setTimeout(resolve, effect.pause))
  return undefined
}
