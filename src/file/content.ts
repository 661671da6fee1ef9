import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { devNull } from 'node:os'
import { codeOf, MAX_BYTES, notAFile, tooLarge } from './failure.ts'
import { exists } from './path.ts'
import { realPathOf } from './resolve-links.ts'

// Reads the bytes of the file, through a descriptor and without an encoding: `readFileSync(path, 'utf8')` aborts the
// process when `close` fails.

/** The bytes of a file, and its path after links. */
export interface FileBytes {
  readonly bytes: Uint8Array
  readonly realPath: string
}

// Without O_NONBLOCK, opening a FIFO would wait for a writer. Windows has no such flag (test/programs/windows/reading.test.mjs).
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Refuses a link. Windows has no such flag (test/programs/windows). */
export const NO_FOLLOW: number = constants.O_NOFOLLOW ?? 0
/** The system's codes for a link that was refused: of Linux and macOS, and of FreeBSD. */
const LINK_CODES: readonly unknown[] = ['ELOOP', 'EMLINK']
/** Returns `true` for the error of opening a link with `NO_FOLLOW`. */
export function isLink(error: unknown): boolean {
  return LINK_CODES.includes(codeOf(error))
}

/** The bytes of a file, and what the system says about it. */
export interface FileContent {
  readonly bytes: Uint8Array
  readonly stats: Stats
}

/**
 * Reads a file; returns `undefined` if there is none, or if its directory is missing or not a directory. `named` is what the
 * user calls it, for errors.
 */
export function readContent(
  path: string,
  flags = 0,
  named: string = path,
): FileContent | undefined {
  let descriptor: number
  try {
    descriptor = openSync(path, READ_ONLY | flags)
  } catch (error) {
    return assertMissing(path, error)
  }
  try {
    const stats = fstatSync(descriptor)
    if (!assertReadable(stats, named)) return undefined
    return { bytes: readAllSync(descriptor, stats.size, named), stats }
  } finally {
    closeSync(descriptor)
  }
}

/** Reads a file, after links. */
export function readBytesSync(path: string): FileBytes | undefined {
  // Few paths are links. Refusing a link costs nothing, but asking where it leads costs a call.
  if (NO_FOLLOW !== 0) {
    try {
      const content = readContent(path, NO_FOLLOW)
      return content && { bytes: content.bytes, realPath: path }
    } catch (error) {
      if (!isLink(error)) throw error
    }
  }
  const content = readContent(path)
  return content && { bytes: content.bytes, realPath: realPathOf(path) }
}

/** Does the same as `readBytesSync`, but does not block. */
export async function readBytes(path: string): Promise<FileBytes | undefined> {
  let handle: FileHandle
  try {
    handle = await open(path, READ_ONLY)
  } catch (error) {
    return assertMissing(path, error)
  }
  try {
    const stats = await handle.stat()
    if (!assertReadable(stats, path)) return undefined
    return { bytes: await readAll(handle, stats.size, path), realPath: realPathOf(path) }
  } finally {
    await handle.close()
  }
}

function readAllSync(descriptor: number, size: number, path: string): Uint8Array {
  const buffer = new FileBuffer(size, path)
  while (buffer.add(readSync(descriptor, buffer.rest()))) {}
  return buffer.bytes()
}

async function readAll(handle: FileHandle, size: number, path: string): Promise<Uint8Array> {
  const buffer = new FileBuffer(size, path)
  while (buffer.add((await handle.read(buffer.rest())).bytesRead)) {}
  return buffer.bytes()
}

/** The part of a file that has been read so far. */
class FileBuffer {
  readonly #path: string
  #buffer: Uint8Array
  #length = 0

  constructor(size: number, path: string) {
    this.#path = path
    // One more than the size, to notice the end; if the file has grown in the meantime, reading continues.
    this.#buffer = new Uint8Array(size + 1)
  }

  /** Returns the part for the next bytes. */
  rest(): Uint8Array {
    if (this.#length === this.#buffer.length) {
      const longer = new Uint8Array(this.#length * 2)
      longer.set(this.#buffer)
      this.#buffer = longer
    }
    return this.#buffer.subarray(this.#length)
  }

  /** Counts the bytes that were read; returns `false` at the end of the file. */
  add(count: number): boolean {
    this.#length += count
    if (this.#length > MAX_BYTES) throw tooLarge(this.#path)
    return count > 0
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }
}

/** Throws if this is not a regular file, or too large; returns `false` for /dev/null. */
function assertReadable(stats: Stats, path: string): boolean {
  if (isEmptyDevice(stats)) return false
  if (!stats.isFile()) throw notAFile(path)
  if (stats.size > MAX_BYTES) throw tooLarge(path)
  return true
}

/** Returns `true` for /dev/null, which reads as an empty file. */
export function isEmptyDevice(stats: Stats): boolean {
  if (!stats.isCharacterDevice()) return false
  return stats.rdev === statSync(devNull).rdev
}

/** Throws unless the error says that there is no file. */
function assertMissing(path: string, error: unknown): undefined {
  const code = codeOf(error)
  // A link whose target ends in `/` exists, even if it does not lead to a directory.
  if (code === 'ENOTDIR' && exists(path)) throw notAFile(path, error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  // A socket, or a device without a driver.
  if (code === 'ENXIO') throw notAFile(path, error)
  throw error
}
