// For what is imported, not required: `heroku@11` has its netrc code in a module of its own.
const SWAPPED = /(^|\/)netrc-parser(\.js)?$/
const url = new URL('netrc-parser.cjs', import.meta.url).href

export const resolve = (specifier, context, next) =>
  SWAPPED.test(specifier)
    ? { url, format: 'commonjs', shortCircuit: true }
    : next(specifier, context)
