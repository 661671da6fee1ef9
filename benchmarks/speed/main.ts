import { parseArgs } from 'node:util'
import { writePages } from '../report/pages.ts'
import { asReport } from '../report/speed-tables.ts'
import { measureAdversarial } from './adversarial.ts'
import { measureDisk } from './disk.ts'
import { environment } from './environment.ts'
import { measureCurve, measureGrowth } from './growth.ts'
import { measureImport } from './import.ts'
import { measureMemory } from './memory.ts'
import { store, storedResults } from './results.ts'
import type { Results } from './rows.ts'
import { measureSize } from './size.ts'
import { measureSpeed } from './speed.ts'
import { judge } from './targets.ts'

const usage = `npm run bench -- [--quick] [--only PART]... | --stored
parts: import, memory, size, disk, speed, growth, adversarial
A run of all parts that is not quick writes benchmarks/speed/results.json and the pages.
--stored  show the stored results, and measure nothing
`
const parts = ['import', 'memory', 'size', 'disk', 'speed', 'growth', 'adversarial'] as const

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    stored: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const only: readonly string[] = values.only ?? parts

/** Measures a part if it was asked for. */
async function part<Row>(
  name: (typeof parts)[number],
  measure: (quick: boolean) => Row[] | Promise<Row[]>,
): Promise<Row[]> {
  if (!only.includes(name)) return []
  process.stderr.write(`measuring ${name} ...\n`)
  return measure(values.quick)
}

async function measure(): Promise<Results> {
  // The processes come first: what this one is at by then must not slow them down.
  const measured = {
    import: await part('import', measureImport),
    memory: await part('memory', measureMemory),
    size: await part('size', measureSize),
    disk: await part('disk', measureDisk),
    speed: await part('speed', measureSpeed),
    growth: await part('growth', measureGrowth),
    curve: await part('growth', measureCurve),
    adversarial: await part('adversarial', measureAdversarial),
  }
  return { environment: environment(values.quick), targets: judge(measured), ...measured }
}

if (values.help || !only.every((name) => parts.some((known) => known === name))) {
  process.stderr.write(usage)
  process.exitCode = values.help ? 0 : 2
} else if (values.stored) process.stdout.write(asReport(storedResults()))
else {
  const results = await measure()
  process.stdout.write(asReport(results))
  if (!values.quick && !values.only) {
    store(results)
    writePages()
  }
}
