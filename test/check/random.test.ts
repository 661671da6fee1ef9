import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode } from '../../src/bytes.ts'
import { askOracle, missingForOracle } from './laws/oracle.ts'
import { filesWithDepartures, HOSTS } from './laws/random-files.ts'
import { figuresOf, type Tally, tableOf, tally } from './laws/tally.ts'

const RUNS = Number(process.env.CHECK_RUNS ?? 400)
const SEED = Number(process.env.CHECK_SEED ?? 1)
const title = `on ${RUNS} random files, for models of programs and for Python's own module`
const missing = missingForOracle()

describe.skipIf(missing.length > 0)(
  missing.length > 0 ? `${title} (skipped, missing: ${missing.join(', ')})` : title,
  () => {
    let counts: Tally | undefined
    const talliedOnce = (): Tally => {
      const files = fc.sample(filesWithDepartures, { numRuns: RUNS, seed: SEED })
      counts ??= tally(askOracle(files.map(encode), [HOSTS[0], HOSTS[1], 'absent.example']))
      return counts
    }

    test('at most five of a thousand differences have no finding', { timeout: 120_000 }, () => {
      const all = talliedOnce()
      if (process.env.CHECK_TABLE) console.log(tableOf(all))
      const { silent = 1, differences } = figuresOf(all)
      expect(differences).toBeGreaterThan(RUNS)
      expect(silent, all.get('all')?.silent.join('\n')).toBeLessThanOrEqual(0.005)
    })

    test('nine of ten errors and one of four warnings are right', () => {
      const { rightErrors, rightWarnings } = figuresOf(talliedOnce())
      expect(rightErrors).toBeGreaterThanOrEqual(0.9)
      expect(rightWarnings).toBeGreaterThanOrEqual(0.25)
    })

    test('more than a third of all differences are reported as errors', () => {
      expect(figuresOf(talliedOnce()).toldAsErrors).toBeGreaterThanOrEqual(0.35)
    })
  },
)
