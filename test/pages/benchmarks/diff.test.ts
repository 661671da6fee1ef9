import { expect, test } from 'vitest'
import { diffLines, visibleLines } from '../../../benchmarks/fidelity/diff.ts'
import { decode } from '../../../src/bytes.ts'

test('a diff has the lines of both texts in order, and shared lines once', () => {
  const before = 'machine a.example\n  login me\n  password s3cret\n'
  const after = 'machine a.example\n  password n3w-s3cret\n  login me\n'
  expect(diff(before, after)).toBe(`  machine a.example
+ ··password n3w-s3cret
  ··login me
- ··password s3cret`)
})

test('an empty text has no lines, and an empty line is a line', () => {
  expect(diff('', '\n')).toBe('+')
  expect(diff('\n', '')).toBe('-')
})

test('invisible characters are made visible', () => {
  const text = '\ufeffmachine\ta.example \u00a0\0\u200b\r\n  login me \n'
  expect(visibleLines(text)).toEqual([
    '[byte order mark]machine→a.example [U+00A0]␀[U+200B]␍',
    '··login me·',
  ])
})

test('a byte that is not UTF-8 is shown with its value', () => {
  const text = decode(Uint8Array.of(0x61, 0xff, 0x0a))
  expect(visibleLines(text)).toEqual(['a[byte FF]'])
})

test('a missing line break at the end is shown', () => {
  expect(diff('machine a.example', 'machine a.example\n')).toBe(`- machine a.example[no line break]
+ machine a.example`)
})

function diff(before: string, after: string): string {
  return diffLines(visibleLines(before), visibleLines(after)).join('\n')
}
