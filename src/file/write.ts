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

// The new file: its content, its owner, its mode, and its way to its place.

/** On Windows, in milliseconds, how long a name may be in use by a program that lets nothing else have it. */
export const WINDOWS_PATIENCE = 3000
const isWindows: boolean = process.platform === 'win32'

/**
 * Which bits of the mode stay.
 *
 * @inline
 */
export type Permissions = 'private' | 'keep'

/** What is wished of a file. */
interface Wishes {
  readonly path: string
  readonly permissions: Permissions
}

/** What the system says of a file that may not be written. */
const CLOSED: readonly string[] = ['EACCES', 'EPERM', 'EROFS']

/** Throw for a file that its owner has closed against writing: a `rename` would replace it all the same. */
export function checkIsWritable(target: string, stats: Stats, path: string): void {
  const message = 'the file is closed against writing'
  if ((stats.mode & 0o200) === 0) throw new NetrcError('read-only', message, { path })
  try {
    accessSync(target, constants.W_OK)
  } catch (cause) {
    const code = codeOf(cause) ?? ''
    if (CLOSED.includes(code)) throw new NetrcError('read-only', message, { path, cause })
    // One that is gone meanwhile is found out by the second look.
    if (code !== 'ENOENT') throw withPath(cause, path)
  }
}

/** Write all, whatever one call takes. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  // One write may take less than it was given, and say so without an error.
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at) || fail()
  if (fstatSync(descriptor).size !== bytes.length) fail()
}

function fail(): never {
  throw Object.assign(new Error('EIO: the file was not written whole'), {
    code: 'EIO',
    syscall: 'write',
  })
}

/** Give a new file the owner and the group of the old one; the mode that it then may have. */
export function keepOwner(descriptor: number, old: Stats | undefined, settings: Wishes): number {
  if (old === undefined) return 0o600
  const mode = modeOf(old, settings)
  const own = fstatSync(descriptor)
  if (own.uid === old.uid && own.gid === old.gid) return mode
  try {
    fchownSync(descriptor, old.uid, old.gid)
    return mode
  } catch (cause) {
    // Without the group, its bits would be another group's.
    if (own.uid === old.uid) return mode & ~0o070
    const message = 'the file is another user’s, who could not be kept as its owner'
    throw new NetrcError('owner', message, { path: settings.path, cause })
  }
}

function modeOf({ mode }: Stats, { permissions }: Wishes): number {
  return mode & (permissions === 'keep' ? 0o777 : 0o700)
}

/** Clear the bits of group and others where they are to go; a failure of this changes nothing else. */
export function clearPermissions(
  target: string,
  content: FileContent | undefined,
  settings: Wishes,
): void {
  if (content === undefined || isWindows) return
  const mode = modeOf(content.stats, settings)
  if (mode !== (content.stats.mode & 0o777)) quietly(() => chmodSync(target, mode))
}

/** False where the file to be renamed is gone: the lock was broken. */
export function rename(file: string, target: string): boolean {
  const start = performance.now()
  for (;;) {
    try {
      renameSync(file, target)
      return true
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false
      if (!isDenied(error) || performance.now() - start > WINDOWS_PATIENCE) throw error
      sleepSync(10)
    }
  }
}

/** True on Windows for the errors of a name that another program has in use. */
export function isDenied(error: unknown): boolean {
  return isWindows && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '')
}

/** Make a `rename` last through a crash of the machine. */
export function syncDirectory(directory: string): void {
  // The content is in place already; and not every system can do this.
  quietly(() => {
    const descriptor = openSync(directory, constants.O_RDONLY)
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Do what may fail, since what is being reported, or done already, matters more. */
export function quietly(action: () => void): void {
  try {
    action()
  } catch {
    // It may fail.
  }
}
