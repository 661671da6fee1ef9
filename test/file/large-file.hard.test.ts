import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import { parse, updateNetrc } from '../../src/index.ts'

const home = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))

afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

test('a file of 60 MB is updated within 10 seconds', async () => {
  const path = join(home, '.netrc')
  const comments = Buffer.alloc(60_000_000, `# ${'a comment '.repeat(50)}\n`)
  comments.write('\n', comments.length - 1)
  const entry = Buffer.from('machine a.example login me password s3cret-old # work\n')
  writeFileSync(path, Buffer.concat([comments, entry]), { mode: 0o600 })
  const start = performance.now()
  const result = await updateNetrc(
    (netrc) => {
      netrc.set('a.example', { password: 's3cret-new' })
    },
    { path },
  )
  expect(performance.now() - start).toBeLessThan(10_000)
  expect(result).toEqual({ path, changed: true, created: false, value: undefined })
  const written = readFileSync(path)
  expect(written.length).toBe(comments.length + entry.length)
  expect(written.subarray(0, comments.length).equals(comments)).toBe(true)
  expect(written.subarray(comments.length).toString()).toBe(
    'machine a.example login me password s3cret-new # work\n',
  )
  expect(readdirSync(home)).toEqual(['.netrc'])
})

test('millions of bytes that are not UTF-8 are written back', () => {
  const bytes = new Uint8Array(8 * 2 ** 20).fill(0xff)
  expect(Buffer.compare(parse(bytes).toBytes(), bytes)).toBe(0)
})

test('a macro of millions of lines is checked', () => {
  const findings = check(`macdef m\n${'ls\n'.repeat(4_000_000)}\n`, { programs: ['curl'] })
  expect(findings.map(({ code }) => code)).toContain('macro')
})
