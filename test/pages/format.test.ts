import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/core.ts'

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/format.md', import.meta.url)), 'utf8')

describe('docs/format.md', () => {
  test('shows a file that is read as the page says', () => {
    const [, text = ''] = /```netrc\n([\s\S]*?)```/.exec(PAGE) ?? []
    const netrc = parse(text)
    expect(netrc.diagnostics).toEqual([])
    expect(netrc.entries.map(({ name, login, password }) => [name, login, password])).toEqual([
      ['api.example', 'anna', 's3cret'],
      ['git.example', 'anna', 's3cret'],
      [undefined, 'anonymous', 'guest'],
    ])
    expect(netrc.default?.macros).toEqual([{ name: 'init', body: 'binary\ncd /pub' }])
  })
})
