import { expect, test } from 'vitest'
import { DANGERS, SCENARIOS } from '../../../benchmarks/disk/scenarios.ts'
import { shown, textOfHalfABlock, textOfOneBlock } from '../../../benchmarks/disk/texts.ts'
import {
  crashVerdict,
  failureVerdict,
  isLoss,
  linkVerdict,
  modeVerdict,
  togetherVerdict,
} from '../../../benchmarks/disk/verdicts.ts'
import { scenarioTable } from '../../../benchmarks/report/fidelity-tables.ts'
import { lossesOnDisk } from '../../../benchmarks/report/losses.ts'
import { asMarkdown } from '../../../benchmarks/report/table.ts'

const contents = (found: string | undefined) => ({
  old: 'the old text',
  new: 'the new text',
  found,
})

test.each([
  [['the old text', 'the new text'], 'old or new'],
  [['the old text', '', 'the new text'], 'empty'],
  [['the old text', 'the n', 'the new text'], 'truncated'],
  [[undefined, '', 'the new text'], 'gone or empty'],
] as const)('a killed process leaves %j: %s', (found, verdict) => {
  expect(crashVerdict(found.map(contents))).toBe(verdict)
})

test.each([
  ['the old text', 'ENOSPC', 'refused'],
  ['the new text', 'saved', 'saved'],
  ['the n', 'ENOSPC', 'truncated, with an error'],
  ['the n', 'saved', 'truncated, without an error'],
  ['', 'ENOSPC', 'empty, with an error'],
  ['the old text', 'saved', 'old, without an error'],
] as const)('a save on a full disk leaves %j and returns %s: %s', (found, answer, verdict) => {
  expect(failureVerdict(contents(found), answer)).toBe(verdict)
})

test('of two saves, both are kept, or one, or none', () => {
  expect(togetherVerdict([true, true])).toBe('both kept')
  expect(togetherVerdict([true, false])).toBe('one lost')
  expect(togetherVerdict([false, false])).toBe('both lost')
})

test('a mode is octal, without the file type', () => {
  expect(modeVerdict(0o100600, 'saved')).toBe('0600')
  expect(modeVerdict(0o100044, 'saved')).toBe('0044')
  expect(modeVerdict(0o100644, 'an error')).toBe('refused')
  expect(modeVerdict(undefined, 'ENOENT')).toBe('refused')
})

test('a link is only kept if its target has changed', () => {
  expect(linkVerdict(true, true)).toBe('kept')
  expect(linkVerdict(true, false)).toBe('not followed')
  expect(linkVerdict(false, true)).toBe('replaced')
})

test('a loss is lost content, or a file that others may read', () => {
  const losses = [
    'empty',
    'gone or empty',
    'truncated, with an error',
    'one lost',
    'replaced',
    '0644',
    '0640',
  ]
  expect(losses.filter((verdict) => !isLoss(verdict))).toEqual([])
  const harmless = ['old or new', 'refused', 'saved', 'both kept', 'kept', '0600', '0400']
  expect(harmless.filter(isLoss)).toEqual([])
})

test('the file fills the block except for less than a machine, or half of it', () => {
  expect(textOfOneBlock().length).toBeGreaterThan(4096 - 87)
  expect(textOfOneBlock().length).toBeLessThanOrEqual(4096)
  // A layout with four spaces instead of each tab fits as well.
  expect(textOfHalfABlock().replaceAll('\t', '    ').length).toBeLessThan(4096)
})

test('only the end of a long text is shown', () => {
  expect(shown('machine a.example\n'.repeat(20))).toBe(`(360 bytes, 20 machines; the end:)
machine a.example
machine a.example
machine a.example`)
  expect(shown('')).toBe('(an empty file)')
  expect(shown(undefined)).toBe('(no file)')
})

test('a loss is shown with the first saver that has it', () => {
  const kept = Object.fromEntries(
    SCENARIOS.map(({ name }) => [name, { verdict: 'kept', before: '', after: '' }]),
  )
  const killed = { verdict: 'empty', before: 'machine a.example', after: '(an empty file)' }
  const rows = [
    { title: 'One 1.0.0', findings: kept },
    { title: 'Two 2.0.0', findings: { ...kept, killed } },
    { title: 'Three 3.0.0', findings: { ...kept, killed } },
  ]
  const disk = { rows, race: { updates: 50, there: 49 } }
  expect(
    asMarkdown(scenarioTable(disk, DANGERS)),
  ).toBe(`|  | killed | full disk | two savers | symbolic link | mode 0644 | new file |
| --- | --- | --- | --- | --- | --- | --- |
| One 1.0.0 | kept | kept | kept | kept | kept | kept |
| Two 2.0.0 | **empty** | kept | kept | kept | kept | kept |
| Three 3.0.0 | **empty** | kept | kept | kept | kept | kept |
`)
  expect(lossesOnDisk(disk)).toBe(`#### Killed

Two 2.0.0:

\`\`\`
before:
machine a.example

after:
(an empty file)
\`\`\`
`)
})
