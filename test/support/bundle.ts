import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'

/** Bundles each script with the library, so that plain Node can run it. Returns the paths in the same order. */
export async function bundle(scripts: readonly URL[], directory: string): Promise<string[]> {
  const entry = scripts.map((script) => fileURLToPath(script))
  await build({
    entry,
    outDir: directory,
    outExtension: () => ({ js: '.mjs' }),
    format: ['esm'],
    target: 'node20',
    config: false,
    silent: true,
  })
  return entry.map((path) => join(directory, `${basename(path, '.ts')}.mjs`))
}
