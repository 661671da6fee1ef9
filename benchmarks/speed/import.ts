import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Module, modules } from './modules.ts'
import type { ImportRow } from './rows.ts'
import { inTurn, median, milliseconds } from './timing.ts'

/** Measures what importing the core, the whole package, and each peer adds to a process that does nothing else. */
export function measureImport(quick: boolean): ImportRow[] {
  const directory = mkdtempSync(join(tmpdir(), 'netrc-bench-'))
  try {
    return modules.map((module) => measureModule(module, directory, quick ? 15 : 41))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function measureModule(
  { name, format, path }: Module,
  directory: string,
  pairs: number,
): ImportRow {
  const [extension, statement] =
    format === 'ESM'
      ? ['mjs', `import ${JSON.stringify(pathToFileURL(path).href)}\n`]
      : ['cjs', `require(${JSON.stringify(path)})\n`]
  const programOf = (title: string, text: string) => {
    const program = join(directory, `${title}.${extension}`)
    writeFileSync(program, text)
    run(program)
    return { program, times: [] as number[] }
  }
  const bare = programOf('bare', '')
  const importing = programOf('importing', statement)
  for (let pair = 0; pair < pairs; pair++) {
    // Alternate, because the machine may be warmer for the second of two.
    for (const { program, times } of inTurn([bare, importing], pair)) times.push(run(program))
  }
  const differences = importing.times.map((time, pair) => time - (bare.times[pair] ?? Number.NaN))
  return { module: name, format, pairs, bare: median(bare.times), added: median(differences) }
}

function run(path: string): number {
  return milliseconds(() => {
    const env = { ...process.env, NODE_OPTIONS: '' }
    const { status } = spawnSync(process.execPath, [path], { stdio: 'ignore', env })
    if (status !== 0) throw new Error(`${path} ended with ${status}`)
  })
}
