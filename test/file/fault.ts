import fs, { realpathSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename, dirname } from 'node:path'
import { onTestFinished } from 'vitest'

// Faults that cannot be caused on a real disk.

type CallName =
  | 'accessSync'
  | 'chmodSync'
  | 'fchmodSync'
  | 'fchownSync'
  | 'fsyncSync'
  | 'ftruncateSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'readSync'
  | 'readlinkSync'
  | 'renameSync'
  | 'writeSync'

/** Replaces a function of `node:fs` until the test ends, and returns the real one. */
export function replaceCall<Name extends CallName>(
  name: Name,
  call: (...parameters: never[]) => unknown,
): (typeof fs)[Name] {
  const real = fs[name]
  const put = (value: unknown): void => {
    Object.assign(fs, { [name]: value })
    syncBuiltinESMExports()
  }
  put(call)
  onTestFinished(() => put(real))
  return real
}

/** Returns `true` if a call was given this path, perhaps by way of a directory that is held. */
export function isPathOf(given: unknown, path: string): boolean {
  if (typeof given !== 'string' || basename(given) !== basename(path)) return false
  return realpathSync(dirname(given)) === realpathSync(dirname(path))
}

/** Makes an error like those of the system. */
export function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: ${syscall}`), { code, syscall })
}
