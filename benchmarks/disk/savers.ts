import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingForInjector } from '../../tools/faults/injector.ts'
import { missingPeers, OURS, peerNamed } from '../peers/peers.ts'

/** A way to save a file: a peer, and the call that changes the file, as its own documentation names it. */
export interface Saver {
  readonly peer: string
  readonly call: string
}

/** How this library saves. */
export const OUR_SAVER: Saver = { peer: OURS, call: 'updateNetrc' }

/** Every call that saves, in table order. */
export const SAVERS: readonly Saver[] = [
  OUR_SAVER,
  { peer: 'netrc', call: 'save' },
  { peer: '@travi/netrc', call: 'save' },
  { peer: 'netrc-parser', call: 'save' },
  { peer: 'netrc-parser', call: 'saveSync' },
  { peer: 'netrc-rw', call: 'write' },
  { peer: 'netrc2', call: 'save' },
  { peer: 'node-netrc', call: 'update' },
  { peer: 'ruby-netrc', call: 'save' },
]

/** Returns the title of a saver in a table: the peer, its version if it has one, and the call. */
export function titleOf({ peer, call }: Saver): string {
  const { title, version } = peerNamed(peer)
  return `${title} ${peer === OURS ? '' : `${version()} `}\`${call}\``
}

/** Needed to make a full disk. */
export const MOUNT_RIGHT = 'permission to mount, as root has'

/** Lists what the measurement needs and is missing. */
export function missingForDisk(): string[] {
  const missing = missingPeers().filter((name) => SAVERS.some(({ peer }) => peer === name))
  // In a container, root may lack this permission, so try it.
  const directory = mkdtempSync(join(tmpdir(), 'lossless-netrc-mount-'))
  if (!mountSmall(directory)) missing.push(MOUNT_RIGHT)
  unmount(directory)
  rmdirSync(directory)
  return [...missing, ...missingForInjector()]
}

/** Mounts a disk of 64 KiB. Returns whether that is allowed. */
export function mountSmall(directory: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory]).status === 0
}

export function unmount(directory: string): void {
  spawnSync('umount', ['--lazy', directory])
}
