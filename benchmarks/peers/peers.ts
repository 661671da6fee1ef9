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

const ALL_FIELDS: readonly PeerField[] = ['login', 'password', 'account']
const TABLE_USE =
  '`netrc()`, then the object that it returns is changed and given to `netrc.save()`'

/** The library itself: the only one without a version, since it is this checkout. */
export const OURS = 'lossless-netrc'

/** Everything that is compared, in the order of the tables. */
export const PEERS: readonly Peer[] = [
  {
    ...npmPeer(OURS),
    title: '**lossless-netrc**',
    use: '`parse`, `entry.set`, `netrc.add`, `netrc.delete` of `dist/core.js`, as it is published',
    version: () => (existsSync(fromHere('../dist/core.js')) ? 'this checkout' : undefined),
  },
  { ...npmPeer('netrc'), use: TABLE_USE },
  { ...npmPeer('@travi/netrc'), adapter: 'travi-netrc.js', use: TABLE_USE },
  { ...npmPeer('netrc-parser'), use: '`load()`, `machines` is changed, `save()`' },
  {
    ...npmPeer('netrc-rw'),
    use: '`read()`, `host(name).password = …`, `addHost(name, …)`, `delete machines[name]`, `write()`',
  },
  {
    ...npmPeer('netrc2'),
    fields: ['login', 'password'],
    use: '`netrc()`, `machines[name] = [login, password]`, `machines.save()`; it knows no account',
  },
  {
    ...npmPeer('node-netrc'),
    operations: ['read', 'change', 'add', 'remove'],
    use: '`netrc()`, `netrc.update(name, …)`; it writes only with a change',
  },
  {
    ...npmPeer('netrc-reader'),
    operations: ['read'],
    use: '`load()`, `machines`; it only reads',
  },
  {
    name: 'ruby-netrc',
    title: 'Ruby gem `netrc`',
    adapter: 'ruby-netrc.rb',
    fields: ['login', 'password'],
    operations: OPERATIONS,
    use: '`Netrc.read`, `n[name] = login, password`, `n.delete(name)`, `n.save`; it knows no account',
    version: () => ask('ruby', ['-e', 'require "netrc"; print Netrc::VERSION']),
  },
  {
    name: 'python-netrc',
    title: 'Python `netrc`',
    adapter: 'python-netrc.py',
    fields: ALL_FIELDS,
    operations: ['read', 'write'],
    use: '`netrc.netrc().hosts`; written back is its `repr()`, documented as the file without comments; it has no call that changes',
    version: () =>
      ask('/usr/bin/python3', ['-c', 'import platform; print(platform.python_version(), end="")']),
  },
  {
    name: 'perl-net-netrc',
    title: 'Perl `Net::Netrc`',
    adapter: 'perl-net-netrc.pl',
    fields: ALL_FIELDS,
    operations: ['read'],
    use: '`Net::Netrc->lookup(name)` for each machine that the file names; it only reads',
    version: () => ask('perl', ['-MNet::Netrc', '-MJSON::PP', '-e', 'print Net::Netrc->VERSION']),
  },
]

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

function npmPeer(name: string): Omit<Peer, 'use'> {
  return {
    name,
    title: `\`${name}\``,
    adapter: `${name}.js`,
    fields: ALL_FIELDS,
    operations: OPERATIONS,
    version: () => packageVersion(name),
  }
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
