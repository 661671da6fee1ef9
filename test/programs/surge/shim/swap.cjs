// `node --require swap.cjs` runs surge with creds.cjs instead of its own netrc code.
const Module = require('node:module')
const { join } = require('node:path')

const OWN = join('surge', 'lib', 'util', 'creds.js')

const { _resolveFilename } = Module
Module._resolveFilename = function (request, ...rest) {
  // As if surge had it as a dependency.
  if (request === 'lossless-netrc')
    return join(__dirname, '..', '..', '..', '..', 'dist', 'index.cjs')
  const path = _resolveFilename.call(this, request, ...rest)
  return path.endsWith(OWN) ? join(__dirname, 'creds.cjs') : path
}
