import { expect, test } from 'vitest'
import { lex, parse, serialize } from '../../src/core.ts'

test('200,000 lines of entries come back unchanged', () => {
  const text = 'machine a.example login ada password s3cret\n'.repeat(200_000)
  const netrc = parse(text)
  expect(String(netrc) === text).toBe(true)
  expect(serialize(lex(text)) === text).toBe(true)
  expect(netrc.diagnostics.length).toBeGreaterThanOrEqual(0)
  expect(String(netrc) === text).toBe(true)
})
