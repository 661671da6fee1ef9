import type { DiskResults } from '../disk/results.ts'
import { COSTS, DANGERS, type Scenario } from '../disk/scenarios.ts'
import { isLoss } from '../disk/verdicts.ts'
import type { Fixture } from '../fidelity/corpus.ts'
import { type Comparison, exactShare, isSound, shareOf } from '../fidelity/counts.ts'
import { GROUPS, groupOf } from '../fidelity/groups.ts'
import { OPERATIONS, type Operation } from '../fidelity/operations.ts'
import type { Verdict } from '../fidelity/verdict.ts'
import { OURS, PEERS, peerNamed } from '../peers/peers.ts'
import { asMarkdown } from './table.ts'

// The tables of what `npm run compare` found, for docs/comparison.md and the README.

/** What the tables call the operations. */
export const OPERATION_TITLES: Readonly<Record<Operation, string>> = {
  read: 'read',
  write: 'write back',
  change: 'change a password',
  add: 'add a machine',
  remove: 'remove one',
}

/** What heads the column of a scenario. */
export const SCENARIO_TITLES: Readonly<Record<Scenario, string>> = {
  crash: 'killed',
  'full-disk': 'full disk',
  'two-savers': 'two savers',
  link: 'symbolic link',
  mode: 'mode 0644',
  'new-file': 'new file',
  'same-size': 'full disk, same size',
  'hard-link': 'hard link',
  'read-only-directory': 'read-only directory',
  'read-only-file': 'read-only file',
}

/** The verdicts under which no word or value is lost. */
const KEPT: readonly Verdict[] = ['exact', 'other blanks only', 'reordered']

/** Narrows a comparison to some files. */
export function filesThat(comparison: Comparison, belongs: (file: Fixture) => boolean): Comparison {
  return { ...comparison, corpus: comparison.corpus.filter(belongs) }
}

function nameOf({ results }: Comparison, name: string): string {
  const { title } = peerNamed(name)
  return name === OURS ? title : `${title} ${results.versions[name]}`
}

/** How many files are exact: a line for each peer, a column for each operation. */
export function exactTable(comparison: Comparison): string {
  return asMarkdown({
    head: ['', ...OPERATIONS.map((operation) => OPERATION_TITLES[operation])],
    rows: PEERS.map(({ name }) => [
      nameOf(comparison, name),
      ...OPERATIONS.map((operation) => exactShare(comparison, name, operation)),
    ]),
  })
}

/** How many files have every word and value after an edit. */
export function keptTable(comparison: Comparison): string {
  const edits = OPERATIONS.filter((operation) => operation !== 'read')
  return asMarkdown({
    head: ['', ...edits.map((operation) => OPERATION_TITLES[operation])],
    rows: PEERS.map(({ name }) => [
      nameOf(comparison, name),
      ...edits.map((operation) => {
        const share = shareOf(comparison, name, operation, KEPT)
        return share === undefined ? '—' : `${share.files} of ${share.all}`
      }),
    ]),
  })
}

/** How many files of each group are exact if a password is changed. */
export function groupTable(comparison: Comparison): string {
  const writers = PEERS.filter(({ operations }) => operations.includes('change'))
  const rows = Object.entries(GROUPS).flatMap(([group, title]) => {
    const part = filesThat(comparison, (file) => isSound(file) && groupOf(file) === group)
    const shares = writers.map(({ name }) => shareOf(part, name, 'change', ['exact']))
    const all = shares[0]?.all ?? 0
    return all === 0 ? [] : [[title, `${all}`, ...shares.map((share) => `${share?.files}`)]]
  })
  return asMarkdown({ head: ['', 'files', ...writers.map(({ title }) => title)], rows })
}

/** What became of the file of each saver in some scenarios; a loss is bold. */
function scenarioTable({ rows }: DiskResults, scenarios: readonly Scenario[]): string {
  return asMarkdown({
    head: ['', ...scenarios.map((scenario) => SCENARIO_TITLES[scenario])],
    rows: rows.map(({ title, findings }) => [
      title,
      ...scenarios.map((scenario) => {
        const { verdict } = findings[scenario]
        return isLoss(verdict) ? `**${wordsOf(verdict)}**` : verdict
      }),
    ]),
  })
}

export const dangerTable = (disk: DiskResults): string => scenarioTable(disk, DANGERS)
export const costTable = (disk: DiskResults): string => scenarioTable(disk, COSTS)

/** Says a verdict of the results as the pages have it. */
function wordsOf(verdict: string): string {
  return verdict
    .replace('cut', 'truncated')
    .replace('says so', 'with an error')
    .replace('says nothing', 'without an error')
}
