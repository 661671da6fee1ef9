import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { type Module, modules } from './modules.ts'
import type { ImportRow } from './rows.ts'
import { inTurn, median, milliseconds } from './timing.ts'

/** Measures what importing the core, the whole package, and each peer adds to a process that does nothing else. */
export function measureImport(quick: boolean): ImportRow[] {
  return modules.map((module) => measureModule(module, quick ? 15 : 41))
}

function measureModule({ name, format, path }: Module, pairs: number): ImportRow {
  const statement =
    format === 'ESM'
      ? `import ${JSON.stringify(pathToFileURL(path).href)}`
      : `require(${JSON.stringify(path)})`
  const bare = { code: '', times: [] as number[] }
  const importing = { code: statement, times: [] as number[] }
  run(importing.code, format)
  for (let pair = 0; pair < pairs; pair++) {
    // The second of two may find the machine warmer.
    for (const { code, times } of inTurn([bare, importing], pair)) times.push(run(code, format))
  }
  const differences = importing.times.map((time, pair) => time - (bare.times[pair] ?? Number.NaN))
  return { module: name, format, pairs, bare: median(bare.times), added: median(differences) }
}

/** Returns the milliseconds of a process that runs this code. */
function run(code: string, format: Module['format']): number {
  const type = format === 'ESM' ? 'module' : 'commonjs'
  const options = [`--input-type=${type}`, '--eval', code]
  const env = { ...process.env, NODE_OPTIONS: '' }
  return milliseconds(() => {
    const { status } = spawnSync(process.execPath, options, { stdio: 'ignore', env })
    if (status !== 0) throw new Error(`${code} ended with ${status}`)
  })
}
