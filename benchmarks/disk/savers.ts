import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingForInjector } from '../../tools/faults/injector.ts'
import { missingPeers, OURS, peerNamed } from '../peers/peers.ts'

/** A way to save a file: a peer, and the call that it saves by. */
export interface Saver {
  readonly name: string
  readonly peer: string
  /** What changes the file, as the peer’s own page has it. */
  readonly call: string
}

const saver = (peer: string, call: string, name = peer): Saver => ({ name, peer, call })

/** Every call that saves, in the order of the tables; the one of this library first. */
export const SAVERS: readonly Saver[] = [
  saver(OURS, 'updateNetrc'),
  saver('netrc', 'save'),
  saver('@travi/netrc', 'save'),
  saver('netrc-parser', 'save'),
  saver('netrc-parser', 'saveSync', 'netrc-parser-sync'),
  saver('netrc-rw', 'write'),
  saver('netrc2', 'save'),
  saver('node-netrc', 'update'),
  saver('ruby-netrc', 'save'),
]

/** How a table calls a saver: the peer, its version if it has one, and the call. */
export function titleOf({ peer, call }: Saver): string {
  const { title, version } = peerNamed(peer)
  return `${title} ${peer === OURS ? '' : `${version()} `}\`${call}\``
}

/** What a full disk is made with. */
export const MOUNT_RIGHT = 'the right to mount, as root has it'

/** Lists what the measurement needs, and is not here. */
export function missingForDisk(): string[] {
  const peers = SAVERS.map(({ peer }) => peer)
  const missing = missingPeers().filter((name) => peers.includes(name))
  return [...missing, ...(canMount() ? [] : [MOUNT_RIGHT]), ...missingForInjector()]
}

/** In a container root may lack the right, so it is tried. */
function canMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'lossless-netrc-mount-'))
  try {
    return mountSmall(directory)
  } finally {
    unmount(directory)
    rmdirSync(directory)
  }
}

/** Mounts a disk of 64 KiB; returns whether that is allowed. */
export function mountSmall(directory: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory]).status === 0
}

export function unmount(directory: string): void {
  spawnSync('umount', ['--lazy', directory])
}
