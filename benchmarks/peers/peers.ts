import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { OPERATIONS, type Operation } from '../fidelity/operations.ts'

/** A field that a peer may give for a machine. */
export type PeerField = 'login' | 'password' | 'account'

/** A package or module that is compared, and what it offers. */
export interface Peer {
  readonly name: string
  /** How the page calls it. */
  readonly title: string
  /** The file in `peers/` that uses it. */
  readonly adapter: string
  readonly fields: readonly PeerField[]
  readonly operations: readonly Operation[]
  /** How its documentation says it is used, and so how the adapter uses it. */
  readonly use: string
  /** Returns its version, or `undefined` if it is not installed. */
  readonly version: () => string | undefined
}

const TABLE_USE =
  '`netrc()`, then the object that it returns is changed and given to `netrc.save()`'

/** The library itself: the only one without a version, since it is this checkout. */
export const OURS = 'lossless-netrc'

/** Everything that is compared, in the order of the tables. */
export const PEERS: readonly Peer[] = [
  peer(
    OURS,
    '`parse`, `entry.set`, `netrc.add`, `netrc.delete` of `dist/core.js`, as it is published',
    {
      title: '**lossless-netrc**',
      version: () => (existsSync(fromHere('../dist/core.js')) ? 'this checkout' : undefined),
    },
  ),
  peer('netrc', TABLE_USE),
  peer('@travi/netrc', TABLE_USE, { adapter: 'travi-netrc.js' }),
  peer('netrc-parser', '`load()`, `machines` is changed, `save()`'),
  peer(
    'netrc-rw',
    '`read()`, `host(name).password = …`, `addHost(name, …)`, `delete machines[name]`, `write()`',
  ),
  peer(
    'netrc2',
    '`netrc()`, `machines[name] = [login, password]`, `machines.save()`; it knows no account',
    { fields: ['login', 'password'] },
  ),
  peer('node-netrc', '`netrc()`, `netrc.update(name, …)`; it writes only with a change', {
    operations: ['read', 'change', 'add', 'remove'],
  }),
  peer('netrc-reader', '`load()`, `machines`; it only reads', { operations: ['read'] }),
  peer(
    'ruby-netrc',
    '`Netrc.read`, `n[name] = login, password`, `n.delete(name)`, `n.save`; it knows no account',
    {
      title: 'Ruby gem `netrc`',
      adapter: 'ruby-netrc.rb',
      fields: ['login', 'password'],
      version: () => ask('ruby', ['-e', 'require "netrc"; print Netrc::VERSION']),
    },
  ),
  peer(
    'python-netrc',
    '`netrc.netrc().hosts`; written back is its `repr()`, documented as the file without comments; it has no call that changes',
    {
      title: 'Python `netrc`',
      adapter: 'python-netrc.py',
      operations: ['read', 'write'],
      version: () => ask('/usr/bin/python3', ['-c', PYTHON_VERSION]),
    },
  ),
  peer(
    'perl-net-netrc',
    '`Net::Netrc->lookup(name)` for each machine that the file names; it only reads',
    {
      title: 'Perl `Net::Netrc`',
      adapter: 'perl-net-netrc.pl',
      operations: ['read'],
      version: () => ask('perl', ['-MNet::Netrc', '-MJSON::PP', '-e', 'print Net::Netrc->VERSION']),
    },
  ),
]

const PYTHON_VERSION = 'import platform; print(platform.python_version(), end="")'

/** Makes a peer: an npm package that can do everything, but for what is said. */
function peer(name: string, use: string, other: Partial<Peer> = {}): Peer {
  return {
    ...{ name, use, title: `\`${name}\``, adapter: `${name}.js`, operations: OPERATIONS },
    fields: ['login', 'password', 'account'],
    version: () => packageVersion(name),
    ...other,
  }
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

/** Resolves a package that is installed here to the file that `require` runs. */
export const resolvePackage: (name: string) => string = createRequire(import.meta.url).resolve

function ask(command: string, options: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, options, { encoding: 'utf8', timeout: 10_000 })
  return status === 0 ? stdout : undefined
}

/** Returns the path of a file in benchmarks/. */
export function fromHere(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
