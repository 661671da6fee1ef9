import { describe, expect, test } from 'vitest'
import { CONSUMERS, hasConsumers, readObservations } from './laws/observations.ts'
import { figuresOf, tableOf, tally } from './laws/tally.ts'

const title = 'on files that real programs were observed to read'

if (!hasConsumers)
  describe.skip(`${title} (skipped, missing: ${CONSUMERS})`, () => test('', () => {}))
else
  describe(title, () => {
    const counts = tally(readObservations())
    const figures = figuresOf(counts)

    test('every difference has a finding', () => {
      expect(figures.differences).toBeGreaterThan(400)
      expect(counts.get('all')?.silent).toEqual([])
    })

    test('nine of ten errors and one of four warnings are right', () => {
      expect(figures.rightErrors, tableOf(counts)).toBeGreaterThanOrEqual(0.9)
      expect(figures.rightWarnings, tableOf(counts)).toBeGreaterThanOrEqual(0.25)
    })

    test('more than a third of all differences are reported as errors', () => {
      expect(figures.toldAsErrors, tableOf(counts)).toBeGreaterThanOrEqual(0.35)
    })
  })
