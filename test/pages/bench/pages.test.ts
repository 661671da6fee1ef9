import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { documents, root } from '../../../benchmarks/report/documents.ts'
import { resultsText, storedResults } from '../../../benchmarks/speed/results.ts'
import { describeUnlessMissing } from '../../support/requirements.ts'

const results = storedResults()
const outdated = 'is not what benchmarks/speed/results.json gives: run "npm run bench -- --pages"'

function stored(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

describe('the pages of what it costs', () => {
  for (const [path, text] of documents(results)) {
    test(`${path} has the figures of the stored results`, () => {
      expect(stored(path) === text, `${path} ${outdated}`).toBe(true)
    })
  }
})

describe('the stored results', () => {
  test('are of a full run', () => {
    expect(results.environment.quick).toBe(false)
    for (const part of Object.values(results)) expect(part).not.toEqual([])
  })

  test('are of the versions that are pinned', () => {
    const pinned = ['benchmarks/package.json'].map(
      (path): Record<string, string> => JSON.parse(stored(path)).dependencies,
    )
    const versions: Record<string, string> = Object.assign({}, ...pinned)
    const { 'lossless-netrc': _, ...others } = results.environment.versions
    for (const [name, version] of Object.entries(others))
      expect([name, version]).toEqual([name, versions[name]])
  })

  test('have no package that misreads the plain text', () => {
    const notes = results.speed.flatMap(({ layout, note }) => (layout === 'plain' ? [note] : []))
    expect(notes).not.toContain('misreads this file')
    expect(notes).not.toContain('fails on this file')
  })

  test('are written as they were read', () => {
    expect(resultsText(results) === stored('benchmarks/speed/results.json')).toBe(true)
  })
})

const installed = existsSync(new URL('benchmarks/node_modules/vega-lite', root))

describeUnlessMissing(installed ? [] : ['vega (npm ci --prefix benchmarks)'], 'the charts', () => {
  test('are drawn from the stored results, each of them, and there is no other', async () => {
    const { drawings } = await import('../../../benchmarks/report/drawings.ts')
    const charts = await drawings(results)
    const names = readdirSync(new URL('docs/charts', root)).map((name) => `docs/charts/${name}`)
    expect(names.sort()).toEqual([...charts.keys()].sort())
    for (const [path, svg] of charts) expect(stored(path) === svg, `${path} ${outdated}`).toBe(true)
  })

  test('are linked, light and dark, and every chart that is linked is there', () => {
    const links = ['README.md', 'docs/performance.md'].flatMap((path) =>
      [...stored(path).matchAll(/(?:src|srcset)="((?:docs\/)?charts\/[^"]+)"/g)].map(
        ([, link = '']) => link.replace(/^charts/, 'docs/charts'),
      ),
    )
    const names = readdirSync(new URL('docs/charts', root)).map((name) => `docs/charts/${name}`)
    expect([...new Set(links)].sort()).toEqual(names.sort())
  })
})
