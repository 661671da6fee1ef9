import { LAYOUTS } from './interop/layouts.ts'
import { testValues } from './interop/trials.ts'
import { VALUES } from './interop/values.ts'

testValues(VALUES, LAYOUTS)
