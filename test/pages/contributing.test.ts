import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

test('CONTRIBUTING.md has a row for each script', () => {
  const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `(?:npm (?:run )?(?:-s )?)?([\w:]+)/gm)]
  const { scripts } = JSON.parse(read('package.json'))
  expect(new Set(rows.map(([, script]) => script))).toEqual(
    new Set(['ci', ...Object.keys(scripts)]),
  )
})
