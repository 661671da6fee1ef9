import type { Options } from 'tsup'

const options: Options = {
  entry: ['src/index.ts', 'src/core.ts', 'src/check.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  // Node's modules stay external, with the `node:` prefix; the core imports none.
  platform: 'neutral',
  external: [/^node:/],
  removeNodeProtocol: false,
  clean: true,
  silent: true,
  // tsup's type bundler sets `baseUrl`, which TypeScript 6 reports as deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
}

export default options
