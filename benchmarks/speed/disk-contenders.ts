import { readFileSync, writeFileSync } from 'node:fs'
import { lockSync } from 'proper-lockfile'
import { sync as writeFileAtomicSync } from 'write-file-atomic'
import { readCredentialsSync, updateNetrcSync } from './package.ts'
import { netrcParser } from './peers.ts'
import type { DiskContenderName } from './rows.ts'

/** The machine to change, its password, and the next one. */
interface Change {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** Changes one password in a file. */
export interface Updater {
  readonly name: DiskContenderName
  readonly update: (path: string, change: Change) => void
}

/** Reads one password from a file, or as much of it as is in the name. */
export interface Reader {
  readonly name: DiskContenderName
  readonly read: (path: string, name: string) => unknown
}

export const updaters: readonly Updater[] = [
  {
    name: 'lossless-netrc',
    update: (path, { name, to }) => {
      updateNetrcSync((netrc) => netrc.set(name, { password: to }).kind, { path })
    },
  },
  {
    // A temporary file, one fsync, a rename; no lock, and nothing that knows the format.
    name: 'write-file-atomic',
    update: (path, change) => writeFileAtomicSync(path, replaced(path, change), { mode: 0o600 }),
  },
  {
    name: 'proper-lockfile and writeFile',
    update: (path, change) => {
      const release = lockSync(path)
      writeFileSync(path, replaced(path, change), { mode: 0o600 })
      release()
    },
  },
  {
    name: 'netrc-parser',
    update: (path, { name, to }) => {
      const file = new netrcParser.Netrc(path)
      file.loadSync()
      const machine = file.machines[name]
      if (machine) machine.password = to
      file.saveSync()
    },
  },
]

export const readers: readonly Reader[] = [
  {
    name: 'lossless-netrc',
    read: (path, name) => readCredentialsSync(name, { path })?.password,
  },
  {
    name: 'netrc-parser',
    read: (path, name) => {
      const file = new netrcParser.Netrc(path)
      file.loadSync()
      return file.machines[name]?.password
    },
  },
  { name: 'readFileSync', read: (path) => readFileSync(path) },
]

function replaced(path: string, { from, to }: Change): string {
  return readFileSync(path, 'utf8').replace(from, to)
}
