import { STARTING_FILES } from './starting-files.ts'
import { testVisits } from './web-visits.ts'

testVisits(STARTING_FILES)
