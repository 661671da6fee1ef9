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

// Scratch directories for the tests, and another user.

let counter = 0
const root = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
chmodSync(root, 0o777)

/** Returns the path of a new file in a new directory that anybody may change. */
export function newPath(name = '.netrc'): string {
  const directory = mkdtempSync(join(root, `${++counter}-`))
  chmodSync(directory, 0o777)
  return join(directory, name)
}

/** Makes a new file with exactly this content and mode. */
export function newFile(content: string | Uint8Array, mode = 0o600, name = '.netrc'): string {
  const path = newPath(name)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

/** Makes a new empty file, which is open until the test ends. */
export function openNew(): { readonly path: string; readonly descriptor: number } {
  const path = newPath()
  const descriptor = openSync(path, 'wx', 0o600)
  onTestFinished(() => closeSync(descriptor))
  return { path, descriptor }
}

/** Returns the mode bits of a file. */
export function modeOf(path: string): number {
  return statSync(path).mode & 0o777
}

/** Whether a test can act as another user; it cannot in the threads of Stryker. */
export const isRoot: boolean = process.getuid?.() === 0 && isMainThread

/** A user who is neither root nor in one of its groups. */
export const nobody = 65_534

/** Does something as a user to whom nothing belongs. Only root can do this. */
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

/** Sets the umask until the test ends. */
export function withUmask(mask: number): void {
  const before = process.umask(mask)
  onTestFinished(() => {
    process.umask(before)
  })
}
