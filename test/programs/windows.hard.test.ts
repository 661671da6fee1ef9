import { readdirSync } from 'node:fs'
import { describe, test } from 'vitest'
import { hasWine, makeWindows, NODE_VERSIONS, type Result } from './windows/wine.ts'

// Runs the tests of test/programs/windows with `node:test` on the built package, on Windows builds of Node under Wine.
// On a real Windows: `node --test test/programs/windows/*.test.mjs`.

const files = readdirSync(new URL('./windows', import.meta.url)).filter((name) =>
  name.endsWith('.test.mjs'),
)
const reason = 'not installed: wine64'

if (hasWine) {
  // The names of the tests are only known once they have run.
  const suites = await runAll()
  for (const [title, results] of suites) describe(title, () => results.forEach(report))
} else if (process.env.CI === 'true') {
  test('Windows: finds its programs', () => {
    throw new Error(reason)
  })
} else {
  test.skip(`Windows (skipped, ${reason})`)
}

async function runAll(): Promise<[title: string, results: readonly Result[]][]> {
  const windows = await makeWindows()
  try {
    const suites: [string, Promise<readonly Result[]>][] = []
    for (const version of NODE_VERSIONS)
      for (const file of files)
        suites.push([`Windows, Node ${version}: ${file}`, windows.test(version, file)])
    return await Promise.all(suites.map(async ([title, results]) => [title, await results]))
  } finally {
    await windows.remove()
  }
}

function report({ name, passed, details }: Result): void {
  test(name, () => {
    if (!passed) throw new Error(details)
  })
}
