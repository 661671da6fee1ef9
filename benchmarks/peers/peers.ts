import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { OPERATIONS, type Operation } from '../fidelity/operations.ts'

/** A field that a peer may return for a machine. */
export type PeerField = 'login' | 'password' | 'account'

/** A package or module that is compared, and what it offers. */
export interface Peer {
  readonly name: string
  /** The title on the page. */
  readonly title: string
  /** Runs the program in `peers/` that answers requests for it. */
  readonly command: readonly [program: string, ...options: string[]]
  readonly fields: readonly PeerField[]
  readonly operations: readonly Operation[]
  /** Returns its version, or `undefined` if it is not installed. */
  readonly version: () => string | undefined
}

/** The library itself: the only peer without a version, since it is this checkout. */
export const OURS = 'lossless-netrc'

const PYTHON_VERSION = 'import platform; print(platform.python_version(), end="")'
const PERL_VERSION = ['-MNet::Netrc', '-MJSON::PP', '-e', 'print Net::Netrc->VERSION']

/** Everything that is compared, in table order. */
export const PEERS: readonly Peer[] = [
  peer(OURS, {
    title: '**lossless-netrc**',
    version: () => (existsSync(fromHere('../dist/core.js')) ? 'this checkout' : undefined),
  }),
  peer('netrc'),
  peer('@travi/netrc', { command: serving('travi-netrc.js') }),
  peer('netrc-parser'),
  peer('netrc-rw'),
  peer('netrc2', { fields: ['login', 'password'] }),
  peer('node-netrc', { operations: ['read', 'change', 'add', 'remove'] }),
  peer('netrc-reader', { operations: ['read'] }),
  peer('ruby-netrc', {
    title: 'Ruby gem `netrc`',
    command: ['ruby', fromHere('peers/ruby-netrc.rb')],
    fields: ['login', 'password'],
    version: () => ask('ruby', ['-e', 'require "netrc"; print Netrc::VERSION']),
  }),
  peer('python-netrc', {
    title: 'Python `netrc`',
    command: ['/usr/bin/python3', fromHere('peers/python-netrc.py')],
    operations: ['read', 'write'],
    version: () => ask('/usr/bin/python3', ['-c', PYTHON_VERSION]),
  }),
  peer('perl-net-netrc', {
    title: 'Perl `Net::Netrc`',
    command: ['perl', fromHere('peers/perl-net-netrc.pl')],
    operations: ['read'],
    version: () => ask('perl', PERL_VERSION),
  }),
]

/** Makes a peer: an npm package that can do everything, with these exceptions. */
function peer(name: string, other: Partial<Peer> = {}): Peer {
  return {
    ...{ name, title: `\`${name}\``, command: serving(`${name}.js`), operations: OPERATIONS },
    fields: ['login', 'password', 'account'],
    version: () => packageVersion(name),
    ...other,
  }
}

function serving(adapter: string): Peer['command'] {
  return [process.execPath, fromHere('peers/serve.js'), adapter]
}

/** Returns the peer with this name. Throws if there is none. */
export function peerNamed(name: string): Peer {
  const peer = PEERS.find((other) => other.name === name)
  if (peer === undefined) throw new Error(`no peer: ${name}`)
  return peer
}

/** Lists the names of the peers that are not installed. */
export function missingPeers(): string[] {
  return PEERS.filter((peer) => peer.version() === undefined).map(({ name }) => name)
}

/** Returns the version of a package that is installed here. */
export function packageVersion(name: string): string | undefined {
  const path = fromHere(`node_modules/${name}/package.json`)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined
}

/** Returns the file of an installed package that `require` runs. */
export const resolvePackage: (name: string) => string = createRequire(import.meta.url).resolve

function ask(command: string, options: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, options, { encoding: 'utf8', timeout: 10_000 })
  return status === 0 ? stdout : undefined
}

/** Returns the path of a file in benchmarks/. */
export function fromHere(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
