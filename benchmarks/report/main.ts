import { parseArgs } from 'node:util'
import { outdatedPages, writePages } from './pages.ts'

// `npm run pages` writes every generated page and part of a page; `npm run pages -- --check` compares them instead.

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
if (values.check) {
  const outdated = outdatedPages()
  if (outdated.length > 0) {
    process.stderr.write(`${outdated.join('\n')}\nrun "npm run pages"\n`)
    process.exitCode = 1
  }
} else writePages()
