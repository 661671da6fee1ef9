import type { Options } from 'tsup'

/** Bundles the library from source, so it need not be built first. */
const options: Options = {
  entry: ['examples/heroku/main.ts'],
  outDir: 'examples/heroku/dist',
  format: 'esm',
  noExternal: ['lossless-netrc'],
  silent: true,
}
export default options
