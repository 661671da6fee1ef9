import { describe, expect, test } from 'vitest'
import { LAYOUTS } from './interop/layouts.ts'
import { testTrailingBackslash } from './interop/trailing-backslash.ts'
import { testValues } from './interop/trials.ts'
import { VALUES } from './interop/values.ts'

/** One value of each form, and of each that a program has trouble with; the hard tests have all of them. */
const REPRESENTATIVES = [
  'a plain token',
  'nothing',
  'a space inside',
  'a leading double quote',
  'a backslash inside',
  'a trailing backslash',
  'a leading hash',
  'the keyword machine',
  'an accent',
]

describe('the table', () => {
  const labels = VALUES.map(({ label }) => label)

  test('has at least seventy values, each with its own label', () => {
    expect(labels.length).toBeGreaterThanOrEqual(70)
    expect(new Set(labels).size).toBe(labels.length)
  })

  test('has the values that are tested here', () => {
    expect(labels).toEqual(expect.arrayContaining(REPRESENTATIVES))
  })

  test('has every value that is an exception in a layout', () => {
    const named = LAYOUTS.flatMap(({ exceptions }) => Object.keys(exceptions))
    expect(labels).toEqual(expect.arrayContaining(named))
  })
})

testValues(
  VALUES.filter(({ label }) => REPRESENTATIVES.includes(label)),
  // A new file, and an entry on one line above another.
  LAYOUTS.slice(0, 2),
)

testTrailingBackslash()
