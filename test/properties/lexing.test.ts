import { describe, test } from 'vitest'
import { parse } from '../../src/core.ts'
import { loadCorpus } from '../../tools/corpus.ts'
import { testProperties } from '../support/test-properties.ts'
import { expectFastPathToAgree, expectTokensByTheRules, lexing } from './lexing.ts'

describe('any text', () => {
  testProperties(lexing)
})

describe('a file of the corpus has the tokens that the rules give it', () => {
  const texts = loadCorpus().map(({ name, bytes }) => ({ name, text: String(parse(bytes)) }))
  test.each(texts.filter(({ text }) => text.length < 5_000))('$name', ({ text }) => {
    expectTokensByTheRules(text)
    expectFastPathToAgree(text)
  })
})
