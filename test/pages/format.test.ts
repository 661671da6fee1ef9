import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/core.ts'

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url))
const PAGE = readFileSync(join(DOCS, 'format.md'), 'utf8')

describe('docs/format.md', () => {
  test('has links that work', () => {
    const anchors = [...PAGE.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    )
    const ids = [...PAGE.matchAll(/<a id="([\w-]+)">/g)].map(([, id = '']) => id)
    for (const [, target = ''] of PAGE.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (target.startsWith('#')) expect([...anchors, ...ids]).toContain(target.slice(1))
      else if (!target.startsWith('https:')) {
        expect(existsSync(join(DOCS, target.replace(/#.*/, ''))), target).toBe(true)
      }
    }
  })

  test('shows a file that reads as it says', () => {
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
