import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describeUnlessMissing } from '../../support/requirements.ts'
import { PAGE } from './page.ts'

// The libraries from which docs/migrating.md migrates.

/** A library, by its name in the marks of the page. */
export type PeerName = 'netrc-parser' | 'netrc' | 'netrc-rw' | 'ruby' | 'python'

/** A library of the page, or this one. */
export type LibraryName = PeerName | 'lossless-netrc'

/** A library, and how it is found. */
export interface Peer {
  readonly name: PeerName
  /** The link to its section, up to the version. */
  readonly section: string
  /** The language of its programs on the page, and the name by which they import it. */
  readonly language: string
  /** Returns the installed version; `undefined` if there is none. */
  installed(): string | undefined
}

/** The folder of the npm packages: `npm ci --prefix benchmarks --ignore-scripts`. */
export const MODULES: string = fileURLToPath(
  new URL('../../../benchmarks/node_modules', import.meta.url),
)

/** Every library of the page. */
export const PEERS: readonly Peer[] = [
  npmPackage('netrc-parser'),
  npmPackage('netrc'),
  npmPackage('netrc-rw'),
  {
    name: 'ruby',
    section: "[From Ruby's gem](#from-rubys-gem), version",
    language: 'ruby',
    installed: () => answerOf('ruby', ['-e', "require 'netrc'; print Netrc::VERSION"]),
  },
  {
    name: 'python',
    section: "[From Python's module](#from-pythons-module), Python",
    language: 'python',
    installed: () => answerOf('/usr/bin/python3', ['-c', PYTHON_VERSION]),
  },
]

const PYTHON_VERSION = 'import sys; print("%d.%d" % sys.version_info[:2], end="")'

function npmPackage(name: 'netrc-parser' | 'netrc' | 'netrc-rw'): Peer {
  const manifest = `${MODULES}/${name}/package.json`
  return {
    name,
    section: `[From ${name}](#from-${name}), version`,
    language: 'js',
    installed: () =>
      existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined,
  }
}

function answerOf(command: string, arguments_: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, arguments_, { encoding: 'utf8', timeout: 10_000 })
  return status === 0 ? stdout : undefined
}

/** Returns the version that the page is about. */
function versionOf({ section }: Peer): string {
  const [, rest = ''] = PAGE.split(`${section} `)
  return /^[\d.]*\d/.exec(rest)?.[0] ?? 'without a version'
}

/** Defines a `describe` that needs a library in the version of the page; its title says which. */
export function describeWithPeer(peer: Peer, body: () => void): void {
  const title = `${peer.name} ${versionOf(peer)}`
  const isThere = peer.installed() === versionOf(peer)
  const hint = peer.language === 'js' ? ': npm ci --prefix benchmarks --ignore-scripts' : ''
  describeUnlessMissing(isThere ? [] : [`${title}${hint}`], title, body)
}
