import { now } from './effects.ts'
import { fileError } from './failure.ts'

// Counts the tries of an update, and decides when to give up.

const MAX_CONFLICTS = 30

/** The tries of one update. The first one always runs to its end, however long it takes. */
export class Tries {
  /** When to give up, as a time of `now()`. */
  readonly deadline: number
  #count = 0

  /** `timeout` is in milliseconds. */
  constructor(timeout: number) {
    this.deadline = now() + timeout
  }

  /** Counts a try; throws if no further one is allowed. */
  begin(path: string): void {
    if (this.#count > 0) this.assertLeft(path)
    this.#count++
  }

  /** Throws if no further try is allowed. */
  assertLeft(path: string): void {
    if (this.#count <= MAX_CONFLICTS && now() < this.deadline) return
    const message =
      'another program changes the file, or takes its lock, again and again: close it, then try again'
    throw fileError('conflict', message, path)
  }
}
