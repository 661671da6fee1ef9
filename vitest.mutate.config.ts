import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The tests that Stryker runs on each mutant: sentences with whole texts, in one process, none of them slow. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: [
      'test/core/{bytes,corpus,diagnostics,document,document-*,errors,layout}.test.ts',
      'test/core/{lexer,reading,serializer,syntax,value}.test.ts',
      'test/core/edits/*.test.ts',
      'test/file/{credentials,path,resolve-links,system-error,write,write-*}.test.ts',
    ],
  },
})

export default config
