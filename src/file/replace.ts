import { dirname } from 'node:path'
import { type FileContent, isEmptyDevice, isLink, NO_FOLLOW, readContent } from './content.ts'
import { type HeldTarget, holdDirectory, identityOf } from './directory.ts'
import { sleepSync, type Task } from './effects.ts'
import { codeOf, fileError, notAFile } from './failure.ts'
import { heldLocks } from './held-locks.ts'
import { finishInPlace, isMountPoint, writeInPlace } from './in-place.ts'
import { type HeldLock, Lock } from './lock.ts'
import {
  assertNotPlanted,
  assertWritable,
  clearPermissions,
  isWritable,
  keepOwner,
  modeOf,
  type Permissions,
  setMode,
} from './permissions.ts'
import { assertTrusted, resolveTarget, type Target } from './resolve-links.ts'
import type { Tries } from './tries.ts'
import { flush, rename, syncDirectory, writeAll } from './write.ts'

// The protocol by which the file is replaced:
//
//  1. Find the real file, even if links lead to one that does not exist yet. Hold its directory: all that follows happens in
//     this one, even if its path comes to lead to another (directory.ts).
//  2. Lock: make a directory beside it, and a file with a random name in it; the lock is held if that file is alone there.
//     If the links lead to another file by now, start over.
//  3. Otherwise wait, for a short time of random length, and try again.
//  4. Break a lock in which nothing has changed for a long time: remove what is in it, then the directory. Rename it if it
//     is not this user's own.
//  5. Read the file, and check again that the links to it can be trusted.
//  6. Edit. If nothing changes, nothing is written.
//  7. Refuse a read-only file.
//  8. Write everything to the file in the lock, set its owner, group and mode, and flush it.
//  9. Look again: if a program that ignores the lock has changed the file in the meantime, start over.
// 10. Rename the file in the lock to the real name. If it is gone, the lock was broken: start over. If the real file is a
//     mount point, which cannot be replaced, write it in place (in-place.ts).
// 11. Flush the directory.
// 12. Remove the lock, whatever happened.
//
// Wrongly taking a lock's holder for dead must do no harm. So the temporary file is inside the lock: breaking the lock takes
// away the holder's ability to commit, and the holder starts over.
//
// Why no update is lost, whichever process sleeps or dies: a commit needs its temporary file to exist at the `rename`; a
// holder reads the target only after it has seen that its own file is alone in the lock; a later holder is alone only if the
// earlier file was unlinked (then it can never be committed) or renamed (then it was committed before the later holder
// read). The argument depends on no process id, host name or time of day.

/** How a file is replaced. */
export interface ReplaceOptions {
  /** An absolute path, which may lead to the file through links. */
  readonly path: string
  readonly permissions: Permissions
  readonly tries: Tries
  /** Whether this call blocks the thread, so that nothing else can run in it. */
  readonly isBlocking: boolean
}

/** Tells `replace` that the new content was made from an older version of the file and has to be made again. */
export const RETRY: unique symbol = Symbol('retry')
/** Makes the new content from the current one (`undefined`: no file); returns `undefined` if nothing is to change. */
export type Transform = (before: Uint8Array | undefined) => Uint8Array | undefined | typeof RETRY
/** What happened to the file; `RETRY` if the links lead to another file by now, or if `transform` returned it. */
export type ReplaceOutcome = 'created' | 'changed' | 'unchanged' | typeof RETRY

/** The system's codes for a directory in which nothing can be created. */
const NO_CREATE_CODES: readonly unknown[] = ['EACCES', 'EPERM']

/** Replaces the file at `target`, to which the path leads, with what `transform` makes of it. */
export function* replace(
  options: ReplaceOptions,
  target: Target,
  transform: Transform,
): Task<ReplaceOutcome> {
  const { path } = options
  const { stats } = target
  const refuse = (): never => {
    throw notAFile(path)
  }
  if (stats && isEmptyDevice(stats)) return produceWithoutLock(undefined, transform, refuse)
  if (stats && !stats.isFile()) refuse()
  const held = holdDirectory(target)
  if (held === undefined) return RETRY
  try {
    return yield* replaceIn(held, options, transform)
  } finally {
    held.close()
  }
}

/** Replaces the file in the directory that is held. */
function* replaceIn(
  target: HeldTarget,
  options: ReplaceOptions,
  transform: Transform,
): Task<ReplaceOutcome> {
  const { path, tries } = options
  const lock = new Lock(target, tries.deadline, (left, inode) => finishInPlace(target, left, inode))
  const identity = identityOf(target.path)
  assertNotReentrant(options, identity)
  const locks = heldLocks()
  for (;;) {
    let held: HeldLock
    try {
      held = yield* lock.acquire() // 2 to 4
    } catch (error) {
      // Without a lock, there can be no new file, but maybe nothing has to be written.
      if (codeOf(error) === 'locked') throw error
      const content = readTarget(target, path)
      const outcome = produceWithoutLock(content, transform, () => {
        assertOpenDirectory(error, lock, content)
        if (content && NO_CREATE_CODES.includes(codeOf(error)))
          assertWritable(target.path, content.stats, path)
        throw error
      })
      clearPermissions(target.path, content, options)
      return outcome
    }
    locks.add(identity)
    try {
      tries.begin(path)
      if (resolveTarget(path).path !== target.realPath) return RETRY
      const outcome = commit(target, held, options, transform)
      if (outcome === 'broken') lock.beMorePatient()
      else if (outcome !== 'conflict') return outcome
    } finally {
      locks.delete(identity)
      held.release() // 12
    }
  }
}

