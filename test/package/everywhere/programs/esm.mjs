import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inspect } from 'node:util'
import * as library from 'lossless-netrc'
import * as core from 'lossless-netrc/core'
import { play } from './scenario.cjs'

const otherCopy = createRequire(import.meta.url)('lossless-netrc')
const played = await play({
  library,
  otherCopy,
  core,
  inspect,
  readFile: readFileSync,
  folder: import.meta.dirname,
})
console.log(JSON.stringify(played))
