import { describe } from 'vitest'
import { locality } from './properties/locality.ts'
import { tidy } from './properties/tidy.ts'
import { testProperties } from './test-properties.ts'

describe('an edit changes one place', () => {
  testProperties(locality)
})

describe('what is new looks like what is there', () => {
  testProperties(tidy)
})
