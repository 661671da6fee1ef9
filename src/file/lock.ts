import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { NetrcError } from '../errors.ts'
import { pause, type Task } from './effects.ts'
import { NO_FOLLOW } from './read.ts'
import { codeOf } from './system-error.ts'
import { bestEffort, isSharingViolation, WINDOWS_RETRY_MS } from './write.ts'

// The lock of one file: a directory in which the holder's temporary file is alone. Why no update is lost: replace.ts.

/** How long a lock may show no sign of life before it is broken. */
const HELD_LOCK_TIMEOUT_MS = 4000
const EMPTY_LOCK_TIMEOUT_MS = 200
/** The largest factor by which those times grow. */
const MAX_PATIENCE = 8
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW

/** A lock while it is held, with the holder's temporary file. */
export class HeldLock {
  readonly #path: string
  /** The path of the temporary file. */
  readonly file: string
  readonly descriptor: number
  #isOpen = true

  constructor(path: string, file: string) {
    this.#path = path
    this.file = file
    this.descriptor = openSync(file, NEW_FILE, 0o600)
  }

  /** Closes the temporary file, once: its descriptor may belong to another file afterwards. */
  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    closeSync(this.descriptor)
  }

  /** Removes the temporary file, if it is still there, and the lock. */
  release(): void {
    bestEffort(() => this.close())
    removeLock(this.#path, this.file)
  }
}

/** The lock of a file, for whoever wants to hold it. */
export class Lock {
  readonly path: string
  readonly #deadline: number
  #patience = 1
  /** What the lock looked like, and since when. */
  #seen: string | undefined
  #since = 0
  #deniedSince: number | undefined

  constructor(path: string, timeout: number) {
    this.path = path
    this.#deadline = performance.now() + timeout
  }

  /** Waits until the lock is held. */
  *acquire(): Task<HeldLock> {
    for (;;) {
      const held = this.#take()
      if (held !== undefined) return held
      // Not `>=`: with NaN as the timeout, the time is up at once.
      if (!(performance.now() < this.#deadline)) {
        const message = 'another program is changing the file; where none is, remove this lock'
        throw new NetrcError('locked', message, { path: this.path })
      }
      // A lock that cannot be looked at is waited for all the same.
      bestEffort(() => this.#breakIfDead())
      // A pause that grows would starve whoever has waited longest.
      yield* pause(2 + Math.random() * 10)
    }
  }

  /** Doubles the time before a lock is broken, so that slow disks converge. */
  beMorePatient(): void {
    this.#patience = Math.min(this.#patience * 2, MAX_PATIENCE)
  }

  #take(): HeldLock | undefined {
    try {
      mkdirSync(this.path, 0o700)
    } catch (error) {
      if (this.#isInUse(error)) return undefined
      this.#deniedSince = undefined
      if (codeOf(error) === 'EEXIST') return undefined
      throw error
    }
    const file = join(this.path, randomName())
    let held: HeldLock | undefined
    try {
      // A umask can take even the owner's bits.
      chmodSync(this.path, 0o700)
      held = new HeldLock(this.path, file)
      if (readdirSync(this.path).join() === basename(file)) {
        this.#deniedSince = undefined
        return held
      }
    } catch (error) {
      if (held === undefined) removeLock(this.path, file)
      else held.release()
      // Someone broke the lock in the meantime.
      if (codeOf(error) === 'ENOENT' || this.#isInUse(error)) return undefined
      throw error
    }
    held.release()
    return undefined
  }

  /** Returns `true` on Windows while a name is in use, or its removal is pending (test/programs/windows/pending.test.mjs). */
  #isInUse(error: unknown): boolean {
    if (!isSharingViolation(error)) return false
    this.#deniedSince ??= performance.now()
    return performance.now() - this.#deniedSince < WINDOWS_RETRY_MS
  }

  /** Breaks the lock if nothing in it has changed for long. If that is wrong, its holder has to start over. */
  #breakIfDead(): void {
    const stats = lstatSync(this.path, { bigint: true, throwIfNoEntry: false })
    if (!stats?.isDirectory()) return
    const names = namesIn(this.path)
    const looks = (names ?? []).map((name) => this.#lookOf(name))
    const seen = [stats.ino, stats.mtimeNs, ...looks].join()
    if (seen !== this.#seen) {
      this.#seen = seen
      this.#since = performance.now()
    }
    const timeout = names?.length === 0 ? EMPTY_LOCK_TIMEOUT_MS : HELD_LOCK_TIMEOUT_MS
    if (performance.now() - this.#since < timeout * this.#patience) return
    for (const name of names ?? []) bestEffort(() => unlinkSync(join(this.path, name)))
    // One that cannot be listed, such as one that root left, cannot be emptied either.
    const aside = `${this.path}.${randomName()}`
    bestEffort(() => (names ? rmdirSync(this.path) : renameSync(this.path, aside)))
  }

  /** Describes a file in the lock: what shows that its holder is alive. */
  #lookOf(name: string): string {
    const stats = lstatSync(join(this.path, name), { bigint: true, throwIfNoEntry: false })
    return `${name} ${stats?.size} ${stats?.mtimeNs}`
  }
}

function removeLock(path: string, file: string): void {
  bestEffort(() => unlinkSync(file))
  bestEffort(() => rmdirSync(path))
}

/** Returns 16 hexadecimal digits. Uses the global `crypto`, since importing the module would take milliseconds. */
function randomName(): string {
  return Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(8))).toString('hex')
}

/** Lists a directory; returns `undefined` if that is not allowed. */
function namesIn(directory: string): string[] | undefined {
  try {
    return readdirSync(directory).sort()
  } catch (error) {
    return codeOf(error) === 'EACCES' ? undefined : []
  }
}
