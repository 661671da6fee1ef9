import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfigFnObject } from 'vitest/config'

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const HARD = 'test/**/*.hard.test.ts'
const WINDOWS = 'test/programs/windows.hard.test.ts'

/** `vitest run` runs all but the hard tests; `--mode hard` runs those, and `--mode windows` the one that is a run of its own. */
const config: ViteUserConfigFnObject = defineConfig(({ mode }) => {
  const include = { hard: HARD, windows: WINDOWS }[mode] ?? 'test/**/*.test.ts'
  const inCI = Boolean(process.env.CI)
  return {
    resolve: {
      alias: [
        { find: /^lossless-netrc$/, replacement: fromRoot('src/index.ts') },
        { find: /^lossless-netrc\/core$/, replacement: fromRoot('src/core.ts') },
      ],
    },
    test: {
      include: [include],
      exclude: ['**/node_modules/**', ...({ hard: [WINDOWS], windows: [] }[mode] ?? [HARD])],
      // Real programs run in the tests.
      testTimeout: 30_000,
      hookTimeout: 30_000,
      // .ci/run counts what the reports say.
      reporters: inCI ? ['default', 'json'] : ['default'],
      outputFile: { json: `reports/${mode}.json` },
      coverage: {
        include: ['src/**/*.ts'],
        reportOnFailure: true,
        reporter: ['text', 'html'],
        thresholds: { 'src/*.ts': { branches: 98 }, 'src/file/*.ts': { branches: 90 } },
      },
    },
  }
})

export default config
