import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The tests that Stryker runs on each mutant: sentences with whole texts, in one process, none of them slow. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: [
      'test/{bytes,corpus,diagnostics,document,document-*,edit-*,errors,judge,layout}.test.ts',
      'test/{lexer,lexer-*,parser,section,serializer,syntax,tree,value}.test.ts',
      'test/edits/*.test.ts',
      'test/file/{credentials,path,system-error,target,write,write-*}.test.ts',
    ],
  },
})

export default config
