import { writeSync } from 'node:fs'
import { readNetrcSync } from '../../../../dist/index.js'

// Reads until it is killed, and reports each time that the last machine is missing: `reader.mjs FILE`.

const [path] = process.argv.slice(2)
writeSync(1, 'reading\n')
for (;;) {
  if (!readNetrcSync({ path }).has('last.example')) writeSync(1, 'torn\n')
}
