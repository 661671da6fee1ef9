import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingForInjector } from '../../tools/faults/injector.ts'
import { missingPeers, OURS, peerNamed } from '../peers/peers.ts'

// What saves a netrc file: a peer, and the call that it saves by.

/** A way to save a file. */
export interface Saver {
  readonly name: string
  readonly peer: string
  /** What changes the file, as the peer’s own page has it. */
  readonly call: string
}

/** Every call that saves, in the order of the tables; the one of this library first. */
export const SAVERS: readonly Saver[] = [
  { name: OURS, peer: OURS, call: 'updateNetrc' },
  { name: 'netrc', peer: 'netrc', call: 'save' },
  { name: '@travi/netrc', peer: '@travi/netrc', call: 'save' },
  { name: 'netrc-parser', peer: 'netrc-parser', call: 'save' },
  { name: 'netrc-parser-sync', peer: 'netrc-parser', call: 'saveSync' },
  { name: 'netrc-rw', peer: 'netrc-rw', call: 'write' },
  { name: 'netrc2', peer: 'netrc2', call: 'save' },
  { name: 'node-netrc', peer: 'node-netrc', call: 'update' },
  { name: 'ruby-netrc', peer: 'ruby-netrc', call: 'save' },
]

/** How a table calls a saver: the peer, its version where it has one, and the call. */
export function titleOf({ peer, call }: Saver): string {
  const { title, version } = peerNamed(peer)
  const number = peer === OURS ? undefined : version()
  return [title, number, `\`${call}\``].filter((part) => part !== undefined).join(' ')
}

/** What a full disk is made with. */
export const MOUNT_RIGHT = 'the right to mount, as root has it'

/** What the measurement needs, and is not here. */
export function missingForDisk(): string[] {
  const peers = SAVERS.map(({ peer }) => peer)
  const missing = missingPeers().filter((name) => peers.includes(name))
  if (!canMount()) missing.push(MOUNT_RIGHT)
  return [...missing, ...missingForInjector()]
}

/** In a container root may lack the right, so it is tried. */
function canMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'lossless-netrc-mount-'))
  try {
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory])
    if (status === 0) spawnSync('umount', ['--lazy', directory])
    return status === 0
  } finally {
    rmdirSync(directory)
  }
}
