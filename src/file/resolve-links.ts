import {
  type BigIntStats,
  lstatSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { basename, dirname, isAbsolute, join, sep } from 'node:path'
import { codeOf, fileError, notAFile } from './failure.ts'

// The real file, after links.

const MAX_LINKS = 40
// As the kernel does it, except on Windows (test/programs/windows): there the native form takes `link/..` for the directory that
// the link is in.
// Stryker disable next-line all: the two differ on Windows only, where test/programs/windows runs
const realpath = process.platform === 'win32' ? realpathSync : realpathSync.native

/** The file that a path leads to. */
export interface Target {
  readonly path: string
  /** `undefined` if there is no file yet. */
  readonly stats: Stats | undefined
}

/** Returns an absolute path. It is not normalised: what `..` means depends on the directories before it. */
export function absolute(path: string): string {
  return isAbsolute(path) ? path : `${process.cwd()}${sep}${path}`
}

/**
 * Finds the file that an absolute path leads to, to be changed. Links are followed by hand, so that one whose target is
 * missing works too, and only if nobody else could have put them there.
 */
export function resolveTarget(path: string): Target {
  const owners: number[] = []
  let target = path
  for (let links = 0; links <= MAX_LINKS; links++) {
    const name = basename(target)
    if (name === '.' || name === '..') return { path: realpath(target), stats: statSync(target) }
    const directory = realpath(dirname(target))
    target = join(directory, name)
    const stats = lstatSync(target, { throwIfNoEntry: false })
    if (!stats?.isSymbolicLink()) {
      if (!owners.every((owner) => isTrusted(owner, stats))) throw untrustedLink(path)
      return { path: target, stats }
    }
    owners.push(stats.uid)
    const link = target
    const text = textOf(link, path)
    target = isAbsolute(text) ? text : `${directory}${sep}${text}`
    // A link in /proc leads to an open file, and its text is only what that was called.
    if (directory.startsWith('/proc/') && !isSameFile(link, target)) throw notAFile(path)
  }
  const message = 'too many symbolic links, or a loop of them: correct the links'
  throw fileError('too-many-links', message, path)
}

/** Returns `true` for a link of root, of this user, or of the owner of the file that it leads to. */
function isTrusted(owner: number, file: Stats | undefined): boolean {
  const user = process.geteuid?.()
  return user === undefined || owner === 0 || owner === user || owner === file?.uid
}

function untrustedLink(path: string): Error {
  const message =
    'another user made a symbolic link on the way to this file: remove the link, or choose the file that it leads to'
  return fileError('untrusted-link', message, path)
}

/** Reads the text of a link, which may be any bytes. */
function textOf(link: string, path: string): string {
  const bytes = readlinkSync(link, { encoding: 'buffer' })
  const text = bytes.toString()
  if (!Buffer.from(text).equals(bytes)) throw notAFile(path)
  return text
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path): BigIntStats | undefined =>
    statSync(path, { bigint: true, throwIfNoEntry: false }),
  )
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev
}

/** Returns the path of a file that was just read, after links. */
export function realPathOf(path: string): string {
  try {
    return realpath(path)
  } catch (error) {
    // It was removed in the meantime.
    if (codeOf(error) === 'ENOENT') return path
    throw error
  }
}
