import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { devNull } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Credentials, Lookup, ReadonlyNetrcDocument } from '../api.ts'
import { assertShape, invalidArgument } from '../arguments.ts'
import { parse } from '../document.ts'
import { NetrcError } from '../errors.ts'
import { gpg, run, runSync, type Task } from './effects.ts'
import { netrcPath } from './path.ts'
import { codeOf, withPath } from './system-error.ts'

// Reading the file. By a descriptor and without an encoding: `readFileSync(path, 'utf8')` aborts the process when
// `close` fails.

/** Which file. */
export interface FileOptions {
  /**
   * The file, as a path or a `file:` URL; default, also for `''`: `netrcPath()`. If its name ends in `.gpg`, it is decrypted and
   * encrypted with the user's gpg.
   */
  readonly path?: string | URL | undefined
}

/** Which file, and which of its credentials. */
export interface CredentialsOptions extends FileOptions, Lookup {}

/**
 * The parsed file, to read; an empty document where there is none. What is to be changed goes through `updateNetrc`.
 *
 * @throws NetrcError `no-home`, `not-a-file` or `gpg`; the system's error for a file that may not be read.
 */
export async function readNetrc(options: FileOptions = {}): Promise<ReadonlyNetrcDocument> {
  const path = pathOf(options)
  return run(parseContent(path, await readBytes(path)))
}

/** `readNetrc`, blocking. */
export function readNetrcSync(options: FileOptions = {}): ReadonlyNetrcDocument {
  const path = pathOf(options)
  return runSync(parseContent(path, readContent(path)?.bytes))
}

/**
 * What a client should send to a machine or a URL, as `credentials` of the document that `readNetrc` gives: only the fields that
 * are there; `undefined` if the file has none.
 *
 * @throws NetrcError as `readNetrc` does, and `invalid-argument`.
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
  if (path === undefined || path === '') return netrcPath()
  if (typeof path === 'string') return path
  try {
    return fileURLToPath(path)
  } catch {
    throw invalidArgument('a path is a string or a file: URL')
  }
}

/** Returns `true` for the path of a file that gpg encrypts. */
export function isEncrypted(path: string): boolean {
  return path.endsWith('.gpg')
}

function* parseContent(path: string, bytes: Uint8Array | undefined): Task<ReadonlyNetrcDocument> {
  if (bytes === undefined || bytes.length === 0) return parse('')
  return parse(isEncrypted(path) ? yield* gpg({ kind: 'decrypt', input: bytes, path }) : bytes)
}

// Without O_NONBLOCK, opening a FIFO would wait for a writer. Windows has no such flag (test/programs/windows/reading.test.mjs).
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Refuses a link. Windows has no such flag (test/programs/windows). */
export const NO_FOLLOW: number = constants.O_NOFOLLOW ?? 0

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
    if (isEmptyDevice(stats)) return undefined
    if (!stats.isFile()) throw notAFile(path)
    return { bytes: readAllSync(descriptor, stats.size), stats }
  } catch (error) {
    throw withPath(error, path)
  } finally {
    closeSync(descriptor)
  }
}

async function readBytes(path: string): Promise<Uint8Array | undefined> {
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(path, READ_ONLY)
  } catch (error) {
    return assertMissing(path, error)
  }
  try {
    const stats = await handle.stat()
    if (isEmptyDevice(stats)) return undefined
    if (!stats.isFile()) throw notAFile(path)
    return await handle.readFile()
  } catch (error) {
    throw withPath(error, path)
  } finally {
    await handle.close()
  }
}

function readAllSync(descriptor: number, size: number): Uint8Array {
  // One more than the size, so that the end shows; if the file has grown since, reading goes on.
  let bytes = new Uint8Array(size + 1)
  let length = 0
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null)
    if (count === 0) return bytes.subarray(0, length)
    length += count
    if (length === bytes.length) {
      const longer = new Uint8Array(length * 2)
      longer.set(bytes)
      bytes = longer
    }
  }
}

/** Makes the error for something that is not a regular file. */
export function notAFile(path: string, cause?: unknown): NetrcError {
  const message = 'this is not a regular file'
  return new NetrcError('not-a-file', message, cause === undefined ? { path } : { path, cause })
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
