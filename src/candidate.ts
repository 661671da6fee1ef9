import type { Token } from './syntax.ts'
import { join } from './token.ts'

// What an edit proposes, as tokens.

/** One way to write an edit of adjacent sections: the tokens that they will have. */
export interface Candidate {
  /** How many tokens at the start of the first section stay. */
  readonly keep: number
  /** The tokens of each section; in the first one they come after those that stay. */
  readonly parts: readonly (readonly Token[])[]
}

/** A range of tokens, and the tokens that replace it. */
export interface Run {
  readonly start: number
  readonly end: number
  readonly tokens: readonly Token[]
}

/** Replaces runs of the tokens of a section, given in file order, by their new tokens. All of them are at `keep` or after it. */
export function replaceRuns(tokens: readonly Token[], runs: readonly Run[], keep = 0): Candidate {
  const parts: (readonly Token[])[] = []
  let at = keep
  for (const run of runs) {
    parts.push(tokens.slice(at, Math.max(at, run.start)), run.tokens)
    at = run.end
  }
  return { keep, parts: [join([...parts, tokens.slice(at)])] }
}
