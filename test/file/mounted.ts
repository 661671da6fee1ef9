import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { isRoot, newPath } from './scratch.ts'

// A file that is a mount point, as with Docker's `-v ~/.netrc:/root/.netrc`.

export const comments: string = '# a long comment, so that one write can be cut\n'.repeat(100)
export const textWith = (password: string): string =>
  `machine a.example login me password ${password}\n${comments}`

/** Whether a test can mount a file on this machine. */
export const canMount: boolean = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0

/** Mounts a file with this content as `.netrc` of a new directory, and unmounts it when the test ends. */
export function mountFile(
  content: string,
  mode = 0o600,
): { path: string; outside: string; home: string } {
  const directory = dirname(newPath())
  const home = join(directory, 'home')
  mkdirSync(home, { recursive: true })
  const outside = join(directory, 'outside')
  const path = join(home, '.netrc')
  for (const file of [outside, path]) writeFileSync(file, content)
  chmodSync(outside, mode)
  expect(spawnSync('mount', ['--bind', outside, path]).status).toBe(0)
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', path])
  })
  return { path, outside, home }
}
