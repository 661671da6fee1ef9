import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { now, sleepSync } from './effects.ts'
import { codeOf } from './failure.ts'

// Writes the new content to the disk, and renames it.

/** On Windows, how long to retry while another program has the file open without sharing it, in milliseconds. */
export const WINDOWS_RETRY_MS = 3000
const isWindows: boolean = process.platform === 'win32'
/** The system's codes on Windows for a file that another program has open. */
const SHARING_VIOLATION_CODES: readonly unknown[] = ['EPERM', 'EACCES', 'EBUSY']
/** The system's codes on file systems without modes, owners or flush (WSL, CIFS, FAT, some FUSE). */
const UNSUPPORTED_CODES: readonly unknown[] = ['EPERM', 'ENOSYS', 'EINVAL', 'ENOTSUP']

/** Writes all bytes from the start of the file, even if one call takes only a few. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  // A write may take less than it was given, and report that without an error.
  for (let at = 0; at < bytes.length; ) {
    at += writeSync(descriptor, bytes, at, bytes.length - at, at) || throwIncomplete()
  }
}

/** Flushes a new file to the disk; it must then have this length. */
export function flush(descriptor: number, length: number): void {
  if (fstatSync(descriptor).size !== length) throwIncomplete()
  try {
    fsyncSync(descriptor)
  } catch (error) {
    if (!isUnsupported(error)) throw error
  }
}

function throwIncomplete(): never {
  throw Object.assign(new Error('EIO: the file was not written whole'), {
    code: 'EIO',
    syscall: 'write',
  })
}

/** Returns `true` for the error of a call that the file system does not support. */
export function isUnsupported(error: unknown): boolean {
  return UNSUPPORTED_CODES.includes(codeOf(error))
}

/**
 * Renames the temporary file. Returns `gone` if it is no longer there because the lock was broken, and `mounted` if the file
 * is a mount point, which cannot be replaced.
 */
export function rename(file: string, target: string): 'renamed' | 'gone' | 'mounted' {
  const start = now()
  for (;;) {
    try {
      renameSync(file, target)
      return 'renamed'
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOENT') return 'gone'
      if (code === 'EBUSY' && !isWindows) return 'mounted'
      if (!isSharingViolation(error) || now() - start > WINDOWS_RETRY_MS) throw error
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

/** Runs an action and ignores its failure, because what is already done, or already being reported, matters more. */
export function bestEffort(action: () => void): void {
  try {
    action()
  } catch {
    // Best effort.
  }
}
