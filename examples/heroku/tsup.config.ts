import type { Options } from 'tsup'

/** Bundles the library's source, so nothing else has to be built first. */
const options: Options = {
  entry: ['examples/heroku/main.ts'],
  outDir: 'examples/heroku/dist',
  format: 'esm',
  noExternal: ['lossless-netrc'],
  silent: true,
}
export default options
