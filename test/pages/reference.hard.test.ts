import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

// docs/api is what `npm run docs` makes of the sources as they are.

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TYPEDOC = join(ROOT, 'node_modules/typedoc/bin/typedoc')
const RECORDED = join(ROOT, 'docs/api')

const made = mkdtempSync(join(tmpdir(), 'lossless-netrc-reference-'))
afterAll(() => rmSync(made, { recursive: true, force: true }))

beforeAll(() => {
  // A warning, such as of a name without a comment, is an error: see typedoc.json.
  execFileSync(process.execPath, [TYPEDOC, '--out', made], { cwd: ROOT, encoding: 'utf8' })
}, 120_000)

test('docs/api has the pages that npm run docs makes, and no others', () => {
  expect(readdirSync(RECORDED).sort()).toEqual(readdirSync(made).sort())
})

test.each(readdirSync(RECORDED))('docs/api/%s is as npm run docs makes it', (page) => {
  expect(readFileSync(join(RECORDED, page), 'utf8')).toBe(readFileSync(join(made, page), 'utf8'))
})
