import { fileURLToPath } from 'node:url'
import { corePath } from './core.ts'
import { coreName, packageName, peerNames } from './names.ts'
import { packagePath } from './package.ts'
import { requirePeer } from './peers.ts'

/** The published file that an import leads to. */
export interface Module {
  readonly name: string
  readonly format: 'ESM' | 'CJS'
  readonly path: string
}

function own(name: string, url: URL): readonly Module[] {
  const path = fileURLToPath(url)
  return [
    { name, format: 'ESM', path },
    { name, format: 'CJS', path: path.replace(/js$/, 'cjs') },
  ]
}

/** Everything whose import is measured: ours in both formats, the peers in theirs. */
export const modules: readonly Module[] = [
  ...own(coreName, corePath),
  ...own(packageName, packagePath),
  ...peerNames.map((name): Module => ({ name, format: 'CJS', path: requirePeer.resolve(name) })),
]
