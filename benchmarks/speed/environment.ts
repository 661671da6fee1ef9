import { readFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { fromHere, packageVersion } from '../peers/peers.ts'
import { type Environment, packageName } from './rows.ts'

/** Describes the machine, the versions and the date of this run. */
export function environment(quick: boolean): Environment {
  const manifest = (path: string) => JSON.parse(readFileSync(fromHere(path), 'utf8'))
  const names = Object.keys(manifest('package.json').dependencies)
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const model = processors[0]?.model ?? 'unknown processor'
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors.length} × ${model}, ${memory} GiB, ${platform()} ${arch()}`,
    node: process.versions.node,
    versions: {
      [packageName]: manifest('../package.json').version,
      ...Object.fromEntries(names.map((name) => [name, packageVersion(name) ?? 'missing'])),
    },
    quick,
  }
}
