import { describe, expect, test } from 'vitest'
import { CONSUMERS, hasConsumers, readObservations } from './laws/observations.ts'
import { figuresOf, tableOf, tally } from './laws/tally.ts'

const title = 'on files that real programs were seen to read'

if (!hasConsumers)
  describe.skip(`${title} (skipped, not there: ${CONSUMERS})`, () => test('', () => {}))
else
  describe(title, () => {
    const counts = tally(readObservations())
    const figures = figuresOf(counts)

    test('no difference is silent', () => {
      expect(figures.differences).toBeGreaterThan(400)
      expect(counts.get('all')?.silent).toEqual([])
    })

    test('nine errors of ten are right, and one warning of four', () => {
      expect(figures.rightErrors, tableOf(counts)).toBeGreaterThanOrEqual(0.9)
      expect(figures.rightWarnings, tableOf(counts)).toBeGreaterThanOrEqual(0.25)
    })

    test('more than a third of all differences is told as an error', () => {
      expect(figures.toldAsErrors, tableOf(counts)).toBeGreaterThanOrEqual(0.35)
    })
  })
