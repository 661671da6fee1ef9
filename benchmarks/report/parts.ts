import { programs } from '../../src/check.ts'
import { type DiskResults, readDiskResults } from '../disk/results.ts'
import { type Fixture, loadCorpus } from '../fidelity/corpus.ts'
import { type Comparison, exactShare, isSound, verdictCounts } from '../fidelity/counts.ts'
import { readResults } from '../fidelity/results.ts'
import { OURS, PEERS } from '../peers/peers.ts'
import { storedResults } from '../speed/results.ts'
import type { Results } from '../speed/rows.ts'
import { speedChart } from './chart.ts'
import * as fidelity from './fidelity-tables.ts'
import { matrix, programsTable, rulesList } from './format-tables.ts'
import * as losses from './losses.ts'
import { count } from './numbers.ts'
import * as speed from './speed-tables.ts'
import { asMarkdown, distinct, type Table } from './table.ts'

/** The stored results that the pages are made from. */
export interface Stored {
  readonly speed: Results
  readonly comparison: Comparison
  readonly disk: DiskResults
}

/** Reads the stored results. */
export function readStored(): Stored {
  return {
    speed: storedResults(),
    comparison: { results: readResults(), corpus: loadCorpus() },
    disk: readDiskResults(),
  }
}

/** Returns the content of one part of a page: lines that end with a line break, or a few words inside a line. */
type Part = (stored: Stored) => string

const table =
  (tableOf: (results: Results) => Table): Part =>
  ({ speed: results }) =>
    asMarkdown(tableOf(results))
const isBroken = (file: Fixture) => !isSound(file)
const isWhole = ({ name }: Fixture) => name.startsWith('real-')
const exact =
  (belongs: (file: Fixture) => boolean): Part =>
  ({ comparison }) =>
    fidelity.exactTable(fidelity.filesThat(comparison, belongs))
const files =
  (belongs: (file: Fixture) => boolean): Part =>
  ({ comparison }) =>
    count(comparison.corpus.filter(belongs).length)

const changedExactly =
  (peer: string): Part =>
  ({ comparison }) =>
    exactShare(fidelity.filesThat(comparison, isSound), peer, 'change')
const shortly =
  (part: Part): Part =>
  (stored) =>
    part(stored).replace(/ of .*/, '')

/**
 * The parts of each page, by the name of their marks: `<!-- NAME -->` and `<!-- /NAME -->`. A new part is one row here,
 * and its two marks in the page.
 */
export const PARTS: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  'README.md': {
    exact: changedExactly(OURS),
    'exact-parser': shortly(changedExactly('netrc-parser')),
    'exact-netrc': shortly(changedExactly('netrc')),
    'race-there': ({ disk }) => count(disk.race.there),
    'race-updates': ({ disk }) => count(disk.race.updates),
    programs: () => count(programs.length),
    'change-one': ({ speed: results }) => speed.changeOne(results).time,
    'change-one-netrc': ({ speed: results }) => speed.changeOne(results).ratio,
    'core-size': ({ speed: results }) => speed.coreSize(results),
  },
  'docs/performance.md': {
    environment: table(speed.environmentTable),
    figures: table(speed.figuresTable),
    faster: table(speed.fasterTable),
    'change-one': table((results) => speed.speedTable(results, 'plain', 'change one')),
    'read-one': table((results) => speed.speedTable(results, 'plain', 'read one')),
    'read-all': table((results) => speed.speedTable(results, 'plain', 'read all')),
    'several-lines': table((results) => speed.layoutTable(results, 'several lines', 1000)),
    'one-line': table((results) => speed.layoutTable(results, 'one line', 1000)),
    curve: table(speed.curveTable),
    growth: table(speed.growthTable),
    'adversarial-texts': ({ speed: { adversarial } }) =>
      count(distinct(adversarial.map(({ text }) => text)).length),
    'adversarial-operations': ({ speed: { adversarial } }) =>
      distinct(adversarial.map(({ operation }) => operation)).join(', '),
    factors: table(speed.factorTable),
    steep: table(speed.steepTable),
    adversarial: table(speed.adversarialTable),
    'memory-entries': ({ speed: { memory } }) => count(memory[0]?.entries ?? 0),
    'memory-characters': ({ speed: { memory } }) => count(memory[0]?.charactersPerEntry ?? 0),
    memory: table(speed.memoryTable),
    'import-pairs': ({ speed: results }) => count(results.import[0]?.pairs ?? 0),
    import: table(speed.importTable),
    size: table(speed.sizeTable),
    'disk-samples': ({ speed: { disk } }) => count(disk[0]?.samples ?? 0),
    'disk-update': table((results) => speed.diskTable(results, 'update one')),
    'disk-read': table((results) => speed.diskTable(results, 'read one')),
    targets: table(speed.targetTable),
  },
  'docs/format.md': { matrix, rules: rulesList, programs: programsTable },
  'docs/comparison.md': {
    'all-files': files(() => true),
    'sound-files': files(isSound),
    'broken-files': files(isBroken),
    peers: () => count(PEERS.length - 1),
    ours: ({ comparison }) => verdictCounts(comparison, OURS),
    sound: exact(isSound),
    whole: exact(isWhole),
    broken: exact(isBroken),
    groups: ({ comparison }) => fidelity.groupTable(comparison),
    kept: ({ comparison }) => fidelity.keptTable(fidelity.filesThat(comparison, isSound)),
    'losses-by-verdict': ({ comparison }) => losses.lossesByVerdict(comparison),
    'losses-by-peer': ({ comparison }) => losses.lossesByPeer(comparison),
    dangers: ({ disk }) => fidelity.dangerTable(disk),
    'race-there': ({ disk }) => count(disk.race.there),
    'race-updates': ({ disk }) => count(disk.race.updates),
    costs: ({ disk }) => fidelity.costTable(disk),
    'losses-on-disk': ({ disk }) => losses.lossesOnDisk(disk),
  },
}

/** The files that are generated as a whole. */
export const FILES: Readonly<Record<string, Part>> = {
  'docs/charts/change-one.svg': ({ speed: results }) =>
    speedChart(results, 'change one', 'Change one password and write the text'),
}
