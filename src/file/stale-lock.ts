import {
  type BigIntStats,
  lstatSync,
  readdirSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf, MAX_BYTES } from './failure.ts'
import { isSharingViolation } from './write.ts'

// A lock that another process holds, or held: what shows that it is alive, and how it is broken.

/** The name of a temporary file. If its content is being written over a file, that file's inode is in the name. */
const OWN_NAME = /^[0-9a-f]{16}(?:\.(\d+)\.in-place)?$/
/** How many names may be in a lock of this library: there is one, or a few that broken locks left. */
const MAX_NAMES = 100
/** The system's codes for a directory in which nothing can be removed. */
const NO_REMOVE_CODES: readonly unknown[] = ['EACCES', 'EROFS']

/** What a lock looks like to a process that waits for it. */
export interface LockLook {
  /** What is in it; `undefined` if it cannot be listed, for example because root left it. */
  readonly names: readonly string[] | undefined
  /** Changes while its holder is alive. */
  readonly signs: string
  /** `true` if this user may empty it: it is the user's own, and contains only what this library puts there. */
  readonly isOwn: boolean
  /** `true` if the content in it is being written over the file. */
  readonly isUnfinished: boolean
}

/** Looks at a lock; returns `undefined` if it is gone, not a directory, or may not be looked at. */
export function lookAt(path: string): LockLook | undefined {
  try {
    return look(path)
  } catch {
    return undefined
  }
}

function look(path: string): LockLook | undefined {
  const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  if (!stats?.isDirectory()) return undefined
  const names = namesIn(path)
  const files = names?.slice(0, MAX_NAMES).map((name) => {
    const file = lstatSync(join(path, name), { bigint: true, throwIfNoEntry: false })
    return { isOwn: isOwn(name, file), sign: `${name} ${file?.size} ${file?.mtimeNs}` }
  })
  const signs = [stats.ino, stats.mtimeNs, ...(files ?? []).map(({ sign }) => sign)].join()
  const areOwn = files?.length === names?.length && files?.every((file) => file.isOwn)
  const isUnfinished = names?.some((name) => inodeIn(name) !== undefined) === true
  return { names, signs, isOwn: isOfThisUser(stats.uid) && areOwn === true, isUnfinished }
}

/** Returns `true` for a name of this library. If its content may have to be written over a file, it must be this user's. */
function isOwn(name: string, file: BigIntStats | undefined): boolean {
  if (!OWN_NAME.test(name)) return false
  if (inodeIn(name) === undefined) return true
  if (!file?.isFile() || file.nlink !== 1n || file.size > MAX_BYTES) return false
  return isOfThisUser(file.uid)
}

/** Returns the end of the name of a temporary file that is being written over this file. */
export function inPlaceSuffix({ ino }: Stats): string {
  return `.${ino}.in-place`
}

/** Returns the inode of the file over which a temporary file is being written. */
function inodeIn(name: string): string | undefined {
  const [, inode] = OWN_NAME.exec(name) ?? []
  return inode
}

function isOfThisUser(owner: bigint | undefined): boolean {
  const user = process.geteuid?.()
  return user === undefined || owner === BigInt(user)
}

/**
 * Finishes what a dead holder began to write over the file of this inode. `content` is the path of the whole new content.
 * Returns `false` if another file is there by now.
 */
export type FinishInPlace = (content: string, inode: string) => boolean

/**
 * Breaks a lock that looked like this: empties it if it is this user's own; otherwise renames it, with what is in it.
 *
 * @throws the system's error if the lock's directory does not permit that, or what was begun cannot be finished.
 */
export function breakLock(path: string, look: LockLook, finishInPlace: FinishInPlace): void {
  const names = look.names ?? []
  let canBeEmptied = look.isOwn
  for (const name of look.isOwn ? names : []) {
    const inode = inodeIn(name)
    if (inode === undefined) continue
    const content = claim(path, name)
    // Another process has it, and finishes the job.
    if (content === undefined) return
    if (!finishInPlace(content, inode)) canBeEmptied = false
    else if (!remove(content)) return
  }
  try {
    if (canBeEmptied && names.every((name) => remove(join(path, name)))) rmdirSync(path)
    else putAside(path)
  } catch (error) {
    // Any other failure may be temporary: the holder may be alive after all, or another process has broken the lock.
    if (NO_REMOVE_CODES.includes(codeOf(error)) && !isSharingViolation(error)) throw error
  }
}

/** Gives a file in a lock another name, so only one process can have it; returns its path, or `undefined` if it is gone. */
function claim(path: string, name: string): string | undefined {
  const claimed = join(path, randomName() + name.slice(name.indexOf('.')))
  try {
    renameSync(join(path, name), claimed)
    return claimed
  } catch {
    return undefined
  }
}

/** Renames a lock, so it is no longer a lock. */
function putAside(path: string): void {
  const end = randomName()
  try {
    renameSync(path, `${path}.${end}`)
  } catch (error) {
    if (codeOf(error) !== 'ENAMETOOLONG') throw error
    renameSync(path, join(dirname(path), `.lossless-netrc.${end}`))
  }
}

/** Removes a file, if it is not already gone; returns `false` if that is not possible. */
function remove(file: string): boolean {
  try {
    unlinkSync(file)
    return true
  } catch (error) {
    return codeOf(error) === 'ENOENT'
  }
}

/** Returns 16 hexadecimal digits. Uses the global `crypto`, since importing the module would take milliseconds. */
export function randomName(): string {
  return Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(8))).toString('hex')
}

/** Lists a directory; returns `undefined` if that is not allowed. */
function namesIn(directory: string): string[] | undefined {
  try {
    return readdirSync(directory).sort()
  } catch (error) {
    return codeOf(error) === 'EACCES' ? undefined : []
  }
}
