import assert from 'node:assert/strict'
import fc from 'fast-check'
import { lex, parse, serialize } from '../../src/core.ts'
import { anyBytes, anyTexts } from '../support/arbitraries.ts'
import { factsOf } from '../support/facts.ts'
import type { Properties } from './properties.ts'

/** The input comes back unchanged. */
export const roundtrip: Properties = {
  'any text comes back unchanged': fc.property(anyTexts, (text) => {
    assert.equal(String(parse(text)), text)
  }),
  'any bytes come back unchanged': fc.property(anyBytes, (bytes) => {
    assert.deepEqual(Buffer.from(parse(bytes).toBytes()), Buffer.from(bytes))
  }),
  'reading everything changes nothing': fc.property(anyTexts, (text) => {
    const netrc = parse(text)
    factsOf(netrc)
    assert.equal(String(netrc), text)
  }),
  'the tokens of any text concatenate back to it, and none is empty': fc.property(
    anyTexts,
    (text) => {
      const tokens = lex(text)
      assert.equal(serialize(tokens), text)
      assert.equal(tokens.map((token) => token.text).join(''), text)
      assert.ok(tokens.every((token) => token.text !== ''))
    },
  ),
}
