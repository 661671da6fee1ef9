// `node --require swap.cjs` runs the Heroku CLI with netrc-parser.cjs instead of its own.
const Module = require('node:module')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')

const SWAPPED = {
  'netrc-parser': join(__dirname, 'netrc-parser.cjs'),
  // As if the CLI had it as a dependency.
  'lossless-netrc': join(__dirname, '..', '..', '..', '..', 'dist', 'index.cjs'),
}

const { _resolveFilename } = Module
Module._resolveFilename = function (request, ...rest) {
  return SWAPPED[request] ?? _resolveFilename.call(this, request, ...rest)
}

Module.register('./swap.mjs', pathToFileURL(__filename))
