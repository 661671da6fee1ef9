import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { run, runSync } from '../../src/file/effects.ts'
import {
  type ReplaceOptions,
  type ReplaceOutcome,
  replace,
  type Transform,
  Tries,
} from '../../src/file/replace.ts'
import { resolveTarget } from '../../src/file/resolve-links.ts'
import { setClock } from './clock.ts'

// What the tests of the protocol do and look at.

/** A text made from the one that is there (`undefined`: no file); `undefined` if nothing is to change. */
export type Change = (before: string | undefined) => string | undefined

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString('utf8')
}

interface Settings extends Partial<Omit<ReplaceOptions, 'path' | 'tries'>> {
  /** In milliseconds. */
  readonly timeout?: number
}

function begin(path: string, change: Change, { timeout = 15_000, ...settings }: Settings) {
  const produce: Transform = (before) => {
    const after = change(textOf(before))
    return after === undefined ? undefined : Buffer.from(after)
  }
  const defaults: ReplaceOptions = {
    path,
    permissions: 'private',
    tries: new Tries(timeout),
    isBlocking: false,
  }
  return replace({ ...defaults, ...settings }, resolveTarget(path), produce)
}

/** Replace a file, blocking. */
export function replaceSync(path: string, change: Change, settings: Settings = {}): ReplaceOutcome {
  return runSync(begin(path, change, { isBlocking: true, ...settings }))
}

/** Replace a file; other work goes on while this waits. */
export function replaceLater(
  path: string,
  change: Change,
  settings: Settings = {},
): Promise<ReplaceOutcome> {
  return run(begin(path, change, settings))
}

/** As another program does: the library's own guard against itself is not asked. */
export function replaceAsAnother(path: string, change: Change): ReplaceOutcome {
  return replaceSync(path, change, { isBlocking: false })
}

/** A change to always the same text. */
export function to(text: string): Change {
  return () => text
}

/** The text of a file. */
export function read(path: string): string {
  return readFileSync(path, 'utf8')
}

/** The lock of a file. */
export function lockOf(path: string): string {
  return `${path}.lossless-netrc`
}

/** What is beside a file, and itself. */
export function namesBeside(path: string): string[] {
  return readdirSync(dirname(path)).sort()
}

/** True if nothing but the file is in its directory. */
export function isAlone(path: string): boolean {
  return namesBeside(path).join() === basename(path)
}

/** The type, and the bits of a mode in octal: `directory 700`. */
export function kindOf(path: string): string {
  const stats = lstatSync(path)
  const kinds = {
    file: stats.isFile(),
    directory: stats.isDirectory(),
    link: stats.isSymbolicLink(),
  }
  const kind = Object.entries(kinds).find(([, is]) => is)?.[0]
  return `${kind} ${(stats.mode & 0o777).toString(8)}`
}

/** A lock as another holder has it; its file. */
export function holdLock(path: string): string {
  mkdirSync(lockOf(path), 0o700)
  const file = join(lockOf(path), '0123456789abcdef')
  writeFileSync(file, 'half of', { mode: 0o600 })
  return file
}

/** Until the test ends, the clock of a waiting process goes faster. */
export function hurry(times: number): void {
  setClock((real) => real() * times)
}
