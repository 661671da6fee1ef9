import { describeWith } from '../support/programs.ts'
import { serveRepository, testLargePush, testSessions } from './git-sessions.ts'
import { STARTING_FILES } from './starting-files.ts'

describeWith(['git'], 'Git over HTTP', () => {
  serveRepository()
  testSessions(STARTING_FILES)
  testLargePush()
})
