import assert from 'node:assert/strict'
import fc from 'fast-check'
import { lex } from '../../src/core.ts'
import { headOf, lexSection, ordinaryNameOf } from '../../src/fast-path.ts'
import { nameOf, splitSections } from '../../src/parser.ts'
import { anyTexts, netrcTexts } from '../support/arbitraries.ts'
import { lexByTheRules } from '../support/reference-lexer.ts'
import type { Properties } from './properties.ts'

/** Generates mostly the ordinary pieces, sometimes others. */
function mostly(ordinary: readonly string[], ...others: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...ordinary) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  )
}

/** Entries that are ordinary, or almost. */
const ordinaryEntries = fc
  .tuple(
    mostly(['machine '], 'machine  ', 'machine\t', 'machine\n', 'Machine '),
    mostly(['a.example', '#a', 'login', 'a"b'], '"a b"'),
    fc.array(
      fc
        .tuple(
          mostly([' ', '\n  ', '\n', ' '.repeat(8), ' '.repeat(9)], '\n\t', '\r\n  ', '\n\n'),
          mostly(['login', 'password', 'account'], 'user', 'LOGIN', 'port', '# login'),
          mostly([' '], '  ', '\n', '\t'),
          mostly(['s3cret', '#s3cret', 'machine', 'p"w'], '"s3cret"', ''),
        )
        .map((words) => words.join('')),
      { maxLength: 4 },
    ),
    mostly(['', '\n', '\n\n'], '\n\n\n', ' ', '\r\n', '\n# note\n', ' # note\n'),
  )
  .map(([keyword, name, fields, end]) => keyword + name + fields.join('') + end)

/** The lexer follows the rules. */
export const lexing: Properties = {
  'a text has the tokens that the rules give it': fc.property(anyTexts, (text) => {
    expectTokensByTheRules(text)
  }),
  'the fast path finds what the lexer finds': fc.property(
    fc.oneof(netrcTexts, ordinaryEntries),
    (text) => expectFastPathToAgree(text),
  ),
}

/** Compares the fast path with the lexer, section by section. */
export function expectFastPathToAgree(text: string): void {
  for (const section of splitSections(text).slice(1)) {
    const tokens = lex(section)
    assert.deepEqual(lexSection(section), tokens)
    assert.equal(ordinaryNameOf(section) ?? nameOf(tokens), nameOf(tokens))
    assert.deepEqual(headOf(section), tokens[0])
  }
}

/** Compares the kinds and the texts of the tokens. */
export function expectTokensByTheRules(text: string): void {
  assert.deepEqual(
    lex(text).map(({ kind, text }) => ({ kind, text })),
    lexByTheRules(text),
  )
}
