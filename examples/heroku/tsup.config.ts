import type { Options } from 'tsup'

/** The library's source goes into the bundle: nothing else has to be built before. */
const options: Options = {
  entry: ['examples/heroku/main.ts'],
  outDir: 'examples/heroku/dist',
  format: 'esm',
  noExternal: ['lossless-netrc'],
  silent: true,
}
export default options
