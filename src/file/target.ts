import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { NetrcError } from '../errors.ts'

const MOST_LINKS = 40

/** The file that a path means: links are followed by hand, so that one whose target is missing leads there too. */
export function resolveTarget(path: string): string {
  let target = resolve(path)
  for (let links = 0; links <= MOST_LINKS; links++) {
    // A link is relative to the directory in which it really stands.
    target = join(realpathSync(dirname(target)), basename(target))
    const stats = lstatSync(target, { throwIfNoEntry: false })
    if (!stats?.isSymbolicLink()) return target
    target = resolve(dirname(target), readlinkSync(target))
  }
  throw new NetrcError('too-many-links', 'too many symbolic links, or a loop of them', { path })
}
