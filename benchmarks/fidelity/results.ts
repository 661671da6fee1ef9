import type { Operation } from './operations.ts'
import type { Trial } from './trial.ts'
import type { Verdict } from './verdict.ts'

/** What came of an operation: a verdict, or why there is none. */
export type Outcome = Verdict | 'cannot' | 'does not apply'

/** A file that shows a verdict. */
export interface Example extends Trial {
  readonly peer: string
  readonly operation: Operation
  readonly fixture: string
}

/** As many lines as an example has, if there is one that short. */
export const FEW_LINES = 5

/** The content of results.json: no time and no date, so that the same programs give the same. */
export interface Results {
  /** The version of each peer, in the order of the tables. */
  readonly versions: Readonly<Record<string, string>>
  /** What the letters mean. */
  readonly letters: Readonly<Record<Outcome, string>>
  /** By file: for each peer a word, in the order of `versions`, with a letter for each operation. */
  readonly outcomes: Readonly<Record<string, string>>
  /** What each verdict looks like, in the order of the verdicts. */
  readonly examples: readonly Example[]
}

/** How results.json writes an outcome. */
export const LETTERS: Readonly<Record<Outcome, string>> = {
  exact: 'E',
  'other blanks only': 'B',
  reordered: 'O',
  'lost or invented words': 'L',
  'wrong value': 'W',
  refused: 'R',
  hangs: 'H',
  cannot: '-',
  'does not apply': '.',
}
