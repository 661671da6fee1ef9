import { lstatSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from './failure.ts'
import { isSharingViolation } from './write.ts'

// A lock that somebody else holds, or held: what shows life in it, and how it is broken.

/** The name of a temporary file, and of one whose content is being written in place. */
const OWN_NAME = /^[0-9a-f]{16}(?:\.in-place)?$/
/** The end of the name of a temporary file whose content is being written in place. */
export const IN_PLACE = '.in-place'
/** How many names a lock of this library can have: it has one, or a few that broken ones left. */
const MAX_NAMES = 100
/** The system's codes for a directory in which nothing can be removed. */
const CLOSED_CODES: readonly unknown[] = ['EACCES', 'EROFS']

/** What a lock looks like to somebody who waits for it. */
export interface LockLook {
  /** What is in it; `undefined` if it cannot be listed, such as one that root left. */
  readonly names: readonly string[] | undefined
  /** What shows that its holder is alive, by being different. */
  readonly signs: string
  /** `true` if this user may empty it: it is the user's own, with nothing in it but what this library puts there. */
  readonly isOwn: boolean
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
    return { name, uid: file?.uid, sign: `${name} ${file?.size} ${file?.mtimeNs}` }
  })
  const signs = [stats.ino, stats.mtimeNs, ...(files ?? []).map(({ sign }) => sign)].join()
  const isOwn =
    isOfThisUser(stats.uid) &&
    files?.length === names?.length &&
    files?.every(
      ({ name, uid }) => OWN_NAME.test(name) && (!name.endsWith(IN_PLACE) || isOfThisUser(uid)),
    )
  return { names, signs, isOwn: isOwn === true }
}

function isOfThisUser(owner: bigint | undefined): boolean {
  const user = process.geteuid?.()
  return user === undefined || owner === BigInt(user)
}

/** Finishes what a dead holder began to write in place. `content` is the path of the whole new content. */
export type FinishInPlace = (content: string) => void

/**
 * Breaks a lock that looked like this: empties it if it is this user's own, and else renames it, with what is in it.
 *
 * @throws the system's error if the directory of the lock is closed against it, or what was begun cannot be finished.
 */
export function breakLock(path: string, look: LockLook, finishInPlace: FinishInPlace): void {
  const names = look.names ?? []
  if (look.isOwn && !names.every((name) => finish(path, name, finishInPlace))) return
  try {
    if (look.isOwn && names.every((name) => remove(join(path, name)))) rmdirSync(path)
    else renameSync(path, `${path}.${randomName()}`)
  } catch (error) {
    // Any other failure may pass: the holder may be alive after all, or somebody else has broken the lock.
    if (CLOSED_CODES.includes(codeOf(error)) && !isSharingViolation(error)) throw error
  }
}

/** Finishes what is being written in place; returns `false` if somebody else does. */
function finish(path: string, name: string, finishInPlace: FinishInPlace): boolean {
  if (!name.endsWith(IN_PLACE)) return true
  const claimed = join(path, `${randomName()}${IN_PLACE}`)
  try {
    renameSync(join(path, name), claimed)
  } catch {
    return false
  }
  finishInPlace(claimed)
  return remove(claimed)
}

/** Removes a file, unless it is already gone; returns `false` if that is not possible. */
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
