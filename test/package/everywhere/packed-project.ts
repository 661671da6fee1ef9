import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPacked } from '../../support/packed-package.ts'

// What a user has: a project with the packed tarball installed, and programs.

const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url))

/** The folder in which the runtimes, compilers and bundlers are installed, from the lock file next to it. */
export const INSTALLED: string = fileURLToPath(new URL('node_modules', import.meta.url))

/** Returns a message for each of these files of `INSTALLED` that is missing. */
export function missing(paths: readonly string[]): string[] {
  const absent = paths.filter((path) => !existsSync(join(INSTALLED, path)))
  return absent.length === 0
    ? []
    : [...absent, 'see npm ci --prefix test/package/everywhere --ignore-scripts']
}

/** A project in a temporary folder. */
export interface PackedProject {
  readonly folder: string
  remove(): void
}

/** Makes a project with the package, as it would be published, and the programs of `test/package/everywhere/programs`. */
export function makePackedProject(): PackedProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lossless-netrc-everywhere-')))
  installPacked(folder)
  cpSync(PROGRAMS, folder, { recursive: true })
  const remove = (): void => {
    // A browser that was killed may still write new files for a moment, which the retries of `rmSync` itself do not see.
    for (let attempt = 1; ; attempt++) {
      try {
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
        return
      } catch (error) {
        if (attempt === 9) throw error
      }
    }
  }
  return { folder, remove }
}
