import { fileURLToPath } from 'node:url'
import { resolvePackage } from '../peers/peers.ts'
import { corePath, packagePath } from './published.ts'
import { coreName, packageName, peerNames } from './rows.ts'

/** The published file that an import resolves to. */
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

/** All measured imports: ours in both formats, the peers in theirs. */
export const modules: readonly Module[] = [
  ...own(coreName, corePath),
  ...own(packageName, packagePath),
  ...peerNames.map((name): Module => ({ name, format: 'CJS', path: resolvePackage(name) })),
]
