import { chownSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// What an update finds, in its own directory.

const OLD_PASSWORD = 's3cret-old'
export const NEW_PASSWORD = 's3cret-new'

/** A file to update, and what surrounds it. */
export interface Scenario {
  readonly title: string
  /** The content before; `undefined` if there is no file. */
  readonly old: string | undefined
  readonly new: string
  /** Make it; the path to update. */
  readonly lay: (directory: string) => string
  /** What is in the directory afterwards. */
  readonly names: readonly string[]
  /** Calls before the `rename`, with or without the name of a file, whose failure is no failure of the update. */
  readonly forgiven: readonly string[]
  readonly needsRoot?: boolean
  /** Begins with somebody's lock: only so many calls are the same each time, and each attempt takes a while. */
  readonly callsUntilLock?: number
}

const comments = '# a long comment, so that one write can be cut\n'.repeat(100)
const textWith = (password: string): string =>
  `${comments}machine a.example login me password ${password}\nmachine b.example login you\n`

const change = { old: textWith(OLD_PASSWORD), new: textWith(NEW_PASSWORD), forgiven: [] }

function write(directory: string, mode = 0o600): string {
  const path = join(directory, '.netrc')
  writeFileSync(path, change.old, { mode })
  return path
}

export const SCENARIOS: readonly Scenario[] = [
  { ...change, title: 'a changed file', lay: (directory) => write(directory), names: ['.netrc'] },
  {
    title: 'a new file',
    old: undefined,
    new: `machine a.example\n  password ${NEW_PASSWORD}\n`,
    lay: (directory) => join(directory, '.netrc'),
    names: ['.netrc'],
    forgiven: [],
  },
  {
    ...change,
    title: 'a file at the end of a link',
    lay: (directory) => {
      const path = join(directory, 'link')
      mkdirSync(join(directory, 'dotfiles'))
      write(join(directory, 'dotfiles'))
      symlinkSync('dotfiles/.netrc', path)
      return path
    },
    names: ['dotfiles', 'dotfiles/.netrc', 'link'],
  },
  {
    ...change,
    title: 'another owner’s file',
    lay: (directory) => {
      const path = write(directory)
      chownSync(path, 65534, 65534)
      return path
    },
    names: ['.netrc'],
    needsRoot: true,
  },
  {
    title: 'a file with nothing to change but its mode',
    old: textWith(NEW_PASSWORD),
    new: textWith(NEW_PASSWORD),
    lay: (directory) => {
      const path = join(directory, '.netrc')
      writeFileSync(path, textWith(NEW_PASSWORD), { mode: 0o644 })
      return path
    },
    names: ['.netrc'],
    // Without a lock the edit is tried on the file as it is, and changes nothing. The mode is cleared by a descriptor, if
    // that is possible.
    forgiven: [
      ...['mkdir', 'open', 'readdir', 'close', 'unlink', 'rmdir'],
      ...['statx .netrc.lossless-netrc', 'statx ', 'fchmod'],
    ],
  },
  {
    ...change,
    title: 'a lock that a dead process left empty',
    lay: (directory) => {
      const path = write(directory)
      mkdirSync(`${path}.lossless-netrc`, 0o700)
      return path
    },
    names: ['.netrc'],
    // Looking at the lock again does as well.
    forgiven: ['readdir', 'statx'],
    callsUntilLock: 12,
  },
]

/** The content at a path; `undefined` if there is none. */
export function contentOf(path: string): string | undefined {
  return lstatSync(path, { throwIfNoEntry: false }) && readFileSync(path, 'utf8')
}