/** Throws for an update that would wait for a lock that this thread itself holds. */
export function assertNotReentrant(
  { isBlocking, path }: ReplaceOptions,
  identity: string | undefined,
): void {
  if (!isBlocking || identity === undefined || !heldLocks().has(identity)) return
  const message =
    'an update cannot run inside the edit of another update of the same file: make both changes in one edit'
  throw fileError('reentrant', message, path)
}

/** Runs `transform` although nothing can be written; calls `refuse` if it makes new content. */
function produceWithoutLock(
  content: FileContent | undefined,
  transform: Transform,
  refuse: () => never,
): ReplaceOutcome {
  const after = transform(content?.bytes)
  if (after === undefined) return 'unchanged'
  return after === RETRY ? RETRY : refuse()
}

function commit(
  file: HeldTarget,
  held: HeldLock,
  options: ReplaceOptions,
  transform: Transform,
): ReplaceOutcome | 'broken' | 'conflict' {
  const { path } = options
  const { path: target } = file
  const content = readTarget(file, path) // 5
  if (content) assertNotPlanted(target, content.stats, path)
  const after = transform(content?.bytes) // 6
  if (after === undefined) {
    clearPermissions(target, content, options)
    return 'unchanged'
  }
  if (after === RETRY) return RETRY
  if (content) assertWritable(target, content.stats, path) // 7
  writeAll(held.descriptor, after) // 8
  setMode(held.descriptor, modeFor(file, held, content, options), content?.stats)
  flush(held.descriptor, after.length)
  held.close()
  const current = readAgain(target, path) // 9
  if (current === RETRY) return RETRY
  if (!isSame(current?.bytes, content?.bytes)) return 'conflict'
  const renamed = rename(held.file, target) // 10
  if (renamed === 'gone') return 'broken'
  if (renamed === 'mounted') {
    if (current === undefined) return 'conflict'
    const mode = modeOf(current.stats, options)
    return writeInPlace(target, held, { path, before: current, after, mode }) ? 'changed' : 'broken'
  }
  syncDirectory(dirname(target)) // 11
  return content === undefined ? 'created' : 'changed'
}

/** Gives the new file its owner, and returns the mode that it is to have. */
function modeFor(
  { realPath }: HeldTarget,
  { descriptor }: HeldLock,
  content: FileContent | undefined,
  options: ReplaceOptions,
): number {
  try {
    return keepOwner(descriptor, content?.stats, options)
  } catch (error) {
    // A file that is written in place keeps its owner anyway.
    if (!isMountPoint(realPath)) throw error
    return modeOf(content?.stats, options)
  }
}

/** Throws if the lock could not be created because its directory is read-only: no new file can be created there either. */
function assertOpenDirectory(cause: unknown, lock: Lock, content: FileContent | undefined): void {
  // A writable file can be mounted in a read-only directory.
  const isOnlyDirectory = codeOf(cause) === 'EROFS' && content && isWritable(lock.target.path)
  const isClosed = isOnlyDirectory || NO_CREATE_CODES.includes(codeOf(cause))
  if (!isClosed || !(cause instanceof Error && 'path' in cause)) return
  if (!String(cause.path).startsWith(lock.path)) return
  const directory = dirname(lock.target.realPath)
  const message = `the directory ${directory} is read-only, and the file can only be replaced in a writable one: make it writable, or choose another path`
  throw fileError('read-only', message, lock.target.realPath, cause)
}

function readTarget(
  { path: target, linkOwners }: HeldTarget,
  path: string,
): FileContent | undefined {
  let content = readContent(target, NO_FOLLOW, path)
  // While another program writes in place, the file may look empty for a moment.
  for (let looks = 0; content?.bytes.length === 0 && looks < 4; looks++) {
    sleepSync(25)
    content = readContent(target, NO_FOLLOW, path)
  }
  // The links were followed before the directory was held.
  assertTrusted(linkOwners, content?.stats, path)
  return content
}

/** Reads the file once more; returns `RETRY` if it has become a link. */
function readAgain(target: string, path: string): FileContent | undefined | typeof RETRY {
  try {
    return readContent(target, NO_FOLLOW, path)
  } catch (error) {
    if (isLink(error)) return RETRY
    throw error
  }
}

/** Returns `true` if both are the same bytes, or both are missing. */
export function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return Buffer.compare(one, other) === 0
}
