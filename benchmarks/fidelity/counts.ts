import type { Fixture } from './corpus.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import { LETTERS, outcomeLetter, type Results } from './results.ts'
import { VERDICTS, type Verdict } from './verdict.ts'

/** True for a file with nothing wrong. */
export function isSound({ expected }: Fixture): boolean {
  return expected.diagnostics.length === 0
}

const PLAIN = /^[\n -~]*$/

/** Orders files, the most telling example first: sound, with a machine, in plain ASCII; then the smallest. */
export function byPlainnessAndSize(one: Fixture, other: Fixture): number {
  return (
    oddnessOf(one) - oddnessOf(other) ||
    one.bytes.length - other.bytes.length ||
    (one.name < other.name ? -1 : 1)
  )
}

function oddnessOf(fixture: Fixture): number {
  if (!isSound(fixture)) return 3
  if (fixture.expected.entries.every(({ kind }) => kind !== 'machine')) return 2
  return PLAIN.test(Buffer.from(fixture.bytes).toString('latin1')) ? 0 : 1
}

/** The results beside the files that they are of. */
export interface Comparison {
  readonly results: Results
  readonly corpus: readonly Fixture[]
}

/** The files on which an operation of a peer had this verdict, the most telling example first. */
export function filesWith(
  { results, corpus }: Comparison,
  peer: string,
  operation: Operation,
  verdict: Verdict,
): Fixture[] {
  return corpus
    .filter(({ name }) => outcomeLetter(results, name, peer, operation) === LETTERS[verdict])
    .sort(byPlainnessAndSize)
}

/** How many files had these verdicts, of all that an operation applies to; a dash if the peer cannot do it. */
export function shareOf(
  { results, corpus }: Comparison,
  peer: string,
  operation: Operation,
  verdicts: readonly Verdict[],
): { readonly files: number; readonly all: number; readonly text: string } {
  const letters = corpus
    .map(({ name }) => outcomeLetter(results, name, peer, operation))
    .filter((letter) => letter !== LETTERS['does not apply'])
  const wanted = verdicts.map((verdict) => LETTERS[verdict])
  const files = letters.filter((letter) => wanted.includes(letter)).length
  const all = letters.length
  return { files, all, text: letters.includes(LETTERS.cannot) ? '—' : `${files} of ${all}` }
}

/** Says how often a peer had which verdict, in all of its operations: `exact: 9, refused: 1`. */
export function verdictCounts(comparison: Comparison, peer: string): string {
  return verdictsOf(comparison, peer)
    .map((verdict) => {
      const counts = OPERATIONS.map(
        (operation) => filesWith(comparison, peer, operation, verdict).length,
      )
      return `${verdict}: ${counts.reduce((sum, files) => sum + files, 0)}`
    })
    .join(', ')
}

/** The verdicts that a peer had for any file, in any of its operations. */
export function verdictsOf(comparison: Comparison, peer: string): Verdict[] {
  return VERDICTS.filter((verdict) =>
    OPERATIONS.some((operation) => filesWith(comparison, peer, operation, verdict).length > 0),
  )
}

/** Every verdict but `exact` of a peer, for each operation and file: the same text for peers that do the same. */
export function behaviourOf({ results, corpus }: Comparison, peer: string): string {
  return corpus
    .map(({ name }) =>
      OPERATIONS.map((operation) => outcomeLetter(results, name, peer, operation)).join(''),
    )
    .join(' ')
}
