import { describe, expect, test } from 'vitest'
import { check, programs } from '../../src/check.ts'
import { parse } from '../../src/core.ts'
import { untyped } from '../support/calls.ts'

/** Summarizes which rule affects which programs. */
function summary(...given: Parameters<typeof check>): readonly string[] {
  return check(...given).map(
    ({ severity, code, machine, programs }) => `${severity} ${code} ${machine ?? '-'}: ${programs}`,
  )
}

describe('a finding', () => {
  test('has a rule, a severity, the affected programs, a message, a machine and a place', () => {
    const text = '# mine\nmachine a login u password "p q"\n'
    expect(check(text, { programs: ['curl', 'go'] })).toEqual([
      {
        code: 'quoted-value',
        severity: 'error',
        programs: ['go'],
        message:
          'Some programs do not support quotes: they read them as part of the value, and end it at a blank. Use a value without quotes.',
        machine: 'a',
        start: { offset: 25, line: 2, column: 19 },
        end: { offset: 39, line: 2, column: 33 },
      },
    ])
  })

  test('is the same for a string, bytes and a document', () => {
    const text = 'machine a login u password "ä"\r\n'
    const findings = check(text)
    expect(findings.length).toBeGreaterThan(0)
    expect(check(new TextEncoder().encode(text))).toEqual(findings)
    expect(check(parse(text))).toEqual(findings)
  })

  test('is about the document as it is after an edit', () => {
    const netrc = parse('machine a login u password p\n')
    expect(check(netrc)).toEqual([])
    netrc.set('a', { login: 'u', password: 'p q' })
    expect(summary(netrc, { programs: ['go'] })).toEqual(['error quoted-value a: go'])
  })

  test('is a warning in a machine that is hidden by another one with its name', () => {
    const text = 'machine a login u password p\nmachine a login v password "q"\n'
    expect(summary(text, { programs: ['go'] })).toEqual(['warning quoted-value a: go'])
  })

  test('is a warning in a machine if another one has exactly the name', () => {
    const text = 'machine A login v password "q"\nmachine a login u password p\n'
    const findings = summary(text, { programs: ['go'], machine: 'a' })
    expect(findings).toContain('warning quoted-value A: go')
  })

  test('ignores a machine without fields', () => {
    const text = 'machine a\nmachine a login u password "p"\n'
    expect(summary(text, { programs: ['go'] })).toContain('error quoted-value a: go')
  })
})

describe('the programs', () => {
  const text = 'machine a login u password "p q"\n'

  test('are those that most people have by default', () => {
    const usual = programs.filter(({ isCheckedByDefault }) => isCheckedByDefault)
    expect(check(text)).toEqual(check(text, { programs: usual.map(({ name }) => name) }))
    expect(usual.map(({ name }) => name)).toEqual([
      ...['curl', 'curl@8.11', 'curl@7.84', 'git', 'wget', 'python', 'go'],
      ...['git-credential-netrc', 'netrc-parser'],
    ])
  })

  test('are only those that are listed, even if the list is empty', () => {
    expect(summary(text, { programs: ['ruby'] })).toEqual(['error quoted-value a: ruby'])
    expect(check(text, { programs: [] })).toEqual([])
  })

  test('have a title, versions and places to look for the file', () => {
    expect(programs.length).toBe(14)
    for (const { title, versions, files, requirement } of programs) {
      for (const said of [title, versions, files, requirement ?? '-']) expect(said).not.toBe('')
    }
  })
})

describe('the machine', () => {
  const text = 'machine a login u password "p"\nmachine b login u password p\n'

  test('leaves out findings about other machines', () => {
    expect(summary(text, { programs: ['go'], machine: 'b' })).toEqual([])
    expect(summary(text, { programs: ['go'], machine: 'a' })).toHaveLength(1)
  })

  test('may be given in another case, which most programs do not find', () => {
    const findings = summary(text, { programs: ['perl'], machine: 'B' })
    expect(findings).toEqual(['warning machine-name b: perl'])
  })

  test('without an entry gets the findings about default, for programs that use it', () => {
    const withDefault = 'machine a login u password p\ndefault login v password "q"\n'
    const asked = ['go', 'ruby'] as const
    expect(summary(withDefault, { programs: asked, machine: 'a' })).toEqual([])
    expect(summary(withDefault, { programs: asked, machine: 'c' })).toEqual([
      'error quoted-value -: ruby',
    ])
  })

  test('may have a port in its name, as git-credential-netrc looks it up', () => {
    const withPort = 'machine a port 8080 login u password p\n'
    const findings = summary(withPort, { programs: ['git-credential-netrc'], machine: 'a:8080' })
    expect(findings).toEqual(['warning word-out-of-place a: git-credential-netrc'])
  })
})

describe('the mode', () => {
  const text = 'machine a login u password p\n'

  test.each([
    [0o600, []],
    [0o100600, []],
    [0o644, ['warning permissions -: python', 'error permissions -: perl']],
    [0o400, []],
    [0o700, []],
  ])('%o', (mode, expected) => {
    expect(summary(text, { programs: ['python', 'perl'], mode })).toEqual(expected)
  })

  test('is not checked if it is left out', () => {
    expect(summary(text, { programs: ['perl'] })).toEqual([])
  })
})

describe('a file in UTF-16', () => {
  test('is not plain text', () => {
    const bytes = Buffer.from('\ufeffmachine a login u password p\n', 'utf16le')
    expect(new Set(check(bytes).map(({ code }) => code))).toEqual(new Set(['not-plain-text']))
    expect(check(bytes, { programs: ['python'] })[0]?.severity).toBe('error')
  })
})

describe('a wrong call is refused', () => {
  const text = 'machine a login u password s3cret\n'
  test.each([
    ['options that are not an object', 'curl'],
    ['null', null],
    ['an unknown key', { program: 'curl' }],
    ['programs that are not an array', { programs: 'curl' }],
    ['programs that are an object', { programs: {} }],
    ['an unknown program', { programs: ['curl', 'crul'] }],
    ['a program that is not a string', { programs: [1] }],
    ['a machine that is not a string', { machine: 1 }],
    ['a mode that is not a number', { mode: '0600' }],
  ])('%s', (_, options) => {
    expect(() => check(text, untyped(options))).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    )
  })

  test.each([[undefined], [null], [1], [{}], [[]]])('%s instead of a file', (source) => {
    expect(() => check(untyped(source))).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    )
  })
})
