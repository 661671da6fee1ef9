import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  type Stats,
  writeSync,
} from 'node:fs'
import { NetrcError } from '../errors.ts'
import { sleepSync } from './effects.ts'
import type { FileContent } from './read.ts'
import { codeOf, withPath } from './system-error.ts'

// The new file: its content, owner and mode, and the rename that puts it in place.

/** On Windows, how long to retry while another program has the file open without sharing it, in milliseconds. */
export const WINDOWS_RETRY_MS = 3000
const isWindows: boolean = process.platform === 'win32'

/**
 * Which bits of the mode stay.
 *
 * @inline
 */
export type Permissions = 'private' | 'keep'

/** How a file is written. */
interface WriteOptions {
  readonly path: string
  readonly permissions: Permissions
}

/** The system's codes for a file that may not be written. */
const READ_ONLY_CODES: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS']
/** The system's codes on Windows for a file that another program has open. */
const SHARING_VIOLATION_CODES: readonly unknown[] = ['EPERM', 'EACCES', 'EBUSY']

/** Throws if the file is read-only: a `rename` would replace it all the same. */
export function assertWritable(target: string, stats: Stats, path: string): void {
  const message = 'the file is closed against writing'
  if ((stats.mode & 0o200) === 0) throw new NetrcError('read-only', message, { path })
  try {
    accessSync(target, constants.W_OK)
  } catch (cause) {
    const code = codeOf(cause)
    if (READ_ONLY_CODES.includes(code)) throw new NetrcError('read-only', message, { path, cause })
    // A file that has disappeared in the meantime is noticed by the second look.
    if (code !== 'ENOENT') throw withPath(cause, path)
  }
}

/** Writes all bytes, however few one call takes. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  // A write may take less than it was given, and report that without an error.
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at) || throwIncomplete()
  if (fstatSync(descriptor).size !== bytes.length) throwIncomplete()
}

function throwIncomplete(): never {
  throw Object.assign(new Error('EIO: the file was not written whole'), {
    code: 'EIO',
    syscall: 'write',
  })
}

/** Gives a new file the owner and group of the old one; returns the mode that it may then have. */
export function keepOwner(
  descriptor: number,
  old: Stats | undefined,
  options: WriteOptions,
): number {
  if (old === undefined) return 0o600
  const mode = modeOf(old, options)
  const current = fstatSync(descriptor)
  if (current.uid === old.uid && current.gid === old.gid) return mode
  try {
    fchownSync(descriptor, old.uid, old.gid)
    return mode
  } catch (cause) {
    // If the group cannot be kept, its bits would apply to another group.
    if (current.uid === old.uid) return mode & ~0o070
    const message = 'the file is another user’s, who could not be kept as its owner'
    throw new NetrcError('owner', message, { path: options.path, cause })
  }
}

function modeOf({ mode }: Stats, { permissions }: WriteOptions): number {
  return mode & (permissions === 'keep' ? 0o777 : 0o700)
}

/** Clears the bits of group and others if `permissions` asks for it; ignores failures. */
export function clearPermissions(
  target: string,
  content: FileContent | undefined,
  options: WriteOptions,
): void {
  if (content === undefined || isWindows) return
  const mode = modeOf(content.stats, options)
  if (mode !== (content.stats.mode & 0o777)) bestEffort(() => chmodSync(target, mode))
}

/** Renames the temporary file; returns `false` if it is gone: the lock was broken. */
export function rename(file: string, target: string): boolean {
  const start = performance.now()
  for (;;) {
    try {
      renameSync(file, target)
      return true
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false
      if (!isSharingViolation(error) || performance.now() - start > WINDOWS_RETRY_MS) throw error
      sleepSync(10)
    }
  }
}

/** Returns `true` on Windows for the errors that mean that another program has the file open. */
export function isSharingViolation(error: unknown): boolean {
  return isWindows && SHARING_VIOLATION_CODES.includes(codeOf(error))
}

/** Flushes a directory, so that a `rename` survives a crash of the machine. */
export function syncDirectory(directory: string): void {
  // The content is already in place, and not every system can do this.
  bestEffort(() => {
    const descriptor = openSync(directory, constants.O_RDONLY)
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Runs an action and ignores its failure: what is already done, or already being reported, matters more. */
export function bestEffort(action: () => void): void {
  try {
    action()
  } catch {
    // Best effort.
  }
}
