import { closeSync, constants, lstatSync, openSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf } from './failure.ts'
import type { Target } from './resolve-links.ts'
import { bestEffort } from './write.ts'

// Holds the directory of the file. Otherwise, a user who may rename a directory on the way to it could put another one in its
// place between two calls, and make root replace a file there.

/** Opens a directory only to name it in other calls, so that no permission to list it is needed. Only Linux has this flag. */
const O_PATH = 0o10000000
/** The system's codes for a directory that was there a moment ago. */
const MOVED_CODES: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ELOOP']
/** Deno would ask the user for permission to see /proc. */
const canHold: boolean = process.platform === 'linux' && !('deno' in process.versions)
const ignoresCase: boolean = process.platform === 'win32' || process.platform === 'darwin'

/** A file whose directory is held. */
export interface HeldTarget {
  /** Its path after links, for errors and the table of mounts. */
  readonly realPath: string
  /** Its path for system calls. It always leads to the same directory if the system has /proc. */
  readonly path: string
  readonly linkOwners: readonly number[]
  readonly close: () => void
}

/** Holds the directory of a file. Returns `undefined` if the directory has been moved. */
export function holdDirectory({ path: realPath, linkOwners }: Target): HeldTarget | undefined {
  const byPath = { realPath, path: realPath, linkOwners, close: (): void => {} }
  if (!canHold) return byPath
  const directory = dirname(realPath)
  let descriptor: number
  try {
    descriptor = openSync(directory, O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  } catch (error) {
    if (MOVED_CODES.includes(codeOf(error))) return undefined
    throw error
  }
  const held = `/proc/self/fd/${descriptor}`
  const close = (): void => bestEffort(() => closeSync(descriptor))
  try {
    // There may be no /proc, or this process may not look at it.
    if (lstatSync(held, { throwIfNoEntry: false })) {
      return { realPath, path: join(held, basename(realPath)), linkOwners, close }
    }
    close()
  } catch (error) {
    close()
    if (codeOf(error) !== 'EACCES') throw error
  }
  return byPath
}

/** Returns a key that is the same for every path to a file; `undefined` if its directory is missing. */
export function identityOf(path: string): string | undefined {
  const stats = statSync(dirname(path), { bigint: true, throwIfNoEntry: false })
  const name = basename(path)
  return stats && `${stats.dev}:${stats.ino}:${ignoresCase ? name.toLowerCase() : name}`
}
