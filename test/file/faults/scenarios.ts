import { chownSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// What an update finds in its directory.

const OLD_PASSWORD = 's3cret-old'
export const NEW_PASSWORD = 's3cret-new'

/** A file to update, and its surroundings. */
export interface Scenario {
  readonly title: string
  /** The content before; `undefined` if there is no file. */
  readonly old: string | undefined
  readonly new: string
  /** Makes the file, and returns the path to update. */
  readonly lay: (directory: string) => string
  /** The names in the directory afterwards. */
  readonly names: readonly string[]
  /** The calls before the `rename`, with or without the name of a file, that may fail without a failure of the update. */
  readonly forgiven: readonly string[]
  readonly needsRoot?: boolean
  /** For a file with another process's lock: the number of calls that are the same each time. Each attempt takes a while. */
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
    // Without a lock, the edit is tried on the file as it is, and changes nothing. The mode is cleared through a descriptor
    // if possible.
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
    // Then the lock is looked at again.
    forgiven: ['readdir', 'statx'],
    callsUntilLock: 15,
  },
]

/** Returns the content at a path, or `undefined` if there is no file. */
export function contentOf(path: string): string | undefined {
  return lstatSync(path, { throwIfNoEntry: false }) && readFileSync(path, 'utf8')
}
