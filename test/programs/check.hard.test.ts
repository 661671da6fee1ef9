import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { encode } from '../../src/bytes.ts'
import type { Program } from '../../src/check.ts'
import { filesWithDepartures, HOSTS, plainFiles } from '../check/laws/random-files.ts'
import { figuresOf, type Reading, tableOf, tally } from '../check/laws/tally.ts'
import { describeWith, type ProgramName, versionOf } from '../support/programs.ts'
import { READERS } from '../support/readers.ts'
import { describeUnlessMissing } from '../support/requirements.ts'
import { MODULE_READERS } from './check/modules.ts'

// Compares the check with real programs. Each reads the same files, most of which depart a little from the profile.

const SEED = Number(process.env.CHECK_SEED ?? 11)
const ASKED = [HOSTS[0], HOSTS[1]]
const FILES = [
  ...fc.sample(filesWithDepartures, { numRuns: 200, seed: SEED }),
  ...fc.sample(plainFiles, { numRuns: 20, seed: SEED }),
].map((text) => Buffer.from(encode(text)))

const root = mkdtempSync(join(tmpdir(), 'lossless-netrc-check-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Returns the row for a version of curl in the table; `undefined` if there is none. */
function rowOfCurl(version = ''): Program | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 7 || (major === 7 && minor < 84)) return undefined
  if (major === 7 || minor <= 10) return 'curl@7.84'
  return minor <= 20 ? 'curl@8.11' : 'curl'
}

function expectLaws(program: Program, readings: readonly (readonly Reading[])[]): void {
  const trials = FILES.flatMap((content, index) =>
    ASKED.map((host, at) => {
      const reading = readings[index]?.[at] ?? expect.unreachable()
      const label = `${JSON.stringify(content.toString('latin1'))} ${host}`
      return { label, content, host, readings: [[program, reading] as const] }
    }),
  )
  const counts = tally(trials)
  if (process.env.CHECK_TABLE) console.log(tableOf(counts))
  expect(counts.get('all')?.silent).toEqual([])
  const { differences, rightErrors } = figuresOf(counts)
  expect(differences).toBeGreaterThan(0)
  expect(rightErrors, tableOf(counts)).toBeGreaterThanOrEqual(0.9)
}

const BY_SERVER: readonly (readonly [ProgramName, Program | undefined])[] = [
  ['curl', rowOfCurl(versionOf('curl'))],
  ['git', 'git'],
  ['wget', 'wget'],
  ['python3', 'python'],
]

for (const [name, program] of BY_SERVER) {
  describeWith([name], `the check and ${name}`, () => {
    test.runIf(program)(
      'every difference has a finding, and errors are right',
      { timeout: 300_000 },
      async () => {
        const homes = FILES.map((file) => {
          const home = mkdtempSync(join(root, 'home-'))
          writeFileSync(join(home, '.netrc'), file, { mode: 0o600 })
          return home
        })
        const answers = await READERS[name](homes.map((home) => ({ home, hosts: ASKED })))
        const readings = answers.map((ofFile) =>
          ofFile.map((answer): Reading => {
            if (answer.kind === 'credentials') return answer.bytes
            return answer.kind === 'none' ? 'none' : 'refused'
          }),
        )
        expectLaws(program ?? expect.unreachable(), readings)
      },
    )
  })
}

for (const { program, title, missing, read } of MODULE_READERS) {
  describeUnlessMissing(missing, `the check and ${title}`, () => {
    test('every difference has a finding, and errors are right', { timeout: 300_000 }, () => {
      expectLaws(program, read(FILES, ASKED))
    })
  })
}
