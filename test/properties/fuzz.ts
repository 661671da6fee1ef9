import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { hostility } from './hostility.ts'
import { lawThree } from './law-three.ts'
import { lexing } from './lexing.ts'
import { locality } from './locality.ts'
import type { Properties } from './properties.ts'
import { refusals } from './refusals.ts'
import { roundtrip } from './roundtrip.ts'
import { sequence } from './sequence.ts'
import { thereAndBack } from './there-and-back.ts'
import { tidy } from './tidy.ts'

// `npm run fuzz -- --seconds 600 --seed 1 --only 'a default'` runs the properties in turn until the time is up or one
// fails. The seed that is printed with a failure reproduces it at once.

const RUNS_IN_TURN = 300
const ALL: Properties = {
  ...roundtrip,
  ...lexing,
  ...lawThree,
  ...sequence,
  ...refusals,
  ...locality,
  ...tidy,
  ...hostility,
  ...thereAndBack,
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: '' },
  },
})
const seconds = Number(values.seconds)
const firstSeed = Number(values.seed)
if (Number.isNaN(seconds) || !Number.isInteger(firstSeed)) {
  console.error('--seconds must be a number, and --seed a whole number')
  process.exit(2)
}
const properties = Object.entries(ALL).filter(([sentence]) => sentence.includes(values.only))
if (properties.length === 0) {
  console.error('no property has the words in --only')
  process.exit(2)
}

console.log(`${properties.length} properties for ${seconds} seconds, --seed ${firstSeed}`)
const end = Date.now() + seconds * 1000
let runs = 0
for (let seed = firstSeed; Date.now() < end; seed++) {
  for (const [sentence, property] of properties) {
    const interruptAfterTimeLimit = Math.max(1, end - Date.now())
    const result = await fc.check(property, {
      seed,
      numRuns: RUNS_IN_TURN,
      interruptAfterTimeLimit,
    })
    runs += result.numRuns
    if (result.counterexample === null) continue
    console.error(`failed with --seed ${seed}: ${sentence}`)
    console.error(`  for ${fc.stringify(result.counterexample)}`)
    console.error(String(result.errorInstance))
    process.exit(1)
  }
}
console.log(`${runs} runs, and no failure`)
