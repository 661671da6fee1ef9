import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { corePath } from './core.ts'
import { packagePath } from './package.ts'
import type { ImportRow } from './rows.ts'
import { median, milliseconds } from './timing.ts'

/** What importing the core, and the whole package, adds to a process that does nothing else, for each module format. */
export function measureImport(quick: boolean): ImportRow[] {
  const pairs = quick ? 15 : 41
  const directory = mkdtempSync(join(tmpdir(), 'netrc-bench-'))
  try {
    return modules.flatMap((module) => [
      measureModule(module, directory, pairs),
      ...measureCommonJs(module, directory, pairs),
    ])
  } finally {
    rmSync(directory, { recursive: true })
  }
}

interface Module {
  readonly module: ImportRow['module']
  readonly path: URL
}

const modules: readonly Module[] = [
  { module: 'core', path: corePath },
  { module: 'package', path: packagePath },
]

function measureModule({ module, path }: Module, directory: string, pairs: number): ImportRow {
  const bare = write(directory, 'bare.mjs', '')
  const importing = write(directory, 'importing.mjs', `import ${JSON.stringify(path.href)}\n`)
  return { module, format: 'ESM', pairs, ...measurePairs(bare, importing, pairs) }
}

function measureCommonJs({ module, path }: Module, directory: string, pairs: number): ImportRow[] {
  const built = fileURLToPath(path).replace(/js$/, 'cjs')
  if (!existsSync(built)) return []
  const bare = write(directory, 'bare.cjs', '')
  const requiring = write(directory, 'requiring.cjs', `require(${JSON.stringify(built)})\n`)
  return [{ module, format: 'CJS', pairs, ...measurePairs(bare, requiring, pairs) }]
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
