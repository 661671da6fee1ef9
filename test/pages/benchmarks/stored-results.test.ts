import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDiskResults } from '../../../benchmarks/disk/results.ts'
import { OUR_SAVER, SAVERS, titleOf } from '../../../benchmarks/disk/savers.ts'
import { SCENARIOS } from '../../../benchmarks/disk/scenarios.ts'
import { isLoss } from '../../../benchmarks/disk/verdicts.ts'
import { verdictCounts } from '../../../benchmarks/fidelity/counts.ts'
import { GROUPS, groupOf } from '../../../benchmarks/fidelity/groups.ts'
import { FEW_LINES, readResults } from '../../../benchmarks/fidelity/results.ts'
import { fromHere, PEERS, peerNamed } from '../../../benchmarks/peers/peers.ts'
import { resultsText, storedResults } from '../../../benchmarks/speed/results.ts'
import { loadCorpus } from '../../support/corpus.ts'

const pinned: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(fromHere('package.json'), 'utf8'),
).dependencies

describe('the stored results of the bench', () => {
  const results = storedResults()

  test('are of a full run', () => {
    expect(results.environment.quick).toBe(false)
    for (const part of Object.values(results)) expect(part).not.toEqual([])
  })

  test('are of the versions that are pinned', () => {
    const { 'lossless-netrc': _, ...others } = results.environment.versions
    expect(pinned).toEqual(others)
  })

  test('have no package that misreads the plain text', () => {
    const notes = results.speed.flatMap(({ layout, note }) => (layout === 'plain' ? [note] : []))
    expect(notes).not.toContain('misreads this file')
    expect(notes).not.toContain('fails on this file')
  })

  test('are written as they were read', () => {
    const stored = readFileSync(fromHere('speed/results.json'), 'utf8')
    expect(resultsText(results) === stored).toBe(true)
  })
})

describe('the stored results of the comparison', () => {
  const results = readResults()
  const corpus = loadCorpus()

  test('are of every file of the corpus', () => {
    expect(Object.keys(results.outcomes)).toEqual(corpus.map(({ name }) => name))
  })

  test('are of every peer, and of the versions that are pinned', () => {
    expect(Object.keys(results.versions)).toEqual(PEERS.map(({ name }) => name))
    const npm = Object.entries(results.versions).filter(([name]) => name in pinned)
    expect(pinned).toMatchObject(Object.fromEntries(npm))
    expect(npm).toHaveLength(7)
  })

  test('have a file that shows each verdict against each peer', () => {
    const shown = results.examples.map(({ peer, verdict }) => `${peer}: ${verdict}`)
    const given = PEERS.flatMap(({ name }) =>
      [...verdictCounts({ results, corpus }, name).keys()].map((verdict) => `${name}: ${verdict}`),
    )
    expect(shown).toEqual(given.filter((line) => !line.endsWith(': exact')))
  })

  test('have short examples', () => {
    const lengths = [...results.examples, ...results.losses].map(
      ({ diff }) => diff.split('\n').length,
    )
    expect(Math.max(...lengths)).toBeLessThanOrEqual(FEW_LINES)
  })

  test('have a group for each file', () => {
    const others = corpus.filter((fixture) => GROUPS[groupOf(fixture)] === undefined)
    expect(others.map(({ name }) => name)).toEqual([])
  })
})

describe('the stored results on disk', () => {
  const { rows, race } = readDiskResults()

  test('are of every saver, with the versions of now', () => {
    expect(rows).toHaveLength(SAVERS.length)
    const installed = SAVERS.filter(({ peer }) => peerNamed(peer).version() !== undefined)
    const titles = rows.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(installed.map(titleOf)))
    const names = SCENARIOS.map(({ name }) => name)
    for (const { findings } of rows) expect(Object.keys(findings)).toEqual(names)
  })

  test('have no loss of this library but a hard link', () => {
    const ours = rows.find(({ title }) => title === titleOf(OUR_SAVER))?.findings ?? {}
    const lost = Object.keys(ours).filter((scenario) => isLoss(ours[scenario]?.verdict ?? ''))
    expect(lost).toEqual(['hard link'])
    expect(race).toEqual({ updates: 50, there: 50 })
  })
})
