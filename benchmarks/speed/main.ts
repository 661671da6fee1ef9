import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { writePages } from '../report/pages.ts'
import { asReport } from '../report/terminal.ts'
import { measureAdversarial } from './adversarial.ts'
import { measureDisk } from './disk.ts'
import { environment } from './environment.ts'
import { measureCurve, measureGrowth } from './growth.ts'
import { measureImport } from './import.ts'
import { measureMemory } from './memory.ts'
import { resultsText, store, storedResults } from './results.ts'
import type { Results } from './rows.ts'
import { measureSize } from './size.ts'
import { measureSpeed } from './speed.ts'
import { judgeGrowth, judgeImport, judgeSpeed } from './targets.ts'

const usage = `npm run bench -- [--quick] [--only PART]... [--json FILE] | --stored
parts: import, memory, size, disk, speed, growth, adversarial
A run of all parts that is not quick writes benchmarks/speed/results.json and the pages.
--stored  show the stored results, and measure nothing
`
const parts = ['import', 'memory', 'size', 'disk', 'speed', 'growth', 'adversarial'] as const
type Part = (typeof parts)[number]

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    stored: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const only = values.only ?? parts

/** What `measure` finds, where its part was asked for. */
async function part<Row>(name: Part, measure: (quick: boolean) => Row[] | Promise<Row[]>) {
  if (!only.includes(name)) return []
  process.stderr.write(`measuring ${name} ...\n`)
  return measure(values.quick)
}

async function measure(): Promise<Results> {
  // The processes come first: what this one is at by then must not slow them down.
  const imports = await part('import', measureImport)
  const memory = await part('memory', measureMemory)
  const size = await part('size', measureSize)
  const disk = await part('disk', measureDisk)
  const speed = await part('speed', measureSpeed)
  const growth = await part('growth', measureGrowth)
  const curve = await part('growth', measureCurve)
  const adversarial = await part('adversarial', measureAdversarial)
  return {
    environment: environment(values.quick),
    targets: [...judgeSpeed(speed), ...judgeGrowth(growth), ...judgeImport(imports)],
    speed,
    growth,
    curve,
    adversarial,
    memory,
    import: imports,
    size,
    disk,
  }
}

async function run(): Promise<void> {
  const results = await measure()
  process.stdout.write(asReport(results))
  if (values.json !== undefined) writeFileSync(values.json, resultsText(results))
  if (values.quick || values.only) return
  store(results)
  writePages()
}

if (values.help || !only.every((name) => parts.some((known) => known === name))) {
  process.stderr.write(usage)
  process.exitCode = values.help ? 0 : 2
} else if (values.stored) process.stdout.write(asReport(storedResults()))
else await run()
