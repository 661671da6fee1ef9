import {
  type BigIntStats,
  lstatSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { codeOf, fileError, notAFile } from './failure.ts'

// Finds the real file, after links.

const MAX_LINKS = 40
const isWindows: boolean = process.platform === 'win32'
// As the kernel does it, except on Windows (test/programs/windows): there, the native form takes `link/..` for the directory
// that the link is in.
// Stryker disable next-line all: the two differ on Windows only, where test/programs/windows runs
const systemRealpath = isWindows ? realpathSync : realpathSync.native

/** The file that a path leads to. */
export interface Target {
  readonly path: string
  /** `undefined` if there is no file yet. */
  readonly stats: Stats | undefined
  /** The owners of the links that lead to it. */
  readonly linkOwners: readonly number[]
}

/**
 * Returns an absolute path. It is not normalized: what `..` means depends on the directories before it.
 *
 * @throws NetrcError `not-a-file` for a relative path in a directory whose name is not UTF-8.
 */
export function absolute(path: string): string {
  // `C:file` and `\\file` depend on the working directory too. Windows itself normalizes every path.
  if (isWindows) return resolve(path)
  if (isAbsolute(path)) return path
  // Not `process.cwd()`: Node caches it, and replaces what is not UTF-8.
  return `${realpath('.', path)}${sep}${path}`
}

/**
 * Finds the file to change, to which an absolute path leads. Links are followed by hand, so a link whose target is missing
 * works too, and only if nobody else could have put them there.
 */
export function resolveTarget(path: string): Target {
  const linkOwners: number[] = []
  let target = path
  for (let links = 0; links <= MAX_LINKS; links++) {
    const name = basename(target)
    if (name === '.' || name === '..')
      return { path: realpath(target, path), stats: statSync(target), linkOwners }
    const directory = directoryOf(target, path, linkOwners)
    target = join(directory, name)
    const stats = lstatSync(target, { throwIfNoEntry: false })
    if (!stats?.isSymbolicLink()) {
      assertTrusted(linkOwners, stats, path)
      return { path: target, stats, linkOwners }
    }
    const link = target
    const bytes = readLink(link)
    // It is no longer a link: look again.
    if (bytes === undefined) continue
    linkOwners.push(stats.uid)
    const text = textFrom(bytes, path)
    // The system reads such a path as that of a directory.
    if (text.endsWith('/') || text.endsWith(sep)) throw notAFile(path)
    target = isAbsolute(text) ? text : `${directory}${sep}${text}`
    // A link in /proc leads to an open file, and its text is only what that file was called.
    if (directory.startsWith('/proc/') && !isSameFile(link, target)) throw notAFile(path)
  }
  const message = 'too many symbolic links, or a loop of them: correct the links'
  throw fileError('too-many-links', message, path)
}

/** Returns the text of a link; `undefined` if it is gone, or something else is there by now. */
function readLink(link: string): Buffer | undefined {
  try {
    return readlinkSync(link, { encoding: 'buffer' })
  } catch (error) {
    if (codeOf(error) === 'EINVAL' || codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Returns the directory of a file, after links. `owners` are those of the links that lead to the file. */
function directoryOf(file: string, path: string, owners: readonly number[]): string {
  const directory = dirname(file)
  let real: string
  try {
    real = realpath(directory, path)
  } catch (error) {
    assertTrusted(owners, undefined, path)
    throw error
  }
  // A link such as /proc/1/root leads to a directory that may have another name here, or none.
  if (real !== directory && !isSameFile(real, directory)) throw notAFile(path)
  return real
}

/** Throws for a link that belongs to anyone but root, this user, or the owner of the file to which it leads. */
export function assertTrusted(
  owners: readonly number[],
  file: Stats | undefined,
  path: string,
): void {
  const user = process.geteuid?.()
  if (user === undefined || owners.every((owner) => [0, user, file?.uid].includes(owner))) return
  const message =
    'another user made a symbolic link on the way to this file: remove the link, or choose the file that it leads to'
  throw fileError('untrusted-link', message, path)
}

function realpath(directory: string, path: string): string {
  return textFrom(systemRealpath(directory, { encoding: 'buffer' }), path)
}

/** Decodes the name of a file, which may be any bytes. */
function textFrom(name: Buffer, path: string): string {
  const text = name.toString()
  if (!Buffer.from(text).equals(name)) {
    throw fileError('not-a-file', 'a name in this path is not UTF-8: choose another path', path)
  }
  return text
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path): BigIntStats | undefined =>
    statSync(path, { bigint: true, throwIfNoEntry: false }),
  )
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev
}

/** Returns the path of a file that was just read, after links. Bytes that are not UTF-8 are replaced. */
export function realPathOf(path: string): string {
  try {
    return systemRealpath(path)
  } catch (error) {
    // It was removed in the meantime.
    if (codeOf(error) === 'ENOENT') return path
    throw error
  }
}
