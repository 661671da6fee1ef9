import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, sep } from 'node:path'
import { NetrcError } from '../errors.ts'

const MAX_LINKS = 40
// As the kernel does it, except on Windows (test/programs/windows): there the native form takes `link/..` for the directory that
// the link is in.
// Stryker disable next-line all: the two differ on Windows only, where test/programs/windows runs
const realpath = process.platform === 'win32' ? realpathSync : realpathSync.native

/** Finds the file that a path leads to. Links are followed by hand, so that one whose target is missing works too. */
export function resolveTarget(path: string): string {
  let target = isAbsolute(path) ? path : `${process.cwd()}${sep}${path}`
  for (let links = 0; links <= MAX_LINKS; links++) {
    const name = basename(target)
    if (name === '.' || name === '..') return realpath(target)
    const directory = realpath(dirname(target))
    target = join(directory, name)
    if (!lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) return target
    const text = readlinkSync(target)
    // Not normalised: what `..` means depends on the directories before it.
    target = isAbsolute(text) ? text : `${directory}${sep}${text}`
  }
  throw new NetrcError('too-many-links', 'too many symbolic links, or a loop of them', { path })
}
