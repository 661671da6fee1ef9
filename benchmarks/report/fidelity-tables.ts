import type { Fixture } from '../../tools/corpus.ts'
import type { DiskResults } from '../disk/measure.ts'
import type { Scenario } from '../disk/scenarios.ts'
import { isLoss } from '../disk/verdicts.ts'
import { type Comparison, isSound, shareOf } from '../fidelity/counts.ts'
import { GROUPS, groupOf } from '../fidelity/groups.ts'
import { OPERATIONS, type Operation } from '../fidelity/operations.ts'
import type { Verdict } from '../fidelity/verdict.ts'
import { OURS, PEERS, type Peer } from '../peers/peers.ts'
import type { Table } from './table.ts'

// The tables with the results of `npm run compare`, for docs/comparison.md and the README.

/** The titles of the operations in the tables. */
export const OPERATION_TITLES: Readonly<Record<Operation, string>> = {
  read: 'read',
  write: 'write back',
  change: 'change a password',
  add: 'add a machine',
  remove: 'remove one',
}

const EDITS = OPERATIONS.filter((operation) => operation !== 'read')
/** The verdicts that lose no word or value. */
const KEPT: readonly Verdict[] = ['exact', 'other blanks only', 'reordered']

/** Returns the title of a peer on the page, with the measured version; this library has none. */
export function versionedTitle({ results }: Comparison, { name, title }: Peer): string {
  return name === OURS ? title : `${title} ${results.versions[name]}`
}

/** Restricts a comparison to some files. */
export function filesThat(comparison: Comparison, belongs: (file: Fixture) => boolean): Comparison {
  return { ...comparison, corpus: comparison.corpus.filter(belongs) }
}

/** Counts the files with one of some verdicts: a line for each peer, a column for each operation. */
function shareTable(
  comparison: Comparison,
  operations: readonly Operation[],
  verdicts: readonly Verdict[],
): Table {
  return {
    head: ['', ...operations.map((operation) => OPERATION_TITLES[operation])],
    rows: PEERS.map((peer) => [
      versionedTitle(comparison, peer),
      ...operations.map((operation) => shareOf(comparison, peer.name, operation, verdicts).text),
    ]),
  }
}

/** Counts the exact files of those that belong. */
export function exactTable(comparison: Comparison, belongs: (file: Fixture) => boolean): Table {
  return shareTable(filesThat(comparison, belongs), OPERATIONS, ['exact'])
}

/** Counts the files with nothing wrong that keep every word and value. */
export function keptTable(comparison: Comparison): Table {
  return shareTable(filesThat(comparison, isSound), EDITS, KEPT)
}

/** Counts the files of each group that are exact after a password is changed. */
export function groupTable(comparison: Comparison): Table {
  const writers = PEERS.filter(({ operations }) => operations.includes('change'))
  const rows = Object.entries(GROUPS).flatMap(([group, title]) => {
    const part = filesThat(comparison, (file) => isSound(file) && groupOf(file) === group)
    const shares = writers.map(({ name }) => shareOf(part, name, 'change', ['exact']))
    const all = shares[0]?.all ?? 0
    return all === 0 ? [] : [[title, `${all}`, ...shares.map(({ files }) => `${files}`)]]
  })
  return { head: ['', 'files', ...writers.map(({ title }) => title)], rows }
}

/** Shows the results of each saver in some scenarios, with losses in bold. */
export function scenarioTable({ rows }: DiskResults, scenarios: readonly Scenario[]): Table {
  const cell = (verdict = '') => (isLoss(verdict) ? `**${verdict}**` : verdict)
  return {
    head: ['', ...scenarios.map(({ name }) => name)],
    rows: rows.map(({ title, findings }) => [
      title,
      ...scenarios.map(({ name }) => cell(findings[name]?.verdict)),
    ]),
  }
}
