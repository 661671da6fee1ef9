import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, sep } from 'node:path'
import { NetrcError } from '../errors.ts'

const MOST_LINKS = 40
/** As the kernel does it, but on Windows (test/windows): the other form takes a `..` behind a link for the directory that the link stands in. */
const realpath = process.platform === 'win32' ? realpathSync : realpathSync.native

/** The file that a path means: links are followed by hand, so that one whose target is missing leads there too. */
export function resolveTarget(path: string): string {
  let target = isAbsolute(path) ? path : `${process.cwd()}${sep}${path}`
  for (let links = 0; links <= MOST_LINKS; links++) {
    const name = basename(target)
    if (name === '' || name === '.' || name === '..') return realpath(target)
    const directory = realpath(dirname(target))
    target = join(directory, name)
    if (!lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) return target
    const next = readlinkSync(target)
    // Not put in order: what `..` means, the directories before it decide.
    target = isAbsolute(next) ? next : `${directory}${sep}${next}`
  }
  throw new NetrcError('too-many-links', 'too many symbolic links, or a loop of them', { path })
}
