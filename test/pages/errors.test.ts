import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as core from '../../src/core.ts'
import { rowsOf } from '../support/tables.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PAGE = read('docs/errors.md')

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** Lists the literals of a union in the source. */
function literalsOf(path: string, type: string): string[] {
  const union = new RegExp(`type ${type} =((?:\\s*\\| '[\\w-]+')+)`).exec(read(path))?.[1] ?? ''
  return [...union.matchAll(/[\w-]+/g)].map(([literal]) => literal)
}

describe('the tables of docs/errors.md', () => {
  test('have every code of an error', () => {
    const rows = [
      ...rowsOf(PAGE, 'code', 'when', 'for instance'),
      ...rowsOf(PAGE, 'code', 'when', 'message'),
    ]
    const codes = literalsOf('src/errors.ts', 'NetrcErrorCode')
    expect([...new Set(rows.map(([code]) => code))].sort()).toEqual(codes.sort())
  })

  test('have an edit that throws the error', () => {
    const rows = rowsOf(PAGE, 'code', 'when', 'for instance')
    expect(rows.length).toBeGreaterThan(5)
    for (const [code, , edit = ''] of rows) {
      const netrc = core.parse('machine a.example login anna\n')
      const call = new Function('netrc', 'entry', 'parse', edit)
      const attempt = (): void => call(netrc, netrc.get('a.example'), core.parse)
      expect(attempt, edit).toThrow(expect.objectContaining({ name: 'NetrcError', code }))
    }
  })

  test('have every code of a diagnostic, its severity, and a text that has only this one', () => {
    const rows = rowsOf(PAGE, 'code', 'severity', 'when', 'for instance', 'what to do')
    const codes = literalsOf('src/api.ts', 'DiagnosticCode')
    expect(rows.map(([code]) => code).sort()).toEqual(codes.sort())
    for (const [code, severity, , text = ''] of rows) {
      const { diagnostics } = core.parse(
        text.replace(/\\u[0-9a-f]{4}/g, (found) => JSON.parse(`"${found}"`)),
      )
      expect(diagnostics, text).toEqual([expect.objectContaining({ code, severity })])
    }
  })
})
