import { describe } from 'vitest'
import { testProperties } from '../support/test-properties.ts'
import { thereAndBack } from './there-and-back.ts'

describe('there and back', () => {
  testProperties(thereAndBack)
})
