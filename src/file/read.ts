import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { devNull } from 'node:os'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Credentials, Lookup, ReadonlyNetrcDocument } from '../api.ts'
import { invalidArgument } from '../arguments.ts'
import { parse } from '../document.ts'
import type { NetrcError } from '../errors.ts'
import { gpg, run, runSync, type Task } from './effects.ts'
import { codeOf, explain, MAX_BYTES, notAFile, tooLarge } from './failure.ts'
import { exists, netrcPath } from './path.ts'
import { absolute, realPathOf } from './resolve-links.ts'

// Reading the file. By a descriptor and without an encoding: `readFileSync(path, 'utf8')` aborts the process when
// `close` fails.

/** Which file. */
export interface FileOptions {
  /**
   * The file, as a path or a `file:` URL. Default, also for `''`: `netrcPath()`. If the name of the real file, after links,
   * ends in `.gpg`, it is decrypted and encrypted with the user's gpg.
   */
  readonly path?: string | URL | undefined
}

/** Which file, and which of its credentials. */
export interface CredentialsOptions extends FileOptions, Lookup {}

/**
 * Reads and parses the file. Returns an empty document if there is none. To change the file, use `updateNetrc`.
 *
 * @throws NetrcError `no-home`, `not-a-file`, `too-large`, `gpg` or `invalid-argument`; the system's error for any other
 * failure, with `path` and a message that says what to do.
 * @example
 * ```ts
 * const netrc = await readNetrc()
 * netrc.entries.map(({ name }) => name) // ['api.example', 'git.example']
 * ```
 */
export async function readNetrc(options: FileOptions = {}): Promise<ReadonlyNetrcDocument> {
  const path = pathOf(options)
  try {
    return await run(parseFile(path, await readBytes(absolute(path))))
  } catch (error) {
    throw explain(error, path)
  }
}

/** `readNetrc`, blocking. */
export function readNetrcSync(options: FileOptions = {}): ReadonlyNetrcDocument {
  const path = pathOf(options)
  try {
    return runSync(parseFile(path, readBytesSync(path)))
  } catch (error) {
    throw explain(error, path)
  }
}

/**
 * Returns what a client should send to a machine or a URL: only the fields that are there, or `undefined` if the file has
 * none. It is `credentials` of the document that `readNetrc` returns.
 *
 * @throws NetrcError as `readNetrc` does.
 * @example
 * ```ts
 * const { login, password } = (await readCredentials('api.example')) ?? {}
 * ```
 */
export async function readCredentials(
  name: string | URL,
  options: CredentialsOptions = {},
): Promise<Credentials | undefined> {
  const [file, lookup] = splitOptions(options)
  const netrc = await readNetrc(file)
  return netrc.credentials(name, lookup)
}

/** `readCredentials`, blocking. */
export function readCredentialsSync(
  name: string | URL,
  options: CredentialsOptions = {},
): Credentials | undefined {
  const [file, lookup] = splitOptions(options)
  return readNetrcSync(file).credentials(name, lookup)
}

function splitOptions(options: CredentialsOptions): [FileOptions, Lookup] {
  if (!isPlainObject(options)) throw invalidArgument('options are a plain object')
  const { path, ...lookup } = options
  return [{ path }, lookup]
}

/** Returns the path that the options choose; throws for options that are a mistake. `others` are the keys beside `path`. */
export function pathOf(options: FileOptions, others: readonly string[] = []): string {
  const keys = ['path', ...others]
  if (!isPlainObject(options) || !Object.keys(options).every((key) => keys.includes(key))) {
    throw invalidArgument(`options are a plain object with only these keys: ${keys.join(', ')}`)
  }
  const path = textOf(options.path)
  if (path.includes('\0')) throw invalidPath()
  // It can only be a directory's.
  if (path.endsWith('/') || path.endsWith(sep)) throw notAFile(path)
  return path
}

function textOf(path: FileOptions['path']): string {
  if (path === undefined || path === '') return netrcPath()
  if (typeof path === 'string') return path
  try {
    return fileURLToPath(path)
  } catch {
    throw invalidPath()
  }
}

function invalidPath(): NetrcError {
  return invalidArgument('a path is a string without NUL, or a file: URL')
}

/** Returns `true` for an object whose prototype is `Object.prototype`, of whatever realm, or that has none. */
function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Returns `true` for the real path of a file that gpg encrypts. */
export function isEncrypted(path: string): boolean {
  return path.endsWith('.gpg')
}

/** The bytes of a file, and its path after links. */
interface FileBytes {
  readonly bytes: Uint8Array
  readonly realPath: string
}

function* parseFile(path: string, file: FileBytes | undefined): Task<ReadonlyNetrcDocument> {
  if (file === undefined || file.bytes.length === 0) return parse('')
  const { bytes, realPath } = file
  return parse(isEncrypted(realPath) ? yield* gpg({ kind: 'decrypt', input: bytes, path }) : bytes)
}

// Without O_NONBLOCK, opening a FIFO would wait for a writer. Windows has no such flag (test/programs/windows/reading.test.mjs).
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Refuses a link. Windows has no such flag (test/programs/windows). */
export const NO_FOLLOW: number = constants.O_NOFOLLOW ?? 0
/** The system's codes for a link that was refused: of Linux and macOS, and of FreeBSD. */
const LINK_CODES: readonly unknown[] = ['ELOOP', 'EMLINK']

/** The bytes of a file, and what the system says about it. */
export interface FileContent {
  readonly bytes: Uint8Array
  readonly stats: Stats
}

/** Reads a file; returns `undefined` if there is none, or if its directory is missing or not a directory. */
export function readContent(path: string, flags = 0): FileContent | undefined {
  let descriptor: number
  try {
    descriptor = openSync(path, READ_ONLY | flags)
  } catch (error) {
    return assertMissing(path, error)
  }
  try {
    const stats = fstatSync(descriptor)
    if (!assertReadable(stats, path)) return undefined
    return { bytes: readAllSync(descriptor, stats.size, path), stats }
  } finally {
    closeSync(descriptor)
  }
}

/** Reads a file, after links. */
function readBytesSync(path: string): FileBytes | undefined {
  // Most files are not behind a link. To refuse one costs nothing, and to ask where it leads costs a call.
  if (NO_FOLLOW !== 0) {
    try {
      const content = readContent(path, NO_FOLLOW)
      return content && { bytes: content.bytes, realPath: path }
    } catch (error) {
      if (!LINK_CODES.includes(codeOf(error))) throw error
    }
  }
  const content = readContent(path)
  return content && { bytes: content.bytes, realPath: realPathOf(path) }
}

async function readBytes(path: string): Promise<FileBytes | undefined> {
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

/** What has been read of a file so far. */
class FileBuffer {
  readonly #path: string
  #buffer: Uint8Array
  #length = 0

  constructor(size: number, path: string) {
    this.#path = path
    // One more than the size, so that the end shows; if the file has grown since, reading goes on.
    this.#buffer = new Uint8Array(size + 1)
  }

  /** Returns the part into which the next bytes are to be read. */
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

/** Throws for what is not a regular file, or too large a one; returns `false` for /dev/null. */
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
  // A link whose text ends in `/` exists, although it does not lead to a directory.
  if (code === 'ENOTDIR' && exists(path)) throw notAFile(path, error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  // A socket, or a device without a driver.
  if (code === 'ENXIO') throw notAFile(path, error)
  throw error
}
