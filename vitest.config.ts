import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfigFnObject } from 'vitest/config'

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const WINDOWS = 'test/programs/windows.hard.test.ts'
const OTHERS = '{check,core,package,pages,programs,properties}'

/** `vitest run` runs all but the hard tests; `--mode hard` runs those, and `--mode windows` the one that has to run alone. */
const config: ViteUserConfigFnObject = defineConfig(({ mode }) => {
  const isHard = mode === 'hard' || mode === 'windows'
  const files = isHard ? '*.hard.test.ts' : '*.test.ts'
  const exclude = ['**/node_modules/**']
  if (!isHard) exclude.push('**/*.hard.test.ts')
  if (mode !== 'windows') exclude.push(WINDOWS)
  const inCI = Boolean(process.env.CI)
  return {
    resolve: {
      alias: [
        { find: /^lossless-netrc$/, replacement: fromRoot('src/index.ts') },
        { find: /^lossless-netrc\/core$/, replacement: fromRoot('src/core.ts') },
        { find: /^lossless-netrc\/check$/, replacement: fromRoot('src/check.ts') },
      ],
    },
    test: {
      projects:
        mode === 'windows'
          ? [{ extends: true, test: { name: 'windows', include: [WINDOWS], exclude } }]
          : [
              // These replace functions of Node, and each file has its own scratch directory.
              {
                extends: true,
                test: {
                  name: 'file',
                  include: [`test/file/**/${files}`],
                  exclude,
                  setupFiles: ['test/file/clock.ts'],
                },
              },
              // Without isolation: starting again for each file would take most of the time.
              {
                extends: true,
                test: {
                  name: 'others',
                  include: [`test/${OTHERS}/**/${files}`],
                  exclude,
                  isolate: isHard,
                },
              },
            ],
      // The tests mostly wait for other programs; the hard ones keep those busy, against the clock.
      ...(isHard ? {} : { maxWorkers: '100%' }),
      // Tests run real programs.
      testTimeout: 30_000,
      hookTimeout: 30_000,
      // .ci/run counts what the reports say.
      reporters: inCI ? ['default', 'json'] : ['default'],
      outputFile: { json: `reports/${mode}.json` },
      coverage: {
        include: ['src/**/*.ts'],
        reportOnFailure: true,
        reporter: ['text', 'html'],
        thresholds: {
          'src/*.ts': { branches: 98 },
          'src/check/*.ts': { branches: 98 },
          'src/file/*.ts': { branches: 90 },
        },
      },
    },
  }
})

export default config
