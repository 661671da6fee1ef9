import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

// The links of all pages. A page of the npm package links only to files in the package.

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const MANIFEST = JSON.parse(read('package.json'))
// npm always adds the last two.
const PACKED: readonly string[] = [...MANIFEST.files, 'README.md', 'LICENSE']

const pagesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
const PAGES = [...pagesOf('.'), ...pagesOf('docs'), ...pagesOf('docs/api'), 'fixtures/README.md']

const isPacked = (path: string): boolean =>
  PACKED.some((packed) => path === packed || path.startsWith(`${packed}/`))

/** Lists the targets in a page: its headings, with the names that GitHub gives them, and its anchors. */
function anchorsOf(page: string): string[] {
  const text = read(page).replace(/^```[\s\S]*?^```$/gm, '')
  const seen = new Map<string, number>()
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-')
    const count = seen.get(anchor) ?? 0
    seen.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
  return [...headings, ...[...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id = '']) => id)]
}

describe.each(PAGES)('%s', (page) => {
  const links = [...read(page).matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(
    ([, path = '', anchor]) => ({ path: path === '' ? page : join(dirname(page), path), anchor }),
  )

  test('links only to existing targets', () => {
    expect(links.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([])
    const lost = links.filter(
      ({ path, anchor }) => anchor !== undefined && !anchorsOf(path).includes(anchor),
    )
    expect(lost).toEqual([])
  })

  test.runIf(isPacked(page))('links only to files in the package', () => {
    expect(links.filter(({ path }) => !isPacked(path))).toEqual([])
  })
})
