import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'

/** Make one file of a program of this folder and the library, so that a bare Node runs it; where it is. */
export async function bundle(name: string, directory: string): Promise<string> {
  await build({
    entry: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outDir: directory,
    outExtension: () => ({ js: '.mjs' }),
    format: ['esm'],
    target: 'node20',
    config: false,
    silent: true,
  })
  return join(directory, `${name}.mjs`)
}
