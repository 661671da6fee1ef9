import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  openSync,
  type Stats,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { type FileContent, NO_FOLLOW } from './content.ts'
import { codeOf, fileError } from './failure.ts'
import { bestEffort, isUnsupported } from './write.ts'

// Decides who may read and change the file, before and after.

const isWindows: boolean = process.platform === 'win32'

/**
 * Which bits of the mode stay.
 *
 * @inline
 */
export type Permissions = 'private' | 'keep'

/** What happens to the bits of the mode. */
interface PermissionOptions {
  readonly path: string
  readonly permissions: Permissions
}

const READ_ONLY = 'the file is read-only: make it writable first, with `chmod u+w`'
/** Messages for a file that cannot be written although its owner may write it, by the system's code. */
const NOT_WRITABLE: Readonly<Record<string, string>> = {
  EACCES: 'the file may not be written by this user: run this as its owner',
  EPERM: 'the file may not be written, even by its owner: check its attributes, with `lsattr`',
  EROFS: 'the file is mounted read-only: mount it writable, or choose another path',
}

/** Throws if the file is read-only: a `rename` would still replace it. */
export function assertWritable(target: string, stats: Stats, path: string): void {
  if ((stats.mode & 0o200) === 0) throw fileError('read-only', READ_ONLY, path)
  try {
    accessSync(target, constants.W_OK)
  } catch (cause) {
    const code = codeOf(cause) ?? ''
    const message = NOT_WRITABLE[code]
    if (message !== undefined) throw fileError('read-only', message, path, cause)
    // If the file has disappeared in the meantime, the second look notices that.
    if (code !== 'ENOENT') throw cause
  }
}

/** Returns `true` if this user may write to the file itself. */
export function isWritable(target: string): boolean {
  try {
    accessSync(target, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Throws for another user's file in a directory such as /tmp, in which anybody could have put it. */
export function assertNotPlanted(target: string, { uid }: Stats, path: string): void {
  const user = process.geteuid?.()
  if (user === undefined || uid === user) return
  const directory = statSync(dirname(target))
  if ((directory.mode & 0o1000) === 0 || uid === directory.uid) return
  const message =
    'the file belongs to another user, in a directory where anybody may put one: choose another path'
  throw fileError('owner', message, path)
}

/** Returns the mode that the new file is to have. */
export function modeOf(old: Stats | undefined, { permissions }: PermissionOptions): number {
  if (old === undefined) return 0o600
  return old.mode & (permissions === 'keep' ? 0o777 : 0o700)
}

/** Gives a new file the owner and group of the old one; returns the mode that it may then have. */
export function keepOwner(
  descriptor: number,
  old: Stats | undefined,
  options: PermissionOptions,
): number {
  const mode = modeOf(old, options)
  if (old === undefined) return mode
  const current = fstatSync(descriptor)
  if (current.uid === old.uid && current.gid === old.gid) return mode
  try {
    fchownSync(descriptor, old.uid, old.gid)
    return mode
  } catch (cause) {
    // Without the group, its bits would apply to another group, and its members would count as others.
    if (current.uid === old.uid) return mode & (0o700 | ((mode >> 3) & 0o007))
    const message =
      'the file belongs to another user, and that ownership could not be kept: run this as that user'
    throw fileError('owner', message, options.path, cause)
  }
}

/** Gives a new file its mode. May fail if the file system has no modes and the file is no more readable than the old one. */
export function setMode(descriptor: number, mode: number, old: Stats | undefined): void {
  try {
    fchmodSync(descriptor, mode)
  } catch (error) {
    if (!isUnsupported(error)) throw error
    const current = fstatSync(descriptor).mode & 0o777
    const isWithin = (allowed: number): boolean => (current & ~allowed) === 0
    // The file was created with 0600: if it has more, the file system ignores modes.
    if (!isWithin(mode) && (isWithin(0o600) || !isWithin(old?.mode ?? 0o777))) throw error
  }
}

/** Clears the bits of group and others if `permissions` asks for it; ignores failures. */
export function clearPermissions(
  target: string,
  content: FileContent | undefined,
  options: PermissionOptions,
): void {
  if (content === undefined || isWindows) return
  const { stats } = content
  const mode = modeOf(stats, options)
  if (mode === (stats.mode & 0o777)) return
  bestEffort(() => {
    // By a descriptor: the path could lead to another file by now.
    const descriptor = openSync(target, constants.O_RDONLY | constants.O_NONBLOCK | NO_FOLLOW)
    try {
      if (isSameFile(fstatSync(descriptor), stats)) fchmodSync(descriptor, mode)
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Returns `true` if both are about the same file. */
export function isSameFile(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino
}
