import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadCorpus } from '../../tools/corpus.ts'
import { measureDisk } from '../disk/measure.ts'
import { fromHere, missingPeers } from '../peers/peers.ts'
import { differences, writePages } from '../report/pages.ts'
import { measure } from './measure.ts'

// `npm run compare` measures, and writes the results and the pages. `npm run compare -- --check` measures, and fails if
// the stored results differ.

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const missing = missingPeers()
if (missing.length > 0) throw new Error(`not installed: ${missing.join(', ')}`)

const textOf = (results: unknown) => `${JSON.stringify(results, undefined, 2)}\n`
const measured = new Map([
  ['fidelity/results.json', textOf(await measure(loadCorpus()))],
  ['disk/results.json', textOf(await measureDisk())],
])
if (values.check) {
  const stale = [...measured].flatMap(([path, text]) =>
    differences(path, readFileSync(fromHere(path), 'utf8'), text),
  )
  if (stale.length === 0) process.stdout.write('the comparison is current\n')
  else {
    process.stderr.write(`${stale.join('\n')}\nnot current: run \`npm run compare\`\n`)
    process.exitCode = 1
  }
} else {
  for (const [path, text] of measured) writeFileSync(fromHere(path), text)
  writePages()
}
