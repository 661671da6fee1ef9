import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Module, modules } from './modules.ts'
import { coreName, packageName, type SizeRow } from './rows.ts'

/** Measures what each package, with its dependencies, adds to a bundled and minified program for Node. */
export function measureSize(): Promise<SizeRow[]> {
  // Only our ESM build is bundled.
  const isOurs = ({ name }: Module) => name === coreName || name === packageName
  const bundled = modules.filter((module) => module.format === 'ESM' || !isOurs(module))
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

/** Counts the packages that the files belong to, except the first. */
function dependenciesAmong(files: readonly string[]): number {
  const names = files.flatMap(
    (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
  )
  return Math.max(0, new Set(names).size - 1)
}
