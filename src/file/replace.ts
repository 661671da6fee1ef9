import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { NetrcError } from '../errors.ts'
import { pause, sleepSync, type Task } from './effects.ts'
import { heldLocks } from './held-locks.ts'
import { type FileContent, isEmptyDevice, notAFile, readContent } from './read.ts'
import { resolveTarget } from './resolve-links.ts'
import { codeOf, withPath } from './system-error.ts'
import {
  checkIsWritable,
  clearPermissions,
  isDenied,
  keepOwner,
  type Permissions,
  quietly,
  rename,
  syncDirectory,
  WINDOWS_PATIENCE,
  writeAll,
} from './write.ts'

// The protocol by which the file is replaced:
//
//  1. Find the real file, also where links lead to none yet.
//  2. Lock: make a directory beside it, and a file of a random name in it; the lock is held if that file is alone there.
//  3. Else wait, for a short time of random length, and try again.
//  4. Break a lock in which nothing has changed for long: remove what is in it, then the directory.
//  5. Read the file.
//  6. Edit. Where nothing changes, nothing is written.
//  7. Refuse a file that its owner has closed against writing.
//  8. Write all into the file in the lock, give it owner, group and mode, and flush it.
//  9. Look again: where a program that knows no lock has changed the file meanwhile, begin anew.
// 10. Rename it to the real name. Where it is gone, the lock was broken: begin anew.
// 11. Flush the directory.
// 12. Remove the lock, whatever happened.
//
// A wrong guess that a lock's holder is dead must do no harm. So the temporary file lives inside the lock: whoever
// breaks the lock takes away the holder's ability to commit, and the holder starts over.
//
// Why no update is lost, whatever sleeps or dies: a commit needs its temporary file to exist at the `rename`; a holder
// reads the target only after it saw its own file alone in the lock; a later holder is alone only if the earlier file
// was unlinked (then it can never be committed) or renamed (then it was committed before the later holder read). No
// process id, host name or clock of the day is in the argument.

/** How a file is replaced. */
export interface Settings {
  readonly path: string
  readonly permissions: Permissions
  /** In milliseconds. */
  readonly timeout: number
  /** True where nothing else can run in this thread meanwhile. */
  readonly isBlocking: boolean
}

/** What a new content was made from is not there any more: it has to be made anew. */
export const STALE: unique symbol = Symbol('stale')
/** The new content, made from the one that is there (`undefined`: no file); `undefined` where nothing is to change. */
export type Produce = (before: Uint8Array | undefined) => Uint8Array | undefined | typeof STALE
/** What became of the file. */
export type Written = 'created' | 'changed' | 'unchanged' | typeof STALE

export const MOST_CONFLICTS = 30
const MOST_PATIENCE = 8
/** Milliseconds without a sign of life after which a lock is broken. */
const HELD_LOCK_LIFE = 4000
const EMPTY_LOCK_LIFE = 200
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0 // none on Windows: test/windows
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW

/** Replace a file by what `produce` makes of it. */
export function* replace(settings: Settings, produce: Produce): Task<Written> {
  const target = resolveTarget(settings.path) // 1
  const stats = lstatSync(target, { throwIfNoEntry: false })
  if (stats && isEmptyDevice(stats)) return asItIs(undefined, produce, notAFile(settings.path))
  if (stats && !stats.isFile()) throw notAFile(settings.path)
  const lock = new Lock(`${target}.lossless-netrc`, settings.timeout)
  const held = heldLocks()
  if (settings.isBlocking && held.has(lock.path)) {
    const message = 'an update inside the edit of another one of the same file can never begin'
    throw new NetrcError('reentrant', message, { path: settings.path })
  }
  for (let conflicts = 0; ; ) {
    try {
      yield* lock.acquire() // 2 to 4
    } catch (error) {
      if (error instanceof NetrcError) throw error
      withPath(error, settings.path, lock.path)
      // Where there can be no lock there can be no new file, but there may be nothing to write.
      const content = readUnderLock(target)
      const written = asItIs(content, produce, error)
      clearPermissions(target, content, settings)
      return written
    }
    held.add(lock.path)
    let isEditing = false
    try {
      const written = commit(target, lock, settings, (before) => {
        isEditing = true
        const after = produce(before)
        isEditing = false
        return after
      })
      if (written === 'broken') lock.beMorePatient()
      else if (written !== 'conflict') return written
      if (++conflicts > MOST_CONFLICTS) {
        const message = 'another program changes the file, or takes its lock, again and again'
        throw new NetrcError('conflict', message, { path: settings.path })
      }
    } catch (error) {
      // The edit's own errors come out as they went in.
      throw isEditing ? error : withPath(error, settings.path, lock.path)
    } finally {
      held.delete(lock.path)
      lock.release() // 12
    }
  }
}

function asItIs(content: FileContent | undefined, produce: Produce, error: unknown): Written {
  const after = produce(content?.bytes)
  if (after === undefined) return 'unchanged'
  if (after === STALE) return STALE
  throw error
}

