import type { Options } from 'tsup'

const options: Options = {
  entry: ['src/index.ts', 'src/core.ts', 'src/check.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  // Node's modules stay imports, spelled `node:`; the core has none of them.
  platform: 'neutral',
  external: [/^node:/],
  removeNodeProtocol: false,
  clean: true,
  silent: true,
  // The bundler of the types sets `baseUrl`, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
}

export default options
