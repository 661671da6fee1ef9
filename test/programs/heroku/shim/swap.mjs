// For modules that are imported, not required: `heroku@11` has its netrc code in its own module.
const SWAPPED = /(^|\/)netrc-parser(\.js)?$/
const url = new URL('netrc-parser.cjs', import.meta.url).href

export const resolve = (specifier, context, next) =>
  SWAPPED.test(specifier)
    ? { url, format: 'commonjs', shortCircuit: true }
    : next(specifier, context)
