import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Packs the package as for publishing, and installs it in a new project in this folder. Returns the paths in the package. */
export function installPacked(folder: string): readonly string[] {
  // Fetches nothing, and leaves nothing outside of the folder.
  const options = ['--cache', join(folder, '.cache'), '--offline', '--update-notifier=false']
  const npm = (directory: string, ...parameters: readonly string[]): string =>
    execFileSync('npm', [...parameters, ...options], {
      cwd: directory,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    })
  const [report] = JSON.parse(npm(ROOT, 'pack', '--json', '--pack-destination', folder))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'scratch', private: true }))
  npm(folder, 'install', '--no-audit', '--no-fund', join(folder, report.filename))
  return report.files.map(({ path }: { readonly path: string }) => path)
}
