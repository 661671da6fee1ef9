import { readFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { fromHere, packageVersion } from '../peers/peers.ts'
import { type Environment, packageName, peerNames } from './rows.ts'

const tools: readonly string[] = ['esbuild', 'proper-lockfile', 'write-file-atomic']

/** The machine, the versions and the day of this run. */
export function environment(quick: boolean): Environment {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const model = processors[0]?.model ?? 'unknown processor'
  const names = [...peerNames, '@travi/netrc', ...tools]
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors.length} × ${model}, ${memory} GiB, ${platform()} ${arch()}`,
    node: process.versions.node,
    versions: {
      [packageName]: JSON.parse(readFileSync(fromHere('../package.json'), 'utf8')).version,
      ...Object.fromEntries(names.map((name) => [name, packageVersion(name) ?? 'missing'])),
    },
    quick,
  }
}
