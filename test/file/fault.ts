import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { onTestFinished } from 'vitest'

// Faults that a disk cannot be asked for.

type CallName =
  | 'accessSync'
  | 'chmodSync'
  | 'fchmodSync'
  | 'fchownSync'
  | 'fsyncSync'
  | 'ftruncateSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'readSync'
  | 'renameSync'
  | 'writeSync'

/** Until the test ends, `node:fs` has another function of this name; the real one is returned. */
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

/** What the system throws. */
export function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: ${syscall}`), { code, syscall })
}
