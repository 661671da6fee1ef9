import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, cpus, platform } from 'node:os'
import { parseArgs } from 'node:util'
import { measureAdversarial } from './adversarial.ts'
import { measureDisk } from './disk.ts'
import { measureGrowth } from './growth.ts'
import { measureImport } from './import.ts'
import { measureMemory } from './memory.ts'
import { report } from './report.ts'
import type { Environment, Results } from './rows.ts'
import { measureSpeed } from './speed.ts'
import { judgeGrowth, judgeImport, judgeSpeed } from './targets.ts'

const usage = `tsx bench/main.ts [--quick] [--only PART]... [--json FILE]
parts: speed, growth, adversarial, memory, import, disk
`
const parts = ['speed', 'growth', 'adversarial', 'memory', 'import', 'disk'] as const
type Part = (typeof parts)[number]

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [...parts] },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const unknown = values.only.filter((name) => !parts.some((part) => part === name))
if (values.help || unknown.length > 0) {
  process.stderr.write(usage)
  process.exit(values.help ? 0 : 2)
}

/** What `measure` finds, where its part was asked for. */
async function part<Row>(name: Part, measure: (quick: boolean) => Row[] | Promise<Row[]>) {
  if (!values.only.includes(name)) return []
  process.stderr.write(`measuring ${name} ...\n`)
  return measure(values.quick)
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url)
  const { version }: { version: string } = require(`${name}/package.json`)
  return version
}

function environment(): Environment {
  const own: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  const processors = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors.length} x ${processors[0]?.model ?? 'unknown processor'}, ${platform()} ${arch()}`,
    node: process.versions.node,
    versions: {
      'lossless-netrc': own.version,
      netrc: versionOf('netrc'),
      'netrc-parser': versionOf('netrc-parser'),
      'proper-lockfile': versionOf('proper-lockfile'),
      'write-file-atomic': versionOf('write-file-atomic'),
    },
    quick: values.quick,
  }
}

// The processes come first: what this one is at by then must not slow them down.
const imports = await part('import', measureImport)
const memory = await part('memory', measureMemory)
const disk = await part('disk', measureDisk)
const speed = await part('speed', measureSpeed)
const growth = await part('growth', measureGrowth)
const adversarial = await part('adversarial', measureAdversarial)

const results: Results = {
  environment: environment(),
  targets: [...judgeSpeed(speed), ...judgeGrowth(growth), ...judgeImport(imports)],
  speed,
  growth,
  adversarial,
  memory,
  import: imports,
  disk,
}

process.stdout.write(report(results))
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify(results, undefined, 2)}\n`)
}