function commit(
  target: string,
  lock: Lock,
  settings: Settings,
  produce: Produce,
): Written | 'broken' | 'conflict' {
  const content = readUnderLock(target) // 5
  const after = produce(content?.bytes) // 6
  if (after === undefined) {
    clearPermissions(target, content, settings)
    return 'unchanged'
  }
  if (after === STALE) return STALE
  if (content) checkIsWritable(target, content.stats, settings.path) // 7
  writeAll(lock.descriptor, after) // 8
  fchmodSync(lock.descriptor, keepOwner(lock.descriptor, content?.stats, settings))
  fsyncSync(lock.descriptor)
  lock.close()
  const now = readContent(target, NO_FOLLOW) // 9
  if (!isSame(now?.bytes, content?.bytes)) return 'conflict'
  if (!rename(lock.file, target)) return 'broken' // 10
  syncDirectory(dirname(target)) // 11
  return content === undefined ? 'created' : 'changed'
}

/** The lock of one file: a directory in which the holder's temporary file is alone. */
class Lock {
  readonly path: string
  /** The temporary file, and its descriptor. */
  file = ''
  descriptor = -1
  readonly #deadline: number
  #patience = 1
  /** What the lock looked like, and since when it has looked so. */
  #seen = ''
  #since = 0
  #deniedSince: number | undefined

  constructor(path: string, timeout: number) {
    this.path = path
    this.#deadline = performance.now() + timeout
  }

  /** Wait until the lock is held. */
  *acquire(): Task<void> {
    while (!this.#take()) {
      // Said so that a timeout that is no number is over at once.
      if (!(performance.now() < this.#deadline)) {
        const message = 'another program is changing the file; where none is, remove this lock'
        throw new NetrcError('locked', message, { path: this.path })
      }
      // What cannot be looked at is waited for all the same.
      quietly(() => this.#breakIfDead())
      // A growing pause would starve the one that waits longest.
      yield* pause(2 + Math.random() * 10)
    }
  }

  beMorePatient(): void {
    this.#patience = Math.min(this.#patience * 2, MOST_PATIENCE)
  }

  close(): void {
    if (this.descriptor === -1) return
    const { descriptor } = this
    this.descriptor = -1
    closeSync(descriptor)
  }

  release(): void {
    quietly(() => this.close())
    quietly(() => unlinkSync(this.file))
    quietly(() => rmdirSync(this.path))
  }

  #take(): boolean {
    try {
      mkdirSync(this.path, 0o700)
    } catch (error) {
      if (this.#isInUse(error)) return false
      this.#deniedSince = undefined
      if (codeOf(error) === 'EEXIST') return false
      throw error
    }
    this.file = join(this.path, randomName())
    try {
      // A umask can take even the owner's bits.
      chmodSync(this.path, 0o700)
      this.descriptor = openSync(this.file, NEW_FILE, 0o600)
      if (readdirSync(this.path).join() === basename(this.file)) {
        this.#deniedSince = undefined
        return true
      }
    } catch (error) {
      this.release()
      // Another one broke it meanwhile.
      if (codeOf(error) === 'ENOENT' || this.#isInUse(error)) return false
      throw error
    }
    this.release()
    return false
  }

  /** True on Windows while a name is in use, or its removal is pending (test/windows/pending.test.mjs). */
  #isInUse(error: unknown): boolean {
    if (!isDenied(error)) return false
    this.#deniedSince ??= performance.now()
    return performance.now() - this.#deniedSince < WINDOWS_PATIENCE
  }

  /** Break the lock where nothing in it has changed for long. A wrong guess costs its holder a new start. */
  #breakIfDead(): void {
    const stats = lstatSync(this.path, { bigint: true, throwIfNoEntry: false })
    if (!stats?.isDirectory()) return
    const names = namesIn(this.path)
    const seen = [stats.ino, stats.mtimeNs, ...(names ?? []).map((name) => this.#look(name))].join()
    if (seen !== this.#seen) {
      this.#seen = seen
      this.#since = performance.now()
    }
    const life = names?.length === 0 ? EMPTY_LOCK_LIFE : HELD_LOCK_LIFE
    if (performance.now() - this.#since < life * this.#patience) return
    for (const name of names ?? []) quietly(() => unlinkSync(join(this.path, name)))
    // One that cannot be listed, as root leaves it, cannot be emptied either.
    const aside = `${this.path}.${randomName()}`
    quietly(() => (names ? rmdirSync(this.path) : renameSync(this.path, aside)))
  }

  #look(name: string): string {
    const stats = lstatSync(join(this.path, name), { bigint: true, throwIfNoEntry: false })
    return `${name} ${stats?.size} ${stats?.mtimeNs}`
  }
}

/** 16 hexadecimal digits. From the global, since importing the module would cost milliseconds. */
function randomName(): string {
  return Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(8))).toString('hex')
}

function namesIn(directory: string): string[] | undefined {
  try {
    return readdirSync(directory).sort()
  } catch (error) {
    return codeOf(error) === 'EACCES' ? undefined : []
  }
}

function readUnderLock(target: string): FileContent | undefined {
  let content = readContent(target, NO_FOLLOW)
  // A program that writes in place makes a file look empty half way.
  for (let looks = 0; content?.bytes.length === 0 && looks < 4; looks++) {
    sleepSync(25)
    content = readContent(target, NO_FOLLOW)
  }
  return content
}

/** True for the same bytes, and for no file twice. */
export function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return Buffer.compare(one, other) === 0
}
