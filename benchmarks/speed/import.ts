import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Module, modules } from './modules.ts'
import type { ImportRow } from './rows.ts'
import { median, milliseconds } from './timing.ts'

/** What importing the core, the whole package, and each peer adds to a process that does nothing else. */
export function measureImport(quick: boolean): ImportRow[] {
  const pairs = quick ? 15 : 41
  const directory = mkdtempSync(join(tmpdir(), 'netrc-bench-'))
  try {
    return modules.map((module) => measureModule(module, directory, pairs))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function measureModule(module: Module, directory: string, pairs: number): ImportRow {
  const { name, format, path } = module
  const [extension, statement] =
    format === 'ESM'
      ? ['mjs', `import ${JSON.stringify(pathToFileURL(path).href)}\n`]
      : ['cjs', `require(${JSON.stringify(path)})\n`]
  const bare = write(directory, `bare.${extension}`, '')
  const importing = write(directory, `importing.${extension}`, statement)
  return { module: name, format, pairs, ...measurePairs(bare, importing, pairs) }
}

function write(directory: string, name: string, text: string): string {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}

function measurePairs(bare: string, importing: string, pairs: number) {
  const bareTimes: number[] = []
  const differences: number[] = []
  run(bare)
  run(importing)
  for (let pair = 0; pair < pairs; pair++) {
    // Each goes first in turn: the second of two may find the machine warmer.
    const first = pair % 2 === 0 ? run(bare) : run(importing)
    const second = pair % 2 === 0 ? run(importing) : run(bare)
    const [bareTime, importTime] = pair % 2 === 0 ? [first, second] : [second, first]
    bareTimes.push(bareTime)
    differences.push(importTime - bareTime)
  }
  return { bare: median(bareTimes), added: median(differences) }
}

function run(path: string): number {
  return milliseconds(() => {
    const { status } = spawnSync(process.execPath, [path], {
      stdio: 'ignore',
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    if (status !== 0) throw new Error(`${path} ended with ${status}`)
  })
}
