import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The tests that Stryker runs on each mutant: sentences with whole texts, in one process, none of them slow. */
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
