import { spawnSync } from 'node:child_process'
import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Saver } from './savers.ts'
import { FIRST, shown } from './texts.ts'
import { type Finding, failureVerdict } from './verdicts.ts'
import { give, netrcOf, type Workplace, writeNetrc } from './workplace.ts'

/** Save on a disk of 64 KiB, all of it in use. */
export async function saveOnFullDisk(
  saver: Saver,
  workplace: Workplace,
  { text, password }: { readonly text: string; readonly password: string },
): Promise<Finding> {
  const home = workplace.makeHome()
  const job = { saver, home, hosts: [FIRST], password }
  const mount = ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', home]
  if (spawnSync('mount', mount).status !== 0) throw new Error('cannot mount a tmpfs')
  try {
    give(home, 0o755)
    writeNetrc(home, text)
    await workplace.start(job).outcome
    const saved = netrcOf(home) ?? ''
    writeNetrc(home, text)
    fill(join(home, 'other'))
    const { answer } = await workplace.start(job).outcome
    const found = netrcOf(home)
    const verdict = failureVerdict({ old: text, new: saved, found }, answer)
    return { verdict, before: shown(text), after: shown(found) }
  } finally {
    spawnSync('umount', ['--lazy', home])
  }
}

/** Write a file until the disk is full. */
function fill(path: string): void {
  rmSync(path, { force: true })
  for (;;) {
    try {
      appendFileSync(path, Buffer.alloc(4096))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return
      throw error
    }
  }
}
