import { spawnSync } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { updateNetrc, updateNetrcSync } from '../../src/index.ts'

// A disk of 64 KiB, half of which is used by the file.

const disk = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
const path = join(disk, '.netrc')
const isMounted =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0
const REASON = isMounted ? '' : ' (skipped: cannot mount a tmpfs)'

const text = (password: string): string =>
  `${'# a comment\n'.repeat(2800)}machine a.example login me password ${password}\n`
const edit: Parameters<typeof updateNetrc>[0] = (netrc) => {
  netrc.set('a.example', { password: 's3cret-new' })
}

afterAll(() => {
  if (isMounted) spawnSync('umount', ['--lazy', disk])
  rmdirSync(disk)
})

const FORMS = [
  { form: 'async', update: () => updateNetrc(edit, { path }) },
  { form: 'blocking', update: async () => updateNetrcSync(edit, { path }) },
]

describe.runIf(isMounted).each(FORMS)(
  `a disk that becomes full half way, $form${REASON}`,
  ({ update }) => {
    beforeEach(() => {
      rmSync(path, { force: true })
      writeFileSync(path, text('s3cret-old'), { mode: 0o600 })
      const free = spawnSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' })
      const kilobytes = Number(free.stdout.split('\n')[1])
      expect(kilobytes).toBeGreaterThan(4)
      expect(kilobytes).toBeLessThan(statSync(path).size / 1024)
    })

    test('leaves the old file, reports ENOSPC, and leaves nothing else', async () => {
      const error = await update().catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'ENOSPC', path })
      expect(inspect(error)).not.toContain('s3cret')
      expect(readFileSync(path, 'utf8')).toBe(text('s3cret-old'))
      expect(readdirSync(disk)).toEqual(['.netrc'])
    })

    test('accepts the same update when there is room again', async () => {
      await expect(update()).rejects.toMatchObject({ code: 'ENOSPC' })
      expect(spawnSync('mount', ['-o', 'remount,size=128k', disk]).status).toBe(0)
      expect(await update()).toMatchObject({ changed: true })
      expect(readFileSync(path, 'utf8')).toBe(text('s3cret-new'))
      expect(readdirSync(disk)).toEqual(['.netrc'])
      spawnSync('mount', ['-o', 'remount,size=64k', disk])
    })
  },
)
