import { describe, expect, test } from 'vitest'
import { RULES } from '../../src/check/rules.ts'
import { check, type Finding, type FindingCode } from '../../src/check.ts'
import { EXAMPLES } from '../../tools/rule-examples.ts'
import { ALL } from './laws/programs.ts'

/** Formats a finding as a line: range, severity, machine and affected programs. */
function lineOf({ start, end, severity, machine = 'the file', programs }: Finding): string {
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`
  return `${place} ${severity} for ${machine}: ${programs.join(', ')}`
}

const EXPECTED: Readonly<Record<FindingCode, readonly string[]>> = {
  'not-plain-text': [
    '1:1-1:2 warning for the file: curl, curl@8.11, curl@7.84, git, wget, uv, go, jgit, perl, ruby, git-credential-netrc, netrc-parser, netrc',
    '1:1-1:2 error for the file: python',
    '1:1-1:2 error for a: curl, curl@8.11, curl@7.84, git, wget, jgit, perl, ruby',
  ],
  'carriage-return': [
    '1:29-2:1 warning for the file: curl@8.11, git, uv',
    '1:29-2:1 warning for a: go, netrc-parser',
  ],
  'non-ascii': [
    '1:19-1:30 warning for the file: curl@8.11, git',
    '1:19-1:30 warning for a: wget, python, git-credential-netrc, netrc-parser',
  ],
  'too-long': ['1:1-1:1 warning for the file: curl, curl@8.11, curl@7.84, git'],
  permissions: [
    '1:1-1:1 warning for the file: python',
    '1:1-1:1 error for the file: perl, ruby, git-credential-netrc',
  ],
  'keyword-case': [
    '1:11-1:18 error for the file: python, uv',
    '1:11-1:18 warning for the file: netrc',
    '1:11-1:18 warning for a: wget, go, perl, ruby, git-credential-netrc, netrc-parser',
    '1:11-1:18 error for a: netrc',
  ],
  'machine-name': [
    '1:1-1:10 warning for the file: uv, go',
    '1:1-1:10 warning for A: curl, curl@8.11, curl@7.84, git, wget',
    '1:1-1:10 error for A: python, uv, go, jgit, perl, ruby, git-credential-netrc, netrc-parser, netrc',
  ],
  'name-in-two-cases': ['2:1-2:10 warning for A: curl, curl@8.11, curl@7.84, git, wget'],
  'quoted-value': [
    '1:19-1:33 warning for the file: netrc',
    '1:19-1:33 error for a: go, jgit, ruby, netrc-parser, netrc',
  ],
  'stray-quote': [
    '1:19-1:30 warning for the file: curl, curl@8.11, curl@7.84, git, python, uv, git-credential-netrc',
    '1:19-1:30 error for a: curl, curl@8.11, curl@7.84, git, wget, python, uv',
  ],
  backslash: [
    '1:19-1:31 warning for the file: python, uv, perl, git-credential-netrc',
    '1:19-1:31 error for a: wget, python, uv, perl, git-credential-netrc',
  ],
  'hash-in-value': [
    '1:19-1:31 warning for the file: ruby, netrc',
    '1:19-1:31 warning for a: curl@7.84, git, wget, netrc-parser',
    '1:19-1:31 error for a: ruby, netrc',
  ],
  'keyword-as-value': [
    '1:19-1:35 warning for the file: python, uv, jgit, perl, netrc, curl, curl@8.11, curl@7.84, git, wget, ruby, git-credential-netrc',
    '1:19-1:35 warning for a: curl, curl@8.11, curl@7.84, git, wget, jgit, perl, ruby, git-credential-netrc',
  ],
  'user-or-passwd': [
    '1:11-1:17 warning for the file: python, uv',
    '1:11-1:17 error for a: curl, curl@8.11, curl@7.84, git, go, jgit, perl, ruby, netrc-parser, netrc',
    '1:11-1:17 warning for a: wget, git-credential-netrc',
    '1:18-1:26 warning for the file: python, uv',
    '1:18-1:26 error for a: curl, curl@8.11, curl@7.84, git, go, jgit, perl, ruby, netrc-parser, netrc',
    '1:18-1:26 warning for a: wget, git-credential-netrc',
  ],
  'word-out-of-place': [
    '1:11-1:19 error for the file: python, uv',
    '1:11-1:19 warning for the file: netrc',
    '1:11-1:19 warning for a: go, jgit, git-credential-netrc',
  ],
  'value-on-later-line': [
    '1:11-2:4 warning for a: curl@7.84, git, perl, ruby',
    '1:11-2:4 error for a: go, jgit, git-credential-netrc, netrc-parser',
  ],
  'field-layout': ['1:1-1:10 warning for a: netrc-parser'],
  'comment-after-empty-line': [
    '3:1-3:12 error for the file: python',
    '3:1-3:12 warning for the file: uv',
  ],
  'comment-text': [
    '1:1-1:15 warning for the file: curl, curl@8.11, git, go, perl, git-credential-netrc, netrc-parser',
  ],
  'login-and-password': [
    '1:1-1:10 warning for the file: jgit, ruby',
    '1:1-1:10 warning for a: curl@8.11, curl@7.84, git, wget, python, uv, go, perl, git-credential-netrc, netrc-parser',
    '1:1-1:10 error for a: jgit',
  ],
  'second-account': [
    '1:1-1:10 warning for the file: jgit, netrc',
    '1:1-1:10 error for a: python, uv',
  ],
  'default-not-last': [
    '1:1-1:8 warning for the file: jgit, ruby, netrc',
    '1:1-1:8 warning for a: curl, curl@8.11, curl@7.84, git, python, uv, go, perl',
    '1:1-1:8 error for a: netrc',
  ],
  'macro-text': [
    '2:1-5:1 warning for the file: curl, curl@8.11, curl@7.84, git, wget, python, uv, jgit, perl, ruby, git-credential-netrc, netrc-parser, netrc',
  ],
  macro: [
    '2:1-4:1 error for the file: python',
    '2:1-4:1 warning for the file: uv, jgit, perl, ruby, git-credential-netrc, netrc-parser, netrc',
    '2:1-4:1 warning for a: curl, curl@8.11, curl@7.84, git',
  ],
}

const CODES = Object.keys(RULES) as FindingCode[]

describe('the smallest example of', () => {
  test.each(CODES)('%s', (code) => {
    const mode = code === 'permissions' ? 0o644 : 0o600
    const findings = check(EXAMPLES[code], { programs: ALL, machine: 'a', mode })
    expect(findings.filter((it) => it.code === code).map(lineOf)).toEqual(EXPECTED[code])
  })
})

describe('a row', () => {
  test.each(CODES)('%s names known programs, each once in a list', (code) => {
    const [lists = '', message = '', ...others] = RULES[code].split('\n')
    const [inFile = '', inMachine = '', ...more] = lists.split(' | ')
    for (const list of [inFile, inMachine]) {
      const names = list.split(' ').filter((name) => name !== '')
      const bare = names.map((name) => name.replace(/!$/, ''))
      expect(['curl*', ...ALL]).toEqual(expect.arrayContaining(bare))
      expect(new Set(bare).size).toBe(bare.length)
    }
    expect(message).toMatch(/\. [A-Z`][^.]*\.$/)
    expect([...others, ...more]).toEqual([])
  })
})
