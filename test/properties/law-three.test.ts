import fc from 'fast-check'
import { describe, test } from 'vitest'
import { parse } from '../../src/core.ts'
import { loadCorpus } from '../../tools/corpus.ts'
import { commands } from '../support/arbitraries.ts'
import { testProperties } from '../support/test-properties.ts'
import { expectLawThree, lawThree } from './law-three.ts'
import { RUNS_PER_FIXTURE } from './properties.ts'

describe('any edit', () => {
  testProperties(lawThree)
})

describe('an edit of a file of the corpus changes only the words and comments that it is about', () => {
  const texts = loadCorpus().map(({ name, bytes }) => ({ name, text: String(parse(bytes)) }))
  test.each(texts.filter(({ text }) => text.length < 5_000))('$name', ({ text }) => {
    const sequences = fc.array(commands, { minLength: 4, maxLength: 8 })
    for (const calls of fc.sample(sequences, { seed: 1, numRuns: RUNS_PER_FIXTURE })) {
      expectLawThree(text, calls)
    }
  })
})
