import { describe } from 'vitest'
import { testProperties } from '../support/test-properties.ts'
import { locality } from './locality.ts'
import { tidy } from './tidy.ts'

describe('an edit changes one place', () => {
  testProperties(locality)
})

describe('new text looks like the existing text', () => {
  testProperties(tidy)
})
