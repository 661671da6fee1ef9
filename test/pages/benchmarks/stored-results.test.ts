import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { OUR_SAVER, SAVERS, titleOf } from '../../../benchmarks/disk/savers.ts'
import { SCENARIOS } from '../../../benchmarks/disk/scenarios.ts'
import { isLoss } from '../../../benchmarks/disk/verdicts.ts'
import { GROUPS, groupOf } from '../../../benchmarks/fidelity/groups.ts'
import { FEW_LINES } from '../../../benchmarks/fidelity/results.ts'
import { VERDICTS } from '../../../benchmarks/fidelity/verdict.ts'
import { fromHere, PEERS, peerNamed } from '../../../benchmarks/peers/peers.ts'
import { readStored } from '../../../benchmarks/report/parts.ts'

const pinned: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(fromHere('package.json'), 'utf8'),
).dependencies

const stored = readStored()

describe('the stored results of the bench', () => {
  const results = stored.speed

  test('are of a full run', () => {
    expect(results.environment.quick).toBe(false)
    for (const part of Object.values(results)) expect(part).not.toEqual([])
  })

  test('are of the pinned versions', () => {
    const { 'lossless-netrc': _, ...others } = results.environment.versions
    expect(pinned).toEqual(others)
  })

  test('have no package that misreads the plain text', () => {
    const notes = results.speed.flatMap(({ layout, note }) => (layout === 'plain' ? [note] : []))
    expect(notes).not.toContain('misreads this file')
    expect(notes).not.toContain('fails on this file')
  })
})

describe('the stored results of the comparison', () => {
  const { results, corpus } = stored.comparison

  test('are of every file of the corpus', () => {
    expect(Object.keys(results.outcomes)).toEqual(corpus.map(({ name }) => name))
  })

  test('are of every peer, in the pinned version', () => {
    expect(Object.keys(results.versions)).toEqual(PEERS.map(({ name }) => name))
    const npm = Object.entries(results.versions).filter(([name]) => name in pinned)
    expect(pinned).toMatchObject(Object.fromEntries(npm))
    expect(npm).toHaveLength(7)
  })

  test('have a file for each verdict except exact', () => {
    const shown = new Set(results.examples.map(({ verdict }) => verdict))
    expect([...shown]).toEqual(VERDICTS.filter((verdict) => verdict !== 'exact'))
  })

  test('have short examples', () => {
    const lengths = results.examples.map(({ diff }) => diff.split('\n').length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(FEW_LINES)
  })

  test('have a group for each file', () => {
    const others = corpus.filter((fixture) => GROUPS[groupOf(fixture)] === undefined)
    expect(others.map(({ name }) => name)).toEqual([])
  })
})

describe('the stored results on disk', () => {
  const { rows, race } = stored.disk

  test('are of every saver, in the current version', () => {
    expect(rows).toHaveLength(SAVERS.length)
    const installed = SAVERS.filter(({ peer }) => peerNamed(peer).version() !== undefined)
    const titles = rows.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(installed.map(titleOf)))
    const names = SCENARIOS.map(({ name }) => name)
    for (const { findings } of rows) expect(Object.keys(findings)).toEqual(names)
  })

  test('have no loss of this library except for a hard link', () => {
    const ours = rows.find(({ title }) => title === titleOf(OUR_SAVER))?.findings ?? {}
    const lost = Object.keys(ours).filter((scenario) => isLoss(ours[scenario]?.verdict ?? ''))
    expect(lost).toEqual(['hard link'])
    expect(race).toEqual({ updates: 50, there: 50 })
  })
})
