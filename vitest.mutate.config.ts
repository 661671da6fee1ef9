import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The tests that Stryker runs on each mutant: fast ones, in one process. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: [
      'test/core/**/*.test.ts',
      'test/check/{check,rules}.test.ts',
      'test/file/{failure,path,permissions,resolve-links,write}.test.ts',
    ],
  },
})

export default config
