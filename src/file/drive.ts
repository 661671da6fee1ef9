import { type GpgJob, runGpg, runGpgSync } from './gpg.ts'

// One procedure, two ways to run it: blocking, or giving way to other work while it waits.

/** What a procedure waits for: a pause, in milliseconds, or gpg. */
type Wait = { readonly pause: number } | { readonly gpg: GpgJob }
/** What comes back: what gpg wrote, or nothing. */
type Answer = Uint8Array | undefined
/** Steps with waits between them. */
export type Procedure<T> = Generator<Wait, T, Answer>

/** Wait for some milliseconds. */
export function* pause(milliseconds: number): Procedure<void> {
  yield { pause: milliseconds }
}

/** Wait for gpg, and return what it wrote. */
export function* gpg(job: GpgJob): Procedure<Uint8Array> {
  return (yield { gpg: job }) ?? new Uint8Array()
}

/** Run a procedure, blocking. */
export function runSync<T>(procedure: Procedure<T>): T {
  let step = procedure.next()
  while (!step.done) {
    let answer: Answer
    try {
      answer = answerSync(step.value)
    } catch (error) {
      step = procedure.throw(error)
      continue
    }
    step = procedure.next(answer)
  }
  return step.value
}

/** Run a procedure; other work goes on while it waits. */
export async function run<T>(procedure: Procedure<T>): Promise<T> {
  let step = procedure.next()
  while (!step.done) {
    let answer: Answer
    try {
      answer = await answerTo(step.value)
    } catch (error) {
      step = procedure.throw(error)
      continue
    }
    step = procedure.next(answer)
  }
  return step.value
}

/** Block this thread for some milliseconds. */
export function sleepSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function answerSync(wait: Wait): Answer {
  if ('gpg' in wait) return runGpgSync(wait.gpg)
  sleepSync(wait.pause)
  return undefined
}

async function answerTo(wait: Wait): Promise<Answer> {
  if ('gpg' in wait) return runGpg(wait.gpg)
  await new Promise((resolve) => setTimeout(resolve, wait.pause))
  return undefined
}
