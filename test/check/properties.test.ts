import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RULES } from '../../src/check/rules.ts'
import { check, programs } from '../../src/check.ts'
import { lex, parse } from '../../src/core.ts'
import { anyBytes, anyTexts, netrcTexts } from '../support/arbitraries.ts'
import { ALL } from './laws/programs.ts'
import { filesWithDepartures, plainFiles } from './laws/random-files.ts'

const MESSAGES = new Set(Object.values(RULES).map((row) => row.split('\n')[1]))

test('a file in the portable profile has no findings, for all programs', () => {
  const isQuiet = (text: string): void => {
    expect(check(text, { programs: ALL, mode: 0o600 })).toEqual([])
  }
  fc.assert(fc.property(plainFiles, isQuiet), { numRuns: 1000, seed: 1 })
})

test('a finding shows nothing from the file except the name of a machine', () => {
  const showsNothing = (text: string): void => {
    for (const { message, machine, ...others } of check(text, { programs: ALL })) {
      expect(MESSAGES).toContain(message)
      if (machine !== undefined) expect(lex(text).map(({ value }) => value)).toContain(machine)
      expect(Object.keys(others).sort()).toEqual(['code', 'end', 'programs', 'severity', 'start'])
    }
  }
  fc.assert(fc.property(fc.oneof(netrcTexts, filesWithDepartures), showsNothing), {
    numRuns: 500,
    seed: 1,
  })
})

test('text above the first entry does not count as an entry, whatever it begins with', () => {
  const findings = (word: string) =>
    check(`${word} x\nmachine a.example login b password c\n`, { programs: ALL })
  expect(findings('docs')).toEqual(findings('aocs'))
})

test('a finding shows no secret from a field, a comment, a macro or a single word', () => {
  const secret = 'zq7SECRETzq7'
  const texts = ['', '"', '#', '\\', '\u00e9', '\r'].flatMap((odd) => [
    `machine a login u${odd} password ${secret}${odd}\n`,
    `machine a login u password ${odd}${secret} x "${odd}\n`,
    `machine a\n\n# ${secret} machine ${odd}\n${secret}${odd} login\naccount ${secret}\n`,
    `macdef m${odd}\n${secret} machine x\n`,
    `password ${secret}${odd}\nmachine a user ${secret} passwd\n${secret}\n`,
  ])
  for (const text of texts) {
    const findings = check(text, { programs: ALL, mode: 0o644 })
    expect(findings.length).toBeGreaterThan(0)
    expect(JSON.stringify(findings)).not.toContain(secret)
  }
})

test('the findings of any text are in its order, and the same for its bytes and its document', () => {
  const isOrderly = (text: string): void => {
    const netrc = parse(text)
    const findings = check(netrc, { programs: ALL })
    const offsets = findings.map(({ start }) => start.offset)
    expect(offsets).toEqual([...offsets].sort((one, other) => one - other))
    for (const { start, end, programs } of findings) {
      expect(end.offset).toBeGreaterThanOrEqual(start.offset)
      expect(text.slice(0, start.offset).split('\n').length).toBe(start.line)
      expect(programs.length).toBeGreaterThan(0)
      expect(new Set(programs).size).toBe(programs.length)
    }
    expect(check(String(netrc), { programs: ALL })).toEqual(findings)
    expect(check(netrc.toBytes(), { programs: ALL })).toEqual(
      check(parse(netrc.toBytes()), { programs: ALL }),
    )
  }
  fc.assert(fc.property(fc.oneof(anyTexts, filesWithDepartures), isOrderly), {
    numRuns: 300,
    seed: 1,
  })
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      check(bytes)
    }),
    { numRuns: 100, seed: 1 },
  )
})

test('checking for fewer programs gives the same findings, without the others', () => {
  const isSubset = (text: string): void => {
    for (const { name } of programs) {
      const alone = check(text, { programs: [name] })
      const all = check(text, { programs: ALL }).filter((it) => it.programs.includes(name))
      expect(new Set(alone)).toEqual(new Set(all.map((it) => ({ ...it, programs: [name] }))))
    }
  }
  fc.assert(fc.property(filesWithDepartures, isSubset), { numRuns: 60, seed: 1 })
})

test('Git is affected like the curls: certainly if all of them are, otherwise possibly', () => {
  const isAsCurls = (text: string): void => {
    for (const { programs: named, severity } of check(text, { programs: ALL })) {
      const curls = named.filter((name) => name.startsWith('curl')).length
      if (severity === 'error') expect(named.includes('git')).toBe(curls === 3)
      else if (curls > 0) expect(named).toContain('git')
    }
  }
  fc.assert(fc.property(filesWithDepartures, isAsCurls), { numRuns: 200, seed: 1 })
})

// Each takes about a second. In quadratic time it would take minutes, and the test would time out.
test.each([
  ['machines with one name', 'machine a login u password p\n'.repeat(20_000)],
  ['machines on one line', 'machine a login u password p '.repeat(20_000)],
  ['fields in one entry', `machine a${' login u password p'.repeat(20_000)}`],
  ['comments', `machine a login u\n${'\n# one two machine\n'.repeat(20_000)}`],
  ['blanks', `machine a${' '.repeat(400_000)}x`],
  ['quotes', `machine a password ${'"x '.repeat(30_000)}`],
  ['Windows line ends', 'machine a\r\n  login u\r\n  password p\r\n'.repeat(20_000)],
  ['defaults', 'default login u password p\n'.repeat(20_000)],
  ['macros', 'machine a\nmacdef m\nx\n\n'.repeat(10_000)],
  ['single words', 'x '.repeat(100_000)],
  ['a macro of blanks', `macdef m\n${' '.repeat(200_000)}x\n${'a '.repeat(100_000)}\n\n`],
])('%s are checked in linear time', (_, text) => {
  expect(() => check(text, { programs: ALL })).not.toThrow()
})
