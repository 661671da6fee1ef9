import type { DiskResults, DiskRow } from '../disk/results.ts'
import type { Scenario } from '../disk/scenarios.ts'
import { OURS, peerNamed } from '../peers/peers.ts'
import { type Comparison, exactShare, isSound } from './counts.ts'
import { table } from './markdown.ts'
import type { Operation } from './operations.ts'

/** The markers of the README around it. */
export const README_PART = 'compare-figures'

/** The packages that most tools use, by the way to save that stands for each. */
const SHOWN = [OURS, 'netrc-parser', 'netrc', 'netrc-rw', 'ruby-netrc']

const COLUMNS: Readonly<Record<string, Operation>> = {
  'written back': 'write',
  'a password changed': 'change',
  'a machine added': 'add',
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  killed: 'crash',
  'full disk': 'full-disk',
  'two savers': 'two-savers',
}

/** The part of the README that says who keeps what. */
export function readmeTable(comparison: Comparison, disk: DiskResults): string {
  const corpus = comparison.corpus.filter(isSound)
  const rows = SHOWN.map((name) => [
    name === OURS ? `**${titleOf(name)}**` : titleOf(name),
    ...Object.values(COLUMNS).map((operation) =>
      exactShare({ ...comparison, corpus }, name, operation),
    ),
    ...Object.values(SCENARIOS).map((scenario) => rowOf(disk, name).findings[scenario].verdict),
  ])
  return `Of ${corpus.length} files without a mistake, most of them corner cases, how many came out exact: nothing changed
but what was asked for. The last three columns: what is on disk after a save that is killed, that
finds the disk full (\`refused\`: the old file, and an error), or that meets another save:

${table(['', ...Object.keys(COLUMNS), ...Object.keys(SCENARIOS)], rows)}

All ${comparison.corpus.length} files, each loss with a command that shows it, and what replacing a file costs:
[who keeps what](docs/comparison.md).
`
}

function titleOf(name: string): string {
  return peerNamed(name)?.title.replaceAll('*', '') ?? name
}

function rowOf({ rows }: DiskResults, name: string): DiskRow {
  const row = rows.find((row) => row.name === name)
  if (row === undefined) throw new Error(`${name} was not measured on disk`)
  return row
}
