import type { Operation } from './operations.ts'
import type { Trial } from './trial.ts'
import type { Verdict } from './verdict.ts'

/** The outcome of an operation: a verdict, or the reason why there is none. */
export type Outcome = Verdict | 'cannot' | 'does not apply'

/** A file that shows a verdict. */
export interface Example extends Trial {
  readonly peer: string
  readonly operation: Operation
  readonly fixture: string
}

/** The number of lines that an example should have at most. */
export const FEW_LINES = 5

/** The content of results.json, without time and date, so that the same programs give the same file. */
export interface Results {
  /** The version of each peer, in table order. */
  readonly versions: Readonly<Record<string, string>>
  /** The meaning of the letters. */
  readonly letters: Readonly<Record<Outcome, string>>
  /** By file: a word for each peer, in the order of `versions`, with a letter for each operation. */
  readonly outcomes: Readonly<Record<string, string>>
  /** Examples of each verdict, in the order of the verdicts. */
  readonly examples: readonly Example[]
}

/** The letter of each outcome in results.json. */
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
