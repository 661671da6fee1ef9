import { NetrcError, type NetrcErrorCode } from '../errors.ts'

// Errors about the file, in words that say what to do.

/** Returns the system's code for an error, such as `ENOENT`; `undefined` if it has none. */
export function codeOf(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error
  return hasCode && typeof error.code === 'string' ? error.code : undefined
}

/** What the user can do about an error of the system, by its code. */
export const ADVICE: Readonly<Record<string, string>> = {
  ENOENT: 'a directory in this path, or where a link leads, does not exist: create it first',
  ENOTDIR: 'a part of this path is a file, not a directory: correct the path',
  EACCES: 'the file may not be read or replaced: check who owns it and its directory',
  EPERM: 'the file may not be read or replaced: check who owns it and its directory',
  EROFS: 'the file is on a read-only file system: choose a file elsewhere',
  ENOSPC: 'the disk is full, and the file is unchanged: make room, then try again',
  EDQUOT: 'your disk quota is used up, and the file is unchanged: make room, then try again',
  EMFILE: 'this process has too many open files: close some, then try again',
  ENFILE: 'the system has too many open files: close some, then try again',
  ENAMETOOLONG: 'the path is too long: choose a name of at most 240 bytes',
  ELOOP: 'too many symbolic links, or a loop of them: correct the links',
}

const IN_USE = 'another program may have the file open: close it, then try again'

/**
 * Makes an error of the system one about the user's file: with its path, and with what to do instead of the name of a call
 * and of files that the user never gave, such as `mkdir` of the lock.
 */
export function explain(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error
  const { message, stack } = error
  const code = codeOf(error) ?? 'UNKNOWN'
  // The system's messages are `CODE: reason, call 'path'`.
  const [reason = 'the system refused'] = /(?<=: )[^,]+/.exec(message) ?? []
  // Windows does not replace a file that is open (test/programs/windows).
  const isInUse = process.platform === 'win32' && error.syscall === 'rename'
  const advice = isInUse ? IN_USE : (ADVICE[code] ?? `${reason}; check the file, then try again`)
  const explained = `${code}: ${advice} (${path})`
  if ('dest' in error) error.dest = undefined
  return Object.assign(error, {
    message: explained,
    path,
    stack: stack?.replace(message, () => explained),
  })
}

/** Makes an error about a file. */
export function fileError(
  code: NetrcErrorCode,
  message: string,
  path: string,
  cause?: unknown,
): NetrcError {
  return new NetrcError(code, message, cause === undefined ? { path } : { path, cause })
}

/** Makes the error for something that is not a regular file. */
export function notAFile(path: string, cause?: unknown): NetrcError {
  const message = 'this is not a regular file: choose another path, or remove what is there'
  return fileError('not-a-file', message, path, cause)
}

/** The largest file that is read or written: 64 MiB. */
export const MAX_BYTES: number = 64 * 2 ** 20

/** Makes the error for a file that is larger than any credentials file. */
export function tooLarge(path: string): NetrcError {
  return fileError('too-large', 'the file is larger than 64 MiB: choose another path', path)
}
