import { writeSync } from 'node:fs'
import { updateNetrc, updateNetrcSync } from '../../../src/index.ts'

// Repeatedly increments the password of one machine, and reports each completed update, until the process is killed.

/** The arguments of the process: the file, the machine, and its current count. */
export type CounterArguments = readonly [path: string, name: string, start: string]

const [path = '', name = '', start = '0'] = process.argv.slice(2)

writeSync(1, 'ready\n')
for (let count = Number(start) + 1; ; count++) {
  const update = count % 2 === 0 ? updateNetrc : updateNetrcSync
  await update((netrc) => netrc.set(name, { password: String(count) }), { path })
  writeSync(1, `done ${count}\n`)
}
