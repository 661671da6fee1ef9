import { writeSync } from 'node:fs'
import { updateNetrcSync } from '../../../../dist/index.js'

// An update that sleeps in its first edit, while it holds the lock: `sleeper.mjs FILE MILLISECONDS`.

const [path, milliseconds] = process.argv.slice(2)
let runs = 0
updateNetrcSync(
  (netrc) => {
    if (runs++ === 0) {
      writeSync(1, 'asleep\n')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(milliseconds))
    }
    netrc.set('sleeper.example', { login: 'ada', password: 's3cret' })
  },
  { path },
)
writeSync(1, `ran ${runs} times\n`)
