import assert from 'node:assert/strict'
import fc from 'fast-check'
import { lex } from '../../src/core.ts'
import { anyTexts } from '../support/arbitraries.ts'
import { lexByTheRules } from '../support/reference-lexer.ts'
import type { Properties } from './properties.ts'

/** The lexer reads what the rules say. */
export const lexing: Properties = {
  'a text has the tokens that the rules of reading give it': fc.property(anyTexts, (text) => {
    expectTokensByTheRules(text)
  }),
}

/** Compares the kinds and the texts of the tokens. */
export function expectTokensByTheRules(text: string): void {
  assert.deepEqual(
    lex(text).map(({ kind, text }) => ({ kind, text })),
    lexByTheRules(text),
  )
}
