import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { MOUNT_RIGHT, missingForDisk } from '../../benchmarks/disk/savers.ts'
import { missingPeers } from '../../benchmarks/peers/peers.ts'
import { describeUnlessMissing } from '../support/requirements.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** It takes about a minute on two idle cores, and over two on busy ones. */
const LIMIT = 480_000
const missing = [...new Set([...missingPeers(), ...missingForDisk()])]

const title = 'the comparison, measured again'

// This is not a program: root in a container may lack it, even on a CI machine.
if (missing.includes(MOUNT_RIGHT)) {
  describe.skip(`${title} (skipped, cannot mount a tmpfs)`, compareAgain)
} else describeUnlessMissing(missing, title, compareAgain)

function compareAgain(): void {
  test('gives the committed results and page', {
    timeout: LIMIT + 5000,
  }, async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'benchmarks/fidelity/main.ts', '--check'],
      {
        cwd: root,
        timeout: LIMIT,
      },
    )
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    const [status] = await once(child, 'close')
    expect(Buffer.concat(chunks).toString('utf8')).toBe('the comparison is current\n')
    expect(status).toBe(0)
  })
}
