import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measureDisk, showDisk } from '../disk/measure.ts'
import { DISK_RESULTS_PATH } from '../disk/results.ts'
import { fromHere, missingPeers, PEERS, peerNamed } from '../peers/peers.ts'
import { differences, writePages } from '../report/pages.ts'
import { loadCorpus } from './corpus.ts'
import { measure } from './measure.ts'
import { applies, OPERATIONS } from './operations.ts'
import { RESULTS_PATH } from './results.ts'
import { tryOnce } from './trial.ts'

const usage = `npm run compare                                   measure, and write the results and the pages
npm run compare -- --check                        measure, and fail if the stored results are others
npm run compare -- --show PEER OPERATION FILE     one operation on one file of fixtures/, before and after
npm run compare -- --disk SAVER SCENARIO          one way to save in one scenario, before and after

peers: ${PEERS.map(({ name }) => name).join(', ')}
operations: ${OPERATIONS.join(', ')}
`

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean' },
      disk: { type: 'boolean' },
      help: { type: 'boolean' },
      show: { type: 'boolean' },
    },
  })
  const [first = '', second = '', third = ''] = positionals
  if (values.help) process.stdout.write(usage)
  else if (values.show) process.stdout.write(await show(first, second, third))
  else if (values.disk) process.stdout.write(await showDisk(first, second))
  else if (values.check) check(await measureAll())
  else {
    for (const [path, text] of await measureAll()) writeFileSync(fromHere(path), text)
    writePages()
  }
}

/** Measures everything; returns the text of each file of results. */
async function measureAll(): Promise<ReadonlyMap<string, string>> {
  const missing = missingPeers()
  if (missing.length > 0) throw new Error(`not installed: ${missing.join(', ')}`)
  const textOf = (results: unknown) => `${JSON.stringify(results, undefined, 2)}\n`
  return new Map([
    [RESULTS_PATH, textOf(await measure(loadCorpus()))],
    [DISK_RESULTS_PATH, textOf(await measureDisk())],
  ])
}

function check(measured: ReadonlyMap<string, string>): void {
  const stale = [...measured].flatMap(([path, text]) =>
    differences(path, readFileSync(fromHere(path), 'utf8'), text),
  )
  if (stale.length === 0) {
    process.stdout.write('the comparison is current\n')
    return
  }
  process.stderr.write(`${stale.join('\n')}\nnot current: run \`npm run compare\`\n`)
  process.exitCode = 1
}

async function show(peerName: string, operationName: string, fileName: string): Promise<string> {
  const peer = peerNamed(peerName)
  const operation = OPERATIONS.find((name) => name === operationName)
  const fixture = loadCorpus().find(({ name }) => name === fileName)
  if (operation === undefined) throw new Error(`no operation: ${operationName}`)
  if (fixture === undefined) throw new Error(`no file of fixtures/: ${fileName}`)
  if (!peer.operations.includes(operation)) return `${peerName} has no call for it\n`
  if (!applies(operation, fixture)) return 'it does not apply to this file\n'
  const { verdict, lines } = await tryOnce(peer, operation, fixture)
  return `${lines.join('\n')}\n\n${peerName}, ${operation}, ${fileName}: ${verdict}\n`
}
