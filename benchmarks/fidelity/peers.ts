import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { OPERATIONS, type Operation } from './operations.ts'

/** A field that a peer may give for a machine. */
export type PeerField = 'login' | 'password' | 'account'

/** A package or module that is compared, and what it offers. */
export interface Peer {
  readonly name: string
  /** How the page calls it. */
  readonly title: string
  /** The interpreter, and the adapter in `peers/` that it runs. */
  readonly command: readonly [interpreter: string, adapter: string]
  readonly fields: readonly PeerField[]
  readonly operations: readonly Operation[]
  /** How its documentation says it is used, and so how the adapter uses it. */
  readonly use: string
  /** Its version; undefined where it is not installed. */
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
    name: OURS,
    title: '**lossless-netrc**',
    command: ['node', 'lossless-netrc.js'],
    fields: ALL_FIELDS,
    operations: OPERATIONS,
    use: '`parse`, `entry.set`, `netrc.add`, `netrc.delete` of `dist/core.js`, as it is published',
    version: () => (existsSync(fromHere('../dist/core.js')) ? 'this checkout' : undefined),
  },
  {
    ...npmPeer('netrc', 'netrc.js'),
    operations: OPERATIONS,
    use: TABLE_USE,
  },
  {
    ...npmPeer('@travi/netrc', 'travi-netrc.js'),
    operations: OPERATIONS,
    use: TABLE_USE,
  },
  {
    ...npmPeer('netrc-parser', 'netrc-parser.js'),
    operations: OPERATIONS,
    use: '`load()`, `machines` is changed, `save()`',
  },
  {
    ...npmPeer('netrc-rw', 'netrc-rw.js'),
    operations: OPERATIONS,
    use: '`read()`, `host(name).password = …`, `addHost(name, …)`, `delete machines[name]`, `write()`',
  },
  {
    ...npmPeer('netrc2', 'netrc2.js'),
    fields: ['login', 'password'],
    operations: OPERATIONS,
    use: '`netrc()`, `machines[name] = [login, password]`, `machines.save()`; it knows no account',
  },
  {
    ...npmPeer('node-netrc', 'node-netrc.js'),
    operations: ['read', 'change', 'add', 'remove'],
    use: '`netrc()`, `netrc.update(name, …)`; it writes only with a change',
  },
  {
    ...npmPeer('netrc-reader', 'netrc-reader.js'),
    operations: ['read'],
    use: '`load()`, `machines`; it only reads',
  },
  {
    name: 'ruby-netrc',
    title: 'Ruby gem `netrc`',
    command: ['ruby', 'ruby-netrc.rb'],
    fields: ['login', 'password'],
    operations: OPERATIONS,
    use: '`Netrc.read`, `n[name] = login, password`, `n.delete(name)`, `n.save`; it knows no account',
    version: () => ask('ruby', ['-e', 'require "netrc"; print Netrc::VERSION']),
  },
  {
    name: 'python-netrc',
    title: 'Python `netrc`',
    command: ['/usr/bin/python3', 'python-netrc.py'],
    fields: ALL_FIELDS,
    operations: ['read', 'write'],
    use: '`netrc.netrc().hosts`; written back is its `repr()`, documented as the file without comments; it has no call that changes',
    version: () =>
      ask('/usr/bin/python3', ['-c', 'import platform; print(platform.python_version(), end="")']),
  },
  {
    name: 'perl-net-netrc',
    title: 'Perl `Net::Netrc`',
    command: ['perl', 'perl-net-netrc.pl'],
    fields: ALL_FIELDS,
    operations: ['read'],
    use: '`Net::Netrc->lookup(name)` for each machine that the file names; it only reads',
    version: () => ask('perl', ['-MNet::Netrc', '-MJSON::PP', '-e', 'print Net::Netrc->VERSION']),
  },
]

/** The peer of this name, which may be written as on the page. */
export function peerNamed(name: string): Peer | undefined {
  return PEERS.find((peer) => peer.name === name)
}

/** The names of the peers that are not installed. */
export function missingPeers(): string[] {
  return PEERS.filter((peer) => peer.version() === undefined).map(({ name }) => name)
}

function npmPeer(name: string, adapter: string): Omit<Peer, 'operations' | 'use'> {
  return {
    name,
    title: `\`${name}\``,
    command: ['node', adapter],
    fields: ALL_FIELDS,
    version: () => packageVersion(name),
  }
}

function packageVersion(name: string): string | undefined {
  const path = fromHere(`node_modules/${name}/package.json`)
  if (!existsSync(path)) return undefined
  const description: { readonly version: string } = JSON.parse(readFileSync(path, 'utf8'))
  return description.version
}

function ask(command: string, options: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, options, { encoding: 'utf8', timeout: 10_000 })
  return status === 0 ? stdout : undefined
}

/** The path of a file of benchmarks/. */
export function fromHere(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
