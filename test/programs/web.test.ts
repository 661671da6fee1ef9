import { STARTING_FILES } from './starting-files.ts'
import { testNetrcVariable, testVisits } from './web-visits.ts'

testVisits(STARTING_FILES.slice(-1))
testNetrcVariable()
