import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// What a user has: a project in which the packed tarball is installed, and programs beside it.

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url))

/** Where the runtimes, compilers and bundlers are installed, by the lock file beside this. */
export const INSTALLED: string = fileURLToPath(new URL('node_modules', import.meta.url))

/** What to say of these files of `INSTALLED`, where they are missing. */
export function missing(paths: readonly string[]): string[] {
  const absent = paths.filter((path) => !existsSync(join(INSTALLED, path)))
  return absent.length === 0
    ? []
    : [...absent, 'see npm ci --prefix test/everywhere --ignore-scripts']
}

/** A project in a temporary folder. */
export interface PackedProject {
  readonly folder: string
  remove(): void
}

/** Make a project with the package, as it would be published, and the programs of `test/everywhere/programs`. */
export function makePackedProject(): PackedProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lossless-netrc-everywhere-')))
  const options = ['--cache', join(folder, '.cache'), '--offline', '--update-notifier=false']
  const npm = (directory: string, ...parameters: readonly string[]): string =>
    execFileSync('npm', [...parameters, ...options], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    })
  const [report] = JSON.parse(npm(ROOT, 'pack', '--json', '--pack-destination', folder))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'scratch', private: true }))
  npm(folder, 'install', '--no-audit', '--no-fund', join(folder, report.filename))
  cpSync(PROGRAMS, folder, { recursive: true })
  // A browser that was killed may write for a moment more.
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 9 })
  return { folder, remove }
}
