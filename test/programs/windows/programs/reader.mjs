import { writeSync } from 'node:fs'
import { readNetrcSync } from '../../../../dist/index.js'

// Reads until it is killed, and says each time that the last machine was not there: `reader.mjs FILE`.

const [path] = process.argv.slice(2)
writeSync(1, 'reading\n')
for (;;) {
  if (!readNetrcSync({ path }).has('last.example')) writeSync(1, 'torn\n')
}
