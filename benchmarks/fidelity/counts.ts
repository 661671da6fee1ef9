import type { Fixture } from '../../tools/corpus.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import { LETTERS, type Results } from './results.ts'
import { VERDICTS, type Verdict } from './verdict.ts'

/** Returns whether nothing is wrong with a file. */
export function isSound({ expected }: Fixture): boolean {
  return expected.diagnostics.length === 0
}

const PLAIN = /^[\n -~]*$/

/** Sorts the most telling example first: sound, with a machine, in plain ASCII; then the smallest. */
export function byPlainnessAndSize(one: Fixture, other: Fixture): number {
  return oddnessOf(one) - oddnessOf(other) || one.bytes.length - other.bytes.length
}

function oddnessOf(fixture: Fixture): number {
  if (!isSound(fixture)) return 3
  if (fixture.expected.entries.every(({ kind }) => kind !== 'machine')) return 2
  return PLAIN.test(Buffer.from(fixture.bytes).toString('latin1')) ? 0 : 1
}

/** The results, and the files that were compared. */
export interface Comparison {
  readonly results: Results
  readonly corpus: readonly Fixture[]
}

/** Returns the result of one operation of one peer on one file, as the letter in results.json. */
function letterOf(results: Results, file: string, peer: string, operation: Operation): string {
  const words = results.outcomes[file]?.split(' ')
  const word = words?.[Object.keys(results.versions).indexOf(peer)]
  const letter = word?.[OPERATIONS.indexOf(operation)]
  if (letter === undefined) throw new Error(`no result for ${peer} and ${file}`)
  return letter
}

/** Lists the files on which an operation of a peer had this verdict, the most telling example first. */
export function filesWith(
  { results, corpus }: Comparison,
  peer: string,
  operation: Operation,
  verdict: Verdict,
): Fixture[] {
  return corpus
    .filter(({ name }) => letterOf(results, name, peer, operation) === LETTERS[verdict])
    .sort(byPlainnessAndSize)
}

/** Counts the files with these verdicts, of all that an operation applies to. Returns a dash if the peer cannot do it. */
export function shareOf(
  { results, corpus }: Comparison,
  peer: string,
  operation: Operation,
  verdicts: readonly Verdict[],
): { readonly files: number; readonly all: number; readonly text: string } {
  const letters = corpus
    .map(({ name }) => letterOf(results, name, peer, operation))
    .filter((letter) => letter !== LETTERS['does not apply'])
  const wanted = verdicts.map((verdict) => LETTERS[verdict])
  const files = letters.filter((letter) => wanted.includes(letter)).length
  const all = letters.length
  return { files, all, text: letters.includes(LETTERS.cannot) ? '—' : `${files} of ${all}` }
}

/** Counts the verdicts of a peer in all of its operations. */
export function verdictCounts(comparison: Comparison, peer: string): Map<Verdict, number> {
  const counts = VERDICTS.map((verdict): [Verdict, number] => {
    const files = OPERATIONS.flatMap((operation) => filesWith(comparison, peer, operation, verdict))
    return [verdict, files.length]
  })
  return new Map(counts.filter(([, count]) => count > 0))
}
