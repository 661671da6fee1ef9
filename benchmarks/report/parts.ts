import { readFileSync } from 'node:fs'
import { programs } from '../../src/check.ts'
import { programsTable, rulesList, rulesTable } from '../../tools/check-tables.ts'
import { type Fixture, loadCorpus } from '../../tools/corpus.ts'
import type { DiskResults } from '../disk/measure.ts'
import { COSTS, DANGERS } from '../disk/scenarios.ts'
import { type Comparison, isSound, shareOf, verdictCounts } from '../fidelity/counts.ts'
import { fromHere, OURS, PEERS } from '../peers/peers.ts'
import type { Results } from '../speed/rows.ts'
import * as fidelity from './fidelity-tables.ts'
import * as losses from './losses.ts'
import { count, duration, times } from './numbers.ts'
import { coreSize, SPEED_TABLES, speedAtThousand } from './speed-tables.ts'
import { asMarkdown, distinct, type Table } from './table.ts'

/** The stored results that the pages are made from. */
export interface Stored {
  readonly speed: Results
  readonly comparison: Comparison
  readonly disk: DiskResults
}

/** Reads the stored results. */
export function readStored(): Stored {
  const read = (path: string) => JSON.parse(readFileSync(fromHere(path), 'utf8'))
  return {
    speed: read('speed/results.json'),
    comparison: { results: read('fidelity/results.json'), corpus: loadCorpus() },
    disk: read('disk/results.json'),
  }
}

/** Makes one part of a page: a table, a number, whole lines (with a final line break), or words inside a line. */
type Part = (stored: Stored) => Table | number | string

const isBroken = (file: Fixture) => !isSound(file)
const isWhole = ({ name }: Fixture) => name.startsWith('real-')
const speedTables = Object.entries(SPEED_TABLES).map(([name, tableOf]): [string, Part] => [
  name,
  ({ speed }) => tableOf(speed),
])

/** Counts the files that are exact after a password is changed. */
const changedExactly = ({ comparison }: Stored, peer: string) =>
  shareOf(fidelity.filesThat(comparison, isSound), peer, 'change', ['exact'])

/**
 * The parts of each page, by the name of their marks: `<!-- NAME -->` and `<!-- /NAME -->`. To add a part, add a row
 * here and its two marks to the page.
 */
export const PARTS: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  'README.md': {
    exact: (stored) => changedExactly(stored, OURS).text,
    'exact-parser': (stored) => changedExactly(stored, 'netrc-parser').files,
    'exact-netrc': (stored) => changedExactly(stored, 'netrc').files,
    'race-there': ({ disk }) => disk.race.there,
    'race-updates': ({ disk }) => disk.race.updates,
    programs: () => programs.length,
    'change-one': ({ speed }) =>
      duration(speedAtThousand(speed, 'change one', OURS)?.median ?? Number.NaN),
    'change-one-netrc': ({ speed }) =>
      times(speedAtThousand(speed, 'change one', 'netrc')?.ratio ?? Number.NaN),
    'core-size': ({ speed }) => coreSize(speed),
  },
  'docs/performance.md': {
    ...Object.fromEntries(speedTables),
    'adversarial-texts': ({ speed }) => distinct(speed.adversarial.map(({ text }) => text)).length,
    'adversarial-operations': ({ speed }) =>
      distinct(speed.adversarial.map(({ operation }) => operation)).join(', '),
    'memory-entries': ({ speed }) => speed.memory[0]?.entries ?? 0,
    'memory-characters': ({ speed }) => speed.memory[0]?.charactersPerEntry ?? 0,
    'import-pairs': ({ speed }) => speed.import[0]?.pairs ?? 0,
    'disk-samples': ({ speed }) => speed.disk[0]?.samples ?? 0,
  },
  'docs/format.md': { matrix: rulesTable, rules: rulesList, programs: programsTable },
  'docs/comparison.md': {
    'all-files': ({ comparison }) => comparison.corpus.length,
    'sound-files': ({ comparison }) => comparison.corpus.filter(isSound).length,
    'broken-files': ({ comparison }) => comparison.corpus.filter(isBroken).length,
    peers: () => PEERS.length - 1,
    ours: ({ comparison }) =>
      [...verdictCounts(comparison, OURS)].map((pair) => pair.join(': ')).join(', '),
    sound: ({ comparison }) => fidelity.exactTable(comparison, isSound),
    whole: ({ comparison }) => fidelity.exactTable(comparison, isWhole),
    broken: ({ comparison }) => fidelity.exactTable(comparison, isBroken),
    kept: ({ comparison }) => fidelity.keptTable(comparison),
    groups: ({ comparison }) => fidelity.groupTable(comparison),
    'losses-by-verdict': ({ comparison }) => losses.lossesByVerdict(comparison),
    'losses-by-peer': ({ comparison }) => losses.lossesByPeer(comparison),
    dangers: ({ disk }) => fidelity.scenarioTable(disk, DANGERS),
    'race-there': ({ disk }) => disk.race.there,
    'race-updates': ({ disk }) => disk.race.updates,
    costs: ({ disk }) => fidelity.scenarioTable(disk, COSTS),
    'losses-on-disk': ({ disk }) => losses.lossesOnDisk(disk),
  },
}

/** Formats a part for the page. */
export function textOfPart(part: ReturnType<Part>): string {
  if (typeof part === 'string') return part
  return typeof part === 'number' ? count(part) : asMarkdown(part)
}
