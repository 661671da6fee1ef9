import { readFileSync, writeFileSync } from 'node:fs'
import type { Results } from './rows.ts'

const path = new URL('results.json', import.meta.url)

/** The results of the last full run, as they are checked in. */
export function storedResults(): Results {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** Keeps the results of a full run, from which the pages are drawn. */
export function store(results: Results): void {
  writeFileSync(path, resultsText(results))
}

/** The results as JSON, each row on one line; of a measured number the first four digits. */
export function resultsText(results: Results): string {
  const parts = Object.entries(results).map(([name, part]) => {
    const value = Array.isArray(part)
      ? `[\n${part.map((row) => `    ${line(row)}`).join(',\n')}\n  ]`
      : line(part)
    return `  ${JSON.stringify(name)}: ${value}`
  })
  return `{\n${parts.join(',\n')}\n}\n`
}

function line(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
  )
}
