import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fromHere } from '../peers/peers.ts'
import { writePages } from '../report/pages.ts'
import { asReport } from '../report/speed-tables.ts'
import { measureAdversarial } from './adversarial.ts'
import { measureDisk } from './disk.ts'
import { environment } from './environment.ts'
import { measureCurve, measureGrowth } from './growth.ts'
import { measureImport } from './import.ts'
import { measureMemory } from './memory.ts'
import type { Results } from './rows.ts'
import { measureSize } from './size.ts'
import { measureSpeed } from './speed.ts'

// `npm run bench -- [--quick] [--only PART]...`: a full run that is not quick writes the results and the pages.

const parts = ['import', 'memory', 'size', 'disk', 'speed', 'growth', 'adversarial'] as const
type Part = (typeof parts)[number]

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
})
const only = values.only ?? parts
if (!only.every((name) => parts.some((part) => part === name))) {
  throw new Error(`the parts are ${parts.join(', ')}`)
}

/** Measures a part if it is selected. */
async function rowsOf<Row>(
  part: Part,
  measure: (quick: boolean) => Row[] | Promise<Row[]>,
): Promise<Row[]> {
  if (!only.some((name) => name === part)) return []
  process.stderr.write(`measuring ${part} ...\n`)
  return measure(values.quick)
}

// Processes are measured first, before this one has done anything that could slow them down.
const results: Results = {
  environment: environment(values.quick),
  import: await rowsOf('import', measureImport),
  memory: await rowsOf('memory', measureMemory),
  size: await rowsOf('size', measureSize),
  disk: await rowsOf('disk', measureDisk),
  speed: await rowsOf('speed', measureSpeed),
  growth: await rowsOf('growth', measureGrowth),
  curve: await rowsOf('growth', measureCurve),
  adversarial: await rowsOf('adversarial', measureAdversarial),
}
process.stdout.write(asReport(results))
if (!values.quick && !values.only) {
  // More than four digits would not be meaningful.
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value
  writeFileSync(fromHere('speed/results.json'), `${JSON.stringify(results, rounded, 2)}\n`)
  writePages()
}
