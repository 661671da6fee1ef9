import { encode } from '../../../src/bytes.ts'
import { check, type Finding, type Program } from '../../../src/check.ts'
import { parse } from '../../../src/core.ts'
import { usesDefault } from './programs.ts'

// Counts how often findings name the programs that read something other than the library does.

/** What a program read for a host: `login:password` as bytes, each possibly empty; or nothing, or it refused the file. */
export type Reading = Buffer | 'none' | 'refused'

/** A file, a host, and the reading of each program. */
export interface Trial {
  readonly label: string
  readonly content: Uint8Array
  readonly host: string
  readonly mode?: number | undefined
  readonly readings: readonly (readonly [program: Program, reading: Reading])[]
}

/** How often a program read something other than the library did, and how often that was reported. */
interface Counts {
  readings: number
  differences: number
  errors: number
  rightErrors: number
  warnings: number
  rightWarnings: number
  /** The differences without a finding. */
  silent: string[]
}

export type Tally = Map<Program | 'all', Counts>

/** Compares what programs read with what the library reads and what the check reports. */
export function tally(trials: readonly Trial[]): Tally {
  const counts: Tally = new Map()
  for (const { label, content, host, mode, readings } of trials) {
    const netrc = parse(content)
    const programs = [...new Set(readings.map(([program]) => program))]
    const findings = check(content, { programs, machine: host, mode })
    for (const program of programs) {
      const found = netrc.credentials(host, { useDefault: usesDefault(program) })
      const expected = found && bytesOf(found.login, found.password)
      // One version that reads something else is enough.
      const isDifferent = readings.some(
        ([name, reading]) => name === program && !isSame(program, reading, expected),
      )
      for (const key of ['all', program] as const) {
        const entry = counts.get(key) ?? noCounts()
        counts.set(key, entry)
        count(entry, isDifferent, severityOf(findings, program), `${label} ${program}`)
      }
    }
  }
  return counts
}

function isSame(program: Program, reading: Reading, expected: Buffer | undefined): boolean {
  // These two report an error if they find nothing; they never refuse a file.
  const isNone = reading === 'refused' && (program === 'wget' || program === 'git-credential-netrc')
  if (reading === 'refused' && !isNone) return false
  // An HTTP client that finds nothing and one that finds two empty fields do the same.
  const bytes = Buffer.isBuffer(reading) ? reading : bytesOf()
  return bytes.equals(expected ?? bytesOf())
}

export function bytesOf(login = '', password = ''): Buffer {
  return Buffer.concat([encode(login), Buffer.from(':'), encode(password)])
}

function severityOf(
  findings: readonly Finding[],
  program: Program,
): Finding['severity'] | undefined {
  const named = findings.filter(({ programs }) => programs.includes(program))
  return named.find(({ severity }) => severity === 'error')?.severity ?? named[0]?.severity
}

function noCounts(): Counts {
  const none = { readings: 0, differences: 0, errors: 0, rightErrors: 0 }
  return { ...none, warnings: 0, rightWarnings: 0, silent: [] }
}

function count(
  entry: Counts,
  isDifferent: boolean,
  severity: Finding['severity'] | undefined,
  label: string,
): void {
  entry.readings++
  if (isDifferent) entry.differences++
  if (severity === 'error') entry.errors++
  if (severity === 'error' && isDifferent) entry.rightErrors++
  if (severity === 'warning') entry.warnings++
  if (severity === 'warning' && isDifferent) entry.rightWarnings++
  if (severity === undefined && isDifferent) entry.silent.push(label)
}

/** Returns the figures of the laws. */
export function figuresOf(tally: Tally): Record<string, number> {
  const all = tally.get('all') ?? noCounts()
  return {
    differences: all.differences,
    silent: all.silent.length / all.differences,
    rightErrors: all.rightErrors / all.errors,
    rightWarnings: all.rightWarnings / all.warnings,
    toldAsErrors: all.rightErrors / all.differences,
  }
}

/** Returns the figures of each program as a table, for people. */
export function tableOf(tally: Tally): string {
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
  const rows = [...tally].map(([program, { silent, ...it }]) =>
    [
      program.padEnd(20),
      `${it.readings} readings, ${it.differences} differ, ${silent.length} of them silent`,
      `errors right ${percent(it.rightErrors, it.errors)}`,
      `warnings right ${percent(it.rightWarnings, it.warnings)}`,
      `reported as errors ${percent(it.rightErrors, it.differences)}`,
    ].join('  '),
  )
  return rows.join('\n')
}
