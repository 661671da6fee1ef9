import fc from 'fast-check'
import { test } from 'vitest'
import { type Properties, RUNS } from '../properties/properties.ts'

/** Defines a test for each property. The seed is fixed, so a test gives the same result each time; `npm run fuzz` tries more. */
export function testProperties(properties: Properties): void {
  for (const [sentence, property] of Object.entries(properties)) {
    test(sentence, () => {
      fc.assert(property, { numRuns: RUNS, seed: 1 })
    })
  }
}
