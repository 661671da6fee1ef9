import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { run, runSync } from '../../src/file/effects.ts'
import {
  type ReplaceOptions,
  type ReplaceOutcome,
  replace,
  type Transform,
} from '../../src/file/replace.ts'
import { resolveTarget } from '../../src/file/resolve-links.ts'
import { Tries } from '../../src/file/tries.ts'
import { setClock } from './clock.ts'

// Shared actions and checks for the tests of the protocol.

/** Makes a text from the current one (`undefined` if there is no file). Returns `undefined` for no change. */
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

/** Replaces a file, blocking. */
export function replaceSync(path: string, change: Change, settings: Settings = {}): ReplaceOutcome {
  return runSync(begin(path, change, { isBlocking: true, ...settings }))
}

/** Replaces a file. Other work continues while this waits. */
export function replaceLater(
  path: string,
  change: Change,
  settings: Settings = {},
): Promise<ReplaceOutcome> {
  return run(begin(path, change, settings))
}

/** Replaces a file as another program would, without the library's guard against itself. */
export function replaceAsAnother(path: string, change: Change): ReplaceOutcome {
  return replaceSync(path, change, { isBlocking: false })
}

/** Returns a change that always results in the same text. */
export function to(text: string): Change {
  return () => text
}

/** Returns the text of a file. */
export function read(path: string): string {
  return readFileSync(path, 'utf8')
}

/** Returns the path of a file's lock. */
export function lockOf(path: string): string {
  return `${path}.lossless-netrc`
}

/** Lists the names in the directory of a file, including its own. */
export function namesBeside(path: string): string[] {
  return readdirSync(dirname(path)).sort()
}

/** Returns whether the directory of a file has nothing else in it. */
export function isAlone(path: string): boolean {
  return namesBeside(path).join() === basename(path)
}

/** Returns the type and the octal mode bits, for example `directory 700`. */
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

/** Makes a lock as another process would hold it, and returns its file. */
export function holdLock(path: string): string {
  mkdirSync(lockOf(path), 0o700)
  const file = join(lockOf(path), '0123456789abcdef')
  writeFileSync(file, 'half of', { mode: 0o600 })
  return file
}

/** Makes the clock of a waiting process faster until the test ends. */
export function hurry(times: number): void {
  setClock((real) => real() * times)
}
