import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { NO_FOLLOW } from './content.ts'
import type { HeldTarget } from './directory.ts'
import { now, pause, type Task } from './effects.ts'
import { codeOf, fileError } from './failure.ts'
import { breakLock, type FinishInPlace, inPlaceSuffix, lookAt, randomName } from './stale-lock.ts'
import { bestEffort, isSharingViolation, isUnsupported, WINDOWS_RETRY_MS } from './write.ts'

// The lock of one file: a directory with only the holder's temporary file in it. See replace.ts for why no update is lost.

/** How long a lock may show no sign of life before it is broken. */
const HELD_LOCK_TIMEOUT_MS = 4000
const EMPTY_LOCK_TIMEOUT_MS = 200
/** The largest factor by which those times grow. */
const MAX_PATIENCE = 8
const LOCKED =
  'another program is changing the file: try again, or, if no program is, remove its lock'
const UNFINISHED =
  'another program is writing the file, or died while it did: try again with a timeout over 4 seconds, which finishes the job'
/** The system's codes for a lock that somebody has broken, or replaced, in the meantime. */
const BROKEN_CODES: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ELOOP']
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW

/** A lock while it is held, with the holder's temporary file. */
export class HeldLock {
  /** The path of the lock. */
  readonly path: string
  readonly descriptor: number
  /** Set while the file on disk is neither the old one nor the new one: a process that breaks the lock finishes the job. */
  isUnfinished = false
  #file: string
  #isOpen = true

  constructor(path: string, file: string) {
    this.path = path
    this.#file = file
    this.descriptor = openSync(file, NEW_FILE, 0o600)
  }

  /** The path of the temporary file. */
  get file(): string {
    return this.#file
  }

  /** Closes the temporary file only once: its descriptor may belong to another file afterwards. */
  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    closeSync(this.descriptor)
  }

  /**
   * Gives the temporary file a name that says over which file it is being written. Returns `false` if it is gone because the
   * lock was broken.
   */
  markInPlace(target: Stats): boolean {
    const marked = `${this.#file}${inPlaceSuffix(target)}`
    try {
      takeOwnership(this.#file)
      renameSync(this.#file, marked)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    }
    this.#file = marked
    return true
  }

  /** Removes the temporary file, if it is still there. */
  removeFile(): void {
    bestEffort(() => unlinkSync(this.#file))
  }

  /** Removes the temporary file, if it is still there, and the lock. */
  release(): void {
    bestEffort(() => this.close())
    if (!this.isUnfinished) removeLock(this.path, this.#file)
  }
}

function lockPathOf(target: string): string {
  return `${target}.lossless-netrc`
}

/** The lock of a file, for a process that wants to hold it. */
export class Lock {
  readonly target: HeldTarget
  /** Its path for system calls. */
  readonly path: string
  readonly #deadline: number
  readonly #finishInPlace: FinishInPlace
  #patience = 1
  /** What the lock looked like, and since when. */
  #seen: string | undefined
  #since = 0
  #deniedSince: number | undefined

  /** `deadline` is a time of `now()`. */
  constructor(target: HeldTarget, deadline: number, finishInPlace: FinishInPlace) {
    this.target = target
    this.path = lockPathOf(target.path)
    this.#deadline = deadline
    this.#finishInPlace = finishInPlace
  }

  /** Waits until the lock is held. */
  *acquire(): Task<HeldLock> {
    for (;;) {
      const held = this.#take()
      if (held !== undefined) return held
      // Not `>=`: with NaN as the deadline, the time is up at once.
      if (!(now() < this.#deadline)) {
        const path = lockPathOf(this.target.realPath)
        const message = lookAt(this.path)?.isUnfinished ? UNFINISHED : `${LOCKED}, ${path}`
        throw fileError('locked', message, path)
      }
      this.#breakIfDead()
      // Growing pauses would starve those that have waited longest.
      yield* pause(2 + Math.random() * 10)
    }
  }

  /** Doubles the time before a lock is broken, so that slow disks converge. */
  beMorePatient(): void {
    this.#patience = Math.min(this.#patience * 2, MAX_PATIENCE)
  }

  #take(): HeldLock | undefined {
    // The name is made first, so that little time passes between the two calls.
    const file = join(this.path, randomName())
    try {
      mkdirSync(this.path, 0o700)
    } catch (error) {
      if (this.#isInUse(error)) return undefined
      this.#deniedSince = undefined
      if (codeOf(error) === 'EEXIST') return undefined
      throw error
    }
    let held: HeldLock | undefined
    try {
      giveOwnerAccess(this.path)
      held = new HeldLock(this.path, file)
      if (readdirSync(this.path).join() === basename(file)) {
        this.#deniedSince = undefined
        return held
      }
    } catch (error) {
      if (held === undefined) removeLock(this.path, file)
      else held.release()
      if (BROKEN_CODES.includes(codeOf(error)) || this.#isInUse(error)) return undefined
      throw error
    }
    held.release()
    return undefined
  }

  /** Returns `true` on Windows while a name is in use, or its removal is pending (test/programs/windows/pending.test.mjs). */
  #isInUse(error: unknown): boolean {
    if (!isSharingViolation(error)) return false
    this.#deniedSince ??= now()
    return now() - this.#deniedSince < WINDOWS_RETRY_MS
  }

  /** Breaks the lock if nothing in it has changed for a long time. If the holder is alive after all, it has to start over. */
  #breakIfDead(): void {
    const look = lookAt(this.path)
    if (look === undefined) return
    if (look.signs !== this.#seen) {
      this.#seen = look.signs
      this.#since = now()
    }
    const timeout = look.names?.length === 0 ? EMPTY_LOCK_TIMEOUT_MS : HELD_LOCK_TIMEOUT_MS
    if (now() - this.#since < timeout * this.#patience) return
    breakLock(this.path, look, this.#finishInPlace)
  }
}

/** Gives the owner of a new lock the access that a umask such as 0777 has taken away. */
function giveOwnerAccess(path: string): void {
  if (!lacksAccess(lstatSync(path))) return
  try {
    if (process.geteuid?.() === 0) giveRootAccess(path)
    else chmodSync(path, 0o700)
  } catch (error) {
    if (!isUnsupported(error)) throw error
  }
}

/** Changes the mode by a descriptor. Only root can open such a lock, and only root must not be led to other users' files. */
function giveRootAccess(path: string): void {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | NO_FOLLOW)
  try {
    if (lacksAccess(fstatSync(descriptor))) fchmodSync(descriptor, 0o700)
  } finally {
    closeSync(descriptor)
  }
}

/** Returns `true` for this user's own directory without full access (read, write and search) for the user. */
function lacksAccess(stats: Stats): boolean {
  return stats.isDirectory() && stats.uid === process.geteuid?.() && (stats.mode & 0o700) !== 0o700
}

/** Makes a temporary file this user's own again, so its lock counts as this user's own. */
function takeOwnership(file: string): void {
  const [user, group] = [process.geteuid?.(), process.getegid?.()]
  if (user === undefined || group === undefined) return
  const descriptor = openSync(file, constants.O_RDONLY | NO_FOLLOW)
  try {
    if (fstatSync(descriptor).uid !== user) fchownSync(descriptor, user, group)
  } finally {
    closeSync(descriptor)
  }
}

function removeLock(path: string, file: string): void {
  bestEffort(() => unlinkSync(file))
  bestEffort(() => rmdirSync(path))
}
