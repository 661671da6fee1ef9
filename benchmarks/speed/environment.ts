import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, cpus, platform, totalmem } from 'node:os'
import { packageName, peerNames } from './names.ts'
import { requirePeer } from './peers.ts'
import type { Environment } from './rows.ts'

const tools: readonly string[] = ['esbuild', 'proper-lockfile', 'write-file-atomic']

/** The machine, the versions and the day of this run. */
export function environment(quick: boolean): Environment {
  const own = createRequire(import.meta.url)
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const model = processors[0]?.model ?? 'unknown processor'
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors.length} × ${model}, ${memory} GiB, ${platform()} ${arch()}`,
    node: process.versions.node,
    versions: {
      [packageName]: versionIn(new URL('../../package.json', import.meta.url)),
      ...versions([...peerNames, '@travi/netrc'], requirePeer),
      ...versions(tools, own),
    },
    quick,
  }
}

function versions(names: readonly string[], require: NodeJS.Require): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [name, versionIn(require.resolve(`${name}/package.json`))]),
  )
}

function versionIn(manifest: string | URL): string {
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'))
  return version
}
