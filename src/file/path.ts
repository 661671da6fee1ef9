import { lstatSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { NetrcError } from '../errors.ts'

// The path of the netrc file.

/** What the choice of the path depends on. */
export interface PathEnvironment {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: string
  /** Returns the home directory that the system knows; may throw. */
  homeDirectory(): string
  /** Returns `true` if anything has this path, even a dangling link. */
  exists(path: string): boolean
}

/**
 * Returns the path of the netrc file: the first of these that applies.
 *
 * 1. `$NETRC`, if it is set and not empty. A leading `~/` is the home directory.
 * 2. `.netrc` in the home directory (on Windows `_netrc`, then `.netrc`), if it exists.
 * 3. The same name with `.gpg`, if that exists.
 * 4. `.netrc` in the home directory (on Windows `_netrc`), to be created.
 *
 * The home directory is `$HOME` if that is set, on Windows too, and otherwise `os.homedir()`.
 *
 * @throws NetrcError `no-home` if the home directory is not known, empty or relative.
 */
export function netrcPath(): string {
  return choosePath({
    environment: process.env,
    platform: process.platform,
    homeDirectory: homedir,
    exists,
  })
}

/** Chooses the path as `netrcPath` does, from what the choice depends on. */
export function choosePath({
  environment,
  platform,
  homeDirectory,
  exists,
}: PathEnvironment): string {
  const isWindows = platform === 'win32'
  const { isAbsolute, join } = isWindows ? win32 : posix
  const { NETRC = '' } = environment
  const inHome = (isWindows ? /^~[\\/]/ : /^~\//).test(NETRC)
  if (NETRC !== '' && !inHome) return NETRC
  const home = environment.HOME ?? homeFrom(homeDirectory)
  if (!isAbsolute(home)) throw noHome()
  if (inHome) return join(home, NETRC.slice(2))
  const plain = (isWindows ? ['_netrc', '.netrc'] : ['.netrc']).map((name) => join(home, name))
  const encrypted = plain.map((path) => `${path}.gpg`)
  // Stryker disable next-line StringLiteral: the list is never empty
  const [newFile = ''] = plain
  return [...plain, ...encrypted].find(exists) ?? newFile
}

/** Returns `true` if anything has this path, even a dangling link. */
export function exists(path: string): boolean {
  // Stryker disable BlockStatement,BooleanLiteral: all names are in one directory, so if one lookup fails, all do
  try {
    // Stryker disable next-line ObjectLiteral: without the option there is an error, which is caught
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

// Stryker restore BlockStatement,BooleanLiteral
function homeFrom(homeDirectory: () => string): string {
  try {
    return homeDirectory()
  } catch (error) {
    throw noHome(error)
  }
}

function noHome(cause?: unknown): NetrcError {
  const message = 'the home directory is not known: set HOME, or NETRC to the path of the file'
  return new NetrcError('no-home', message, cause === undefined ? {} : { cause })
}
