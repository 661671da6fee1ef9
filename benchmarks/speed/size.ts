import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Module, modules } from './modules.ts'
import type { SizeRow } from './rows.ts'

/** What each package adds to a program for Node that is bundled and minified, everything it depends on included. */
export function measureSize(): Promise<SizeRow[]> {
  // Ours is bundled from its ESM; the peers have theirs as CJS.
  const bundled = modules.filter(({ name, format }, index) => {
    const first = modules.findIndex((module) => module.name === name)
    return format === 'ESM' || first === index
  })
  return Promise.all(bundled.map(measureModule))
}

async function measureModule({ name, path }: Module): Promise<SizeRow> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'error',
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  return {
    module: name,
    minified: code.length,
    gzipped: gzipSync(code, { level: 9 }).length,
    dependencies: dependenciesAmong(Object.keys(metafile.inputs)),
  }
}

/** How many packages the files are of, beside the first. */
function dependenciesAmong(files: readonly string[]): number {
  const names = files.flatMap(
    (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
  )
  return Math.max(0, new Set(names).size - 1)
}
