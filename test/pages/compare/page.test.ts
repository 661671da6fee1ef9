import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readDiskResults } from '../../../benchmarks/disk/results.ts'
import { diskSection } from '../../../benchmarks/disk/section.ts'
import { loadCorpus } from '../../../benchmarks/fidelity/corpus.ts'
import { verdictsOf } from '../../../benchmarks/fidelity/counts.ts'
import { GROUPS, groupOf } from '../../../benchmarks/fidelity/groups.ts'
import { withPart } from '../../../benchmarks/fidelity/marked-part.ts'
import { comparisonPage } from '../../../benchmarks/fidelity/page.ts'
import { README_PART, readmeTable } from '../../../benchmarks/fidelity/readme-table.ts'
import { FEW_LINES, readResults } from '../../../benchmarks/fidelity/results.ts'
import { fromHere, PEERS } from '../../../benchmarks/peers/peers.ts'

const results = readResults()
const corpus = loadCorpus()

test('docs/comparison.md is what the results that are checked in make it', () => {
  const page = readFileSync(fromHere('../docs/comparison.md'), 'utf8')
  expect(page).toBe(comparisonPage({ results, corpus }, diskSection(readDiskResults())))
})

test('the table of the README is what the results make it', () => {
  const readme = readFileSync(fromHere('../README.md'), 'utf8')
  const table = readmeTable({ results, corpus }, readDiskResults())
  expect(readme).toBe(withPart(readme, README_PART, table))
})

test('another text stands between the markers, and the rest of the page stays', () => {
  const page = 'above\n<!-- figures -->\nold\n<!-- /figures -->\nbelow\n'
  expect(withPart(page, 'figures', 'new\n')).toBe(
    'above\n<!-- figures -->\nnew\n<!-- /figures -->\nbelow\n',
  )
  expect(() => withPart('no markers\n', 'figures', 'new\n')).toThrow('lacks the markers')
})

test('the results are of every file of the corpus', () => {
  expect(Object.keys(results.outcomes)).toEqual(corpus.map(({ name }) => name))
})

test('the results are of every peer, and of the versions that are installed for it', () => {
  const { dependencies } = JSON.parse(readFileSync(fromHere('package.json'), 'utf8'))
  expect(Object.keys(results.versions)).toEqual(PEERS.map(({ name }) => name))
  const npm = Object.entries(results.versions).filter(([name]) => name in dependencies)
  expect(dependencies).toMatchObject(Object.fromEntries(npm))
  expect(npm).toHaveLength(7)
})

test('every verdict against a peer has a file that shows it', () => {
  const shown = results.examples.map(({ peer, verdict }) => `${peer}: ${verdict}`)
  const given = PEERS.flatMap(({ name }) =>
    verdictsOf({ results, corpus }, name).map((verdict) => `${name}: ${verdict}`),
  )
  expect(shown).toEqual(given.filter((line) => !line.endsWith(': exact')))
})

test('every example is short', () => {
  const lengths = [...results.examples, ...results.losses].map(
    ({ diff }) => diff.split('\n').length,
  )
  expect(Math.max(...lengths)).toBeLessThanOrEqual(FEW_LINES)
})

test('every file belongs to a group', () => {
  const others = corpus.filter((fixture) => GROUPS[groupOf(fixture)] === undefined)
  expect(others.map(({ name }) => name)).toEqual([])
})
