import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { devNull } from 'node:os'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Credentials, Lookup, ReadonlyNetrcDocument } from '../api.ts'
import { assertShape, invalidArgument } from '../arguments.ts'
import { parse } from '../document.ts'
import { isNetrcError } from '../errors.ts'
import { gpg, run, runSync, type Task } from './effects.ts'
import { codeOf, explain, MAX_BYTES, notAFile, tooLarge } from './failure.ts'
import { netrcPath } from './path.ts'
import { realPathOf } from './resolve-links.ts'

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
    return await run(parseFile(path, await readBytes(path)))
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
  if (typeof options !== 'object' || options === null)
    throw invalidArgument('options are an object')
  const { path, ...lookup } = options
  return [{ path }, lookup]
}

/** Returns the path that the options choose; throws for options that are a mistake. `types` is of those beside the path. */
export function pathOf(options: FileOptions, types: Readonly<Record<string, string>> = {}): string {
  const message = `options are an object with only these keys: ${['path', ...Object.keys(types)].join(', ')}`
  if (typeof options !== 'object' || options === null) throw invalidArgument(message)
  const { path, ...others } = options
  assertShape(others, types, message)
  if (path === undefined || path === '') return assertName(netrcPath())
  if (typeof path === 'string' && !path.includes('\0')) return assertName(path)
  try {
    return assertName(fileURLToPath(path))
  } catch (error) {
    if (isNetrcError(error)) throw error
    throw invalidArgument('a path is a string without NUL, or a file: URL')
  }
}

/** Refuses a path that can only be a directory's. */
function assertName(path: string): string {
  if (path.endsWith('/') || path.endsWith(sep)) throw notAFile(path)
  return path
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
    if (!assertReadable(await handle.stat(), path)) return undefined
    const bytes = await handle.readFile()
    if (bytes.length > MAX_BYTES) throw tooLarge(path)
    return { bytes, realPath: realPathOf(path) }
  } finally {
    await handle.close()
  }
}

function readAllSync(descriptor: number, size: number, path: string): Uint8Array {
  // One more than the size, so that the end shows; if the file has grown since, reading goes on.
  let bytes = new Uint8Array(size + 1)
  let length = 0
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null)
    if (count === 0) return bytes.subarray(0, length)
    length += count
    if (length > MAX_BYTES) throw tooLarge(path)
    if (length === bytes.length) {
      const longer = new Uint8Array(length * 2)
      longer.set(bytes)
      bytes = longer
    }
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
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  // A socket, or a device without a driver.
  if (code === 'ENXIO') throw notAFile(path, error)
  throw error
}
