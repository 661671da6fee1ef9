import { describe, expect, test } from 'vitest'
import { count, duration, kilobytes, times } from '../../../benchmarks/report/numbers.ts'
import { readStored } from '../../../benchmarks/report/parts.ts'
import { adversarialTable, SPEED_TABLES } from '../../../benchmarks/report/speed-tables.ts'
import { asMarkdown } from '../../../benchmarks/report/table.ts'
import type { AdversarialRow, SpeedRow } from '../../../benchmarks/speed/rows.ts'

const results = readStored().speed

const measured: SpeedRow = {
  layout: 'plain',
  entries: 1000,
  task: 'read one',
  contender: 'lossless-netrc',
  median: 0.2,
  ratio: 1,
  note: undefined,
}

describe('tables', () => {
  test('a package that was given up has its reason instead of a number', () => {
    const speed: readonly SpeedRow[] = [
      measured,
      { ...measured, contender: 'netrc', median: 0.13, ratio: 0.65 },
      { ...measured, contender: 'netrc-rw', median: 20, ratio: 100 },
      {
        ...measured,
        contender: 'netrc-parser',
        median: undefined,
        ratio: undefined,
        note: 'given up after 10 s',
      },
      { ...measured, task: 'read all', median: 7 },
      { ...measured, layout: 'one line', median: 7 },
    ]
    const table = SPEED_TABLES['read-one']?.({ ...results, speed }) ?? { head: [], rows: [] }
    expect(asMarkdown(table)).toBe(
      [
        '| entries | 1,000 |',
        '| --- | ---: |',
        '| lossless-netrc | 200 µs |',
        '| netrc | 130 µs (0.65×) |',
        '| netrc-rw | 20.0 ms (100×) |',
        '| netrc-parser | given up after 10 s |',
        '',
      ].join('\n'),
    )
  })

  test('a column that is mostly numbers is right-aligned', () => {
    const rows = [
      ['10 entries', '**2.72**', '0600', ''],
      ['parse', '1.9', 'refused', '5 of 9'],
      ['set', 'too short to tell', 'kept', '—'],
    ]
    const [, rule] = asMarkdown({ head: ['', 'factor', 'mode', 'files'], rows }).split('\n')
    expect(rule).toBe('| --- | ---: | --- | --- |')
  })

  test('an adversarial text is shown with its worst factor that is not noise', () => {
    const row: AdversarialRow = {
      text: 'blanks only',
      operation: 'parse',
      characters: 200_000,
      half: 1,
      full: 2.1,
      factor: 2.1,
      measurable: true,
    }
    const adversarial: readonly AdversarialRow[] = [
      row,
      { ...row, operation: 'lex', full: 2.4, factor: 2.4 },
      { ...row, operation: 'set', full: 0.01, factor: 7, measurable: false },
      { ...row, text: 'NUL', full: 0.01, measurable: false },
    ]
    expect(adversarialTable({ ...results, adversarial }).rows).toEqual([
      ['blanks only', '200,000', '2.40', 'lex', '2.40 ms'],
      ['NUL', '200,000', 'too short to tell', '', ''],
    ])
  })
})

describe('numbers', () => {
  test('a time has three digits and a suitable unit', () => {
    const written = [0.00123, 0.9994, 0.9996, 9.999, 99.96, 999.4, 999.6, 12_345].map(duration)
    expect(written).toEqual([
      '1.23 µs',
      '999 µs',
      '1.00 ms',
      '10.0 ms',
      '100 ms',
      '999 ms',
      '1.00 s',
      '12.3 s',
    ])
    expect(duration(-6.5)).toBe('-6.50 ms')
  })

  test('counts, bytes and ratios', () => {
    expect([count(999), count(1000), count(1_234_567)]).toEqual(['999', '1,000', '1,234,567'])
    expect(kilobytes(7996)).toBe('8.0 kB')
    expect([times(0.456), times(1.04), times(9.94), times(9.96), times(1234)]).toEqual([
      '0.46',
      '1.0',
      '9.9',
      '10',
      '1,234',
    ])
  })
})
