import type { Credentials, ReadonlyNetrcDocument } from '../api.ts'
import { parse } from '../document.ts'
import { type FileBytes, readBytes, readBytesSync } from './content.ts'
import { gpg, run, runSync, type Task } from './effects.ts'
import { explain } from './failure.ts'
import { type CredentialsOptions, type FileOptions, pathOf, splitOptions } from './options.ts'
import { absolute } from './resolve-links.ts'

// Reading the file.

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

/** Does the same as `readNetrc`, but blocks. */
export function readNetrcSync(options: FileOptions = {}): ReadonlyNetrcDocument {
  const path = pathOf(options)
  try {
    return runSync(parseFile(path, readBytesSync(absolute(path))))
  } catch (error) {
    throw explain(error, path)
  }
}

/**
 * Reads the file and returns what a client should send to a machine or a URL: only the fields that are in the file, or
 * `undefined` if there are none. Calls `credentials` on the document that `readNetrc` returns.
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

/** Does the same as `readCredentials`, but blocks. */
export function readCredentialsSync(
  name: string | URL,
  options: CredentialsOptions = {},
): Credentials | undefined {
  const [file, lookup] = splitOptions(options)
  return readNetrcSync(file).credentials(name, lookup)
}

function* parseFile(path: string, file: FileBytes | undefined): Task<ReadonlyNetrcDocument> {
  if (file === undefined || file.bytes.length === 0) return parse('')
  const { bytes, realPath } = file
  return parse(isEncrypted(realPath) ? yield* gpg({ kind: 'decrypt', input: bytes, path }) : bytes)
}

/** Returns `true` for the real path of a file that gpg encrypts. */
export function isEncrypted(path: string): boolean {
  return path.endsWith('.gpg')
}
