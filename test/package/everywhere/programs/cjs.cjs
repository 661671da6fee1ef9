const { readFileSync } = require('node:fs')
const { inspect } = require('node:util')
const library = require('lossless-netrc')
const core = require('lossless-netrc/core')
const { play } = require('./scenario.cjs')

import('./copy.mjs')
  .then((otherCopy) =>
    play({ library, otherCopy, core, inspect, readFile: readFileSync, folder: __dirname }),
  )
  .then((played) => console.log(JSON.stringify(played)))
