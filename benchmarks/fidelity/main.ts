import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measureDisk } from '../disk/measure.ts'
import { DISK_RESULTS_PATH, diskResultsText } from '../disk/results.ts'
import { showDisk } from '../disk/show.ts'
import { fromHere, missingPeers, PEERS, type Peer, peerNamed } from '../peers/peers.ts'
import { differences, writePages } from '../report/pages.ts'
import { type Fixture, loadCorpus } from './corpus.ts'
import { exactShare } from './counts.ts'
import { measure } from './measure.ts'
import { applies, OPERATIONS } from './operations.ts'
import { RESULTS_PATH, resultsText } from './results.ts'
import { tryOnce } from './trial.ts'

const usage = `npm run compare                                   measure, and write the results and the pages
npm run compare -- --check                        measure, and fail where what is written is not current
npm run compare -- --only PEER                    measure the texts of one, and print its figures
npm run compare -- --show PEER OPERATION FILE     one operation on one file of fixtures/, before and after
npm run compare -- --disk SAVER SCENARIO          one way to save in one scenario, before and after

peers: ${PEERS.map(({ name }) => name).join(', ')}
operations: ${OPERATIONS.join(', ')}
`

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean' },
      disk: { type: 'boolean' },
      help: { type: 'boolean' },
      only: { type: 'string' },
      show: { type: 'boolean' },
    },
  })
  const [first = '', second = '', third = ''] = positionals
  if (values.help) return print(usage)
  if (values.show) return print(await show(first, second, third))
  if (values.disk) return print(await showDisk(first, second))
  if (values.only !== undefined) return print(await figuresOf(peerOr(values.only)))
  const written = await measureAll()
  return values.check ? check(written) : write(written)
}

/** Measures everything; returns the result files and their texts. */
async function measureAll(): Promise<ReadonlyMap<string, string>> {
  const missing = missingPeers()
  if (missing.length > 0) throw new Error(`not installed: ${missing.join(', ')}`)
  return new Map([
    [RESULTS_PATH, resultsText(await measure(loadCorpus()))],
    [DISK_RESULTS_PATH, diskResultsText(await measureDisk())],
  ])
}

function write(written: ReadonlyMap<string, string>): number {
  for (const [path, text] of written) writeFileSync(fromHere(path), text)
  writePages()
  return 0
}

function check(written: ReadonlyMap<string, string>): number {
  const stale = [...written].flatMap(([path, text]) =>
    differences(path, readFileSync(fromHere(path), 'utf8'), text),
  )
  if (stale.length === 0) return print('the comparison is current\n')
  process.stderr.write(`${stale.join('\n')}\nnot current: run \`npm run compare\`\n`)
  return 1
}

async function show(peerName: string, operationName: string, fileName: string): Promise<string> {
  const peer = peerOr(peerName)
  const operation = OPERATIONS.find((name) => name === operationName)
  const fixture = loadCorpus().find(({ name }) => name === fileName)
  if (operation === undefined) throw new Error(`no operation: ${operationName}`)
  if (fixture === undefined) throw new Error(`no file of fixtures/: ${fileName}`)
  if (!peer.operations.includes(operation)) return `${peerName} has no call for it\n`
  if (!applies(operation, fixture)) return 'it does not apply to this file\n'
  const { verdict, lines } = await tryOnce(peer, operation, fixture)
  return `${lines.join('\n')}\n\n${peerName}, ${operation}, ${fileName}: ${verdict}\n`
}

async function figuresOf(peer: Peer): Promise<string> {
  const corpus: readonly Fixture[] = loadCorpus()
  const results = await measure(corpus, [peer])
  return OPERATIONS.map(
    (operation) => `${operation}: exact ${exactShare({ results, corpus }, peer.name, operation)}\n`,
  ).join('')
}

function peerOr(name: string): Peer {
  const peer = peerNamed(name)
  if (peer.version() === undefined) throw new Error(`not installed: ${name}`)
  return peer
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}
