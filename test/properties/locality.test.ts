import { describe } from 'vitest'
import { testProperties } from '../support/test-properties.ts'
import { locality } from './locality.ts'
import { tidy } from './tidy.ts'

describe('an edit changes one place', () => {
  testProperties(locality)
})

describe('what is new looks like what is there', () => {
  testProperties(tidy)
})
