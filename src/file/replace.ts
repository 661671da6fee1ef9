import { fchmodSync, fsyncSync, lstatSync } from 'node:fs'
import { dirname } from 'node:path'
import { NetrcError } from '../errors.ts'
import { sleepSync, type Task } from './effects.ts'
import { heldLocks } from './held-locks.ts'
import { type HeldLock, Lock } from './lock.ts'
import { type FileContent, isEmptyDevice, NO_FOLLOW, notAFile, readContent } from './read.ts'
import { resolveTarget } from './resolve-links.ts'
import { withPath } from './system-error.ts'
import {
  assertWritable,
  clearPermissions,
  keepOwner,
  type Permissions,
  rename,
  syncDirectory,
  writeAll,
} from './write.ts'

// The protocol by which the file is replaced:
//
//  1. Find the real file, even if links lead to one that does not exist yet.
//  2. Lock: make a directory beside it, and a file with a random name in it; the lock is held if that file is alone there.
//  3. Otherwise wait, for a short time of random length, and try again.
//  4. Break a lock in which nothing has changed for long: remove what is in it, then the directory.
//  5. Read the file.
//  6. Edit. If nothing changes, nothing is written.
//  7. Refuse a read-only file.
//  8. Write everything to the file in the lock, set its owner, group and mode, and flush it.
//  9. Look again: if a program that ignores the lock has changed the file in the meantime, start over.
// 10. Rename it to the real name. If it is gone, the lock was broken: start over.
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
export interface ReplaceOptions {
  readonly path: string
  readonly permissions: Permissions
  /** In milliseconds. */
  readonly timeout: number
  /** Whether this call blocks the thread, so that nothing else can run in it. */
  readonly isBlocking: boolean
}

/** Tells `replace` that the new content was made from an older version of the file, and has to be made again. */
export const RETRY: unique symbol = Symbol('retry')
/** Makes the new content from the current one (`undefined`: no file); returns `undefined` if nothing is to change. */
export type Transform = (before: Uint8Array | undefined) => Uint8Array | undefined | typeof RETRY
/** What became of the file. */
export type ReplaceOutcome = 'created' | 'changed' | 'unchanged' | typeof RETRY

export const MAX_CONFLICTS = 30

/** Replaces a file with what `transform` makes of it. */
export function* replace(options: ReplaceOptions, transform: Transform): Task<ReplaceOutcome> {
  const target = resolveTarget(options.path) // 1
  const stats = lstatSync(target, { throwIfNoEntry: false })
  if (stats && isEmptyDevice(stats)) {
    return produceWithoutLock(undefined, transform, notAFile(options.path))
  }
  if (stats && !stats.isFile()) throw notAFile(options.path)
  const lock = new Lock(`${target}.lossless-netrc`, options.timeout)
  const pathsHeld = heldLocks()
  if (options.isBlocking && pathsHeld.has(lock.path)) {
    const message = 'an update inside the edit of another one of the same file can never begin'
    throw new NetrcError('reentrant', message, { path: options.path })
  }
  for (let conflicts = 0; ; ) {
    let held: HeldLock
    try {
      held = yield* lock.acquire() // 2 to 4
    } catch (error) {
      if (error instanceof NetrcError) throw error
      withPath(error, options.path, lock.path)
      // Without a lock there can be no new file, but there may be nothing to write.
      const content = readUnderLock(target)
      const outcome = produceWithoutLock(content, transform, error)
      clearPermissions(target, content, options)
      return outcome
    }
    pathsHeld.add(lock.path)
    let isEditing = false
    try {
      const outcome = commit(target, held, options, (before) => {
        isEditing = true
        const after = transform(before)
        isEditing = false
        return after
      })
      if (outcome === 'broken') lock.beMorePatient()
      else if (outcome !== 'conflict') return outcome
      if (++conflicts > MAX_CONFLICTS) {
        const message = 'another program changes the file, or takes its lock, again and again'
        throw new NetrcError('conflict', message, { path: options.path })
      }
    } catch (error) {
      // The edit's own errors pass through unchanged.
      throw isEditing ? error : withPath(error, options.path, lock.path)
    } finally {
      pathsHeld.delete(lock.path)
      held.release() // 12
    }
  }
}

/** Runs `transform` although nothing can be written; throws `error` if it makes new content. */
function produceWithoutLock(
  content: FileContent | undefined,
  transform: Transform,
  error: unknown,
): ReplaceOutcome {
  const after = transform(content?.bytes)
  if (after === undefined) return 'unchanged'
  if (after === RETRY) return RETRY
  throw error
}

function commit(
  target: string,
  held: HeldLock,
  options: ReplaceOptions,
  transform: Transform,
): ReplaceOutcome | 'broken' | 'conflict' {
  const content = readUnderLock(target) // 5
  const after = transform(content?.bytes) // 6
  if (after === undefined) {
    clearPermissions(target, content, options)
    return 'unchanged'
  }
  if (after === RETRY) return RETRY
  if (content) assertWritable(target, content.stats, options.path) // 7
  writeAll(held.descriptor, after) // 8
  fchmodSync(held.descriptor, keepOwner(held.descriptor, content?.stats, options))
  fsyncSync(held.descriptor)
  held.close()
  const now = readContent(target, NO_FOLLOW) // 9
  if (!isSame(now?.bytes, content?.bytes)) return 'conflict'
  if (!rename(held.file, target)) return 'broken' // 10
  syncDirectory(dirname(target)) // 11
  return content === undefined ? 'created' : 'changed'
}

function readUnderLock(target: string): FileContent | undefined {
  let content = readContent(target, NO_FOLLOW)
  // While another program writes in place, the file may look empty for a moment.
  for (let looks = 0; content?.bytes.length === 0 && looks < 4; looks++) {
    sleepSync(25)
    content = readContent(target, NO_FOLLOW)
  }
  return content
}

/** Returns `true` if both are the same bytes, or both are missing. */
export function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return Buffer.compare(one, other) === 0
}
