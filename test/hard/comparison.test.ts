import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { missingForDisk } from '../../compare/disk/savers.ts'
import { missingPeers } from '../../compare/peers.ts'
import { describeUnlessMissing } from '../support/requirements.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** It takes about a minute on two cores that do nothing else, and over two on busy ones. */
const LIMIT = 480_000
const missing = [...new Set([...missingPeers(), ...missingForDisk()])]

describeUnlessMissing(missing, 'the comparison, measured again', () => {
  test('gives the results and the page that are checked in', {
    timeout: LIMIT + 5000,
  }, async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'compare/main.ts', '--check'], {
      cwd: root,
      timeout: LIMIT,
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    const [status] = await once(child, 'close')
    expect(Buffer.concat(chunks).toString('utf8')).toBe('the comparison is current\n')
    expect(status).toBe(0)
  })
})
