import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { afterAll, onTestFinished } from 'vitest'

// Directories of the tests' own, and another user.

let counter = 0
const root = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
chmodSync(root, 0o777)

/** A path of a new file in a new directory that anybody may change. */
export function newPath(name = '.netrc'): string {
  const directory = mkdtempSync(join(root, `${++counter}-`))
  chmodSync(directory, 0o777)
  return join(directory, name)
}

/** A new file of exactly this content and mode. */
export function newFile(content: string | Uint8Array, mode = 0o600, name = '.netrc'): string {
  const path = newPath(name)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

/** A new empty file, open until the test ends. */
export function openNew(): { readonly path: string; readonly descriptor: number } {
  const path = newPath()
  const descriptor = openSync(path, 'wx', 0o600)
  onTestFinished(() => closeSync(descriptor))
  return { path, descriptor }
}

/** The bits of the mode of a file. */
export function modeOf(path: string): number {
  return statSync(path).mode & 0o777
}

/** True if a test can act as another user; in the threads of Stryker it cannot. */
export const isRoot: boolean = process.getuid?.() === 0 && isMainThread

/** Somebody who is neither root nor in one of its groups. */
export const nobody = 65_534

/** Do something as a user to whom nothing belongs. Only root can. */
export async function asNobody<T>(action: () => T | Promise<T>): Promise<T> {
  process.setegid?.(nobody)
  process.seteuid?.(nobody)
  try {
    return await action()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}

/** Until the test ends, new files get no bits that are in this mask. */
export function withUmask(mask: number): void {
  const before = process.umask(mask)
  onTestFinished(() => {
    process.umask(before)
  })
}
