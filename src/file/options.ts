import { basename, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Lookup } from '../api.ts'
import { invalidArgument } from '../arguments.ts'
import type { NetrcError } from '../errors.ts'
import { notAFile } from './failure.ts'
import { netrcPath } from './path.ts'

// The options of the file functions.

/** Selects the file. */
export interface FileOptions {
  /**
   * The file, as a path or a `file:` URL. Default, also for `''`: `netrcPath()`. If the name of the real file, after links,
   * ends in `.gpg`, it is decrypted and encrypted with the user's gpg.
   */
  readonly path?: string | URL | undefined
}

/** Selects the file, and credentials in it. */
export interface CredentialsOptions extends FileOptions, Lookup {}

/** Splits the options of `readCredentials`. */
export function splitOptions(options: CredentialsOptions): [FileOptions, Lookup] {
  if (!isPlainObject(options)) throw invalidArgument('options are a plain object')
  const { path, ...lookup } = options
  return [{ path }, lookup]
}

/** Returns the path that the options choose; throws for options that are a mistake. `others` are the keys besides `path`. */
export function pathOf(options: FileOptions, others: readonly string[] = []): string {
  const keys = ['path', ...others]
  if (!isPlainObject(options) || !Object.keys(options).every((key) => keys.includes(key))) {
    throw invalidArgument(`options are a plain object with only these keys: ${keys.join(', ')}`)
  }
  const path = textOf(options.path)
  if (path.includes('\0')) throw invalidPath()
  // Such a path can only be that of a directory.
  if (path.endsWith('/') || path.endsWith(sep) || /^\.{1,2}$/.test(basename(path))) {
    throw notAFile(path)
  }
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

/** Returns `true` for an object whose prototype is missing or the `Object.prototype` of any realm. */
function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
