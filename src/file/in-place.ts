import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
} from 'node:fs'
import { type FileContent, NO_FOLLOW, readContent } from './content.ts'
import type { HeldTarget } from './directory.ts'
import { fileError } from './failure.ts'
import type { HeldLock } from './lock.ts'
import { isSameFile } from './permissions.ts'
import { bestEffort, flush, isUnsupported, syncDirectory, writeAll } from './write.ts'

// A file that is a mount point (Docker's `-v ~/.netrc:/root/.netrc`) cannot be replaced, so it is written in place, under the
// same lock. Steps 1 to 9 are those of replace.ts; then:
//
// 10. Open the target without truncating it, and clear the bits of its mode that must go.
// 11. Rename the file in the lock, whose content is whole and flushed, to a name that says "being written in place", and make
//     it this user's own. Write everything over the target; truncate it to its new length; flush it. If that fails, write the
//     old bytes back, which fit.
// 12. Remove the file in the lock, and the lock.
//
// A process that breaks a lock with such a file in it first finishes the job, if the same file is still mounted there. So a
// kill at any call leaves the old content, or the new content after the next update. The drawbacks: a reader may see half of
// it for a moment; a writer that is stopped in step 11 for longer than a waiter's patience can overwrite a later update; and
// finishing the job overwrites what another program has written since.

const WRITE_ONLY = constants.O_WRONLY | (constants.O_NONBLOCK ?? 0) | NO_FOLLOW

/** A file, and what to write over it. */
interface Overwriting {
  /** The path of the file as the user knows it, for errors. */
  readonly path: string
  readonly before: FileContent
  readonly after: Uint8Array
  /** The bits that the file's mode may have. */
  readonly mode: number
}

/** Writes over the file that was read; returns `false` if another file is there by now, or the lock was broken. */
export function writeInPlace(
  target: string,
  held: HeldLock,
  { path, before, after, mode }: Overwriting,
): boolean {
  const descriptor = openSync(target, WRITE_ONLY) // 10
  try {
    if (!isSameFile(fstatSync(descriptor), before.stats)) return false
    restrictMode(descriptor, mode, path)
    if (!held.markInPlace(before.stats)) return false // 11
    syncDirectory(held.path)
    held.isUnfinished = true
    overwrite(descriptor, after, before.bytes, () => {
      held.isUnfinished = false
    })
  } finally {
    bestEffort(() => closeSync(descriptor))
  }
  // 12. If the file in the lock is gone, another process has finished the same job.
  held.removeFile()
  return true
}

/**
 * Finishes what a dead holder began: writes the content that it left over the target. Returns `false` if the file of this
 * inode is no longer mounted there.
 */
export function finishInPlace(
  { path: target, realPath }: HeldTarget,
  left: string,
  inode: string,
): boolean {
  if (!isMountPoint(realPath)) return false
  const content = readContent(left, NO_FOLLOW)
  const before = readContent(target, NO_FOLLOW)
  if (content === undefined || String(before?.stats.ino) !== inode) return false
  const descriptor = openSync(target, WRITE_ONLY)
  try {
    if (before === undefined || !isSameFile(fstatSync(descriptor), before.stats)) return false
    overwrite(descriptor, content.bytes, before.bytes)
    return true
  } finally {
    closeSync(descriptor)
  }
}

/** Writes over a file. If that fails, writes the old bytes back, which fit. Calls `onWhole` once the file is old or new again. */
function overwrite(
  descriptor: number,
  after: Uint8Array,
  before: Uint8Array,
  onWhole = (): void => {},
): void {
  const write = (bytes: Uint8Array): void => {
    writeAll(descriptor, bytes)
    ftruncateSync(descriptor, bytes.length)
  }
  try {
    write(after)
    flush(descriptor, after.length)
  } catch (error) {
    bestEffort(() => {
      write(before)
      onWhole()
      flush(descriptor, before.length)
    })
    throw error
  }
  onWhole()
}

/** Clears the bits of group and others that are not in `mode`. On this user's own file, it may fail if there are no modes. */
function restrictMode(descriptor: number, mode: number, path: string): void {
  const stats = fstatSync(descriptor)
  const current = stats.mode & 0o777
  const restricted = current & (mode | 0o700)
  if (restricted === current) return
  try {
    fchmodSync(descriptor, restricted)
  } catch (cause) {
    if (!isUnsupported(cause)) throw cause
    if (stats.uid === process.geteuid?.()) return
    const message =
      "the file belongs to another user, and others can read it: make it private as that user, or pass permissions: 'keep'"
    throw fileError('owner', message, path, cause)
  }
}

/** Returns `true` for a file that is a mount point; only Linux has them. */
export function isMountPoint(path: string): boolean {
  const escaped = path.replace(
    /[ \t\n\\]/g,
    (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )
  try {
    const mounts = readFileSync('/proc/self/mountinfo', 'latin1')
    return mounts
      .split('\n')
      .some((line) => line.split(' ')[4] === Buffer.from(escaped).toString('latin1'))
  } catch {
    return false
  }
}
