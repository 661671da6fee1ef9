import { lstatSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { NetrcError } from '../errors.ts'

// The path of the file in use.

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
 * The file in use: $NETRC where set and not empty; else in the home directory ($HOME where set, on Windows too, else
 * `os.homedir()`) `.netrc`; on Windows `_netrc`, else `.netrc`, whichever exists, and `_netrc` for a new one. Where there
 * is none of these but the same name with `.gpg`, that one. $NETRC is taken as it is, never with `.gpg`; only a `~/` at its
 * start is the home directory.
 *
 * @throws NetrcError `no-home` where the home directory is not known, empty or relative.
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

function exists(path: string): boolean {
  // Stryker disable BlockStatement,BooleanLiteral: all names are in one directory, so if one cannot be looked at, none can
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
