import type { ReadonlyNetrcDocument } from '../api.ts'
import { assertShape, invalidArgument } from '../arguments.ts'
import { decode } from '../bytes.ts'
import type { CheckOptions, Finding, FindingCode, ProgramInfo } from '../check-api.ts'
import { type Scope, scopes } from '../entry-facts.ts'
import { positionsIn } from '../position.ts'
import { SectionList } from '../section-list.ts'
import { type Place, readStatements } from '../statements.ts'
import { FIND } from './find.ts'
import { programs } from './programs.ts'
import { RULES } from './rules.ts'

/** The meaning of `curl*` and `curl*!`: Git can be built with any of these curls. */
const CURLS = 'curl$1 curl@8.11$1 curl@7.84$1 git$1'

/**
 * Finds the places that some programs do not read as intended, in file order. A file that follows the portable
 * profile, which all programs read the same way, has none.
 *
 * @throws NetrcError `invalid-argument`.
 * @example
 * ```ts
 * check('machine a.example login anna password "two words"', { programs: ['curl', 'go'] })
 * // [{ code: 'quoted-value', severity: 'error', programs: ['go'], machine: 'a.example', … }]
 * ```
 */
export function check(
  source: string | Uint8Array | ReadonlyNetrcDocument,
  options: CheckOptions = {},
): Finding[] {
  const wanted = programsToCheck(options)
  const text = textOf(source)
  const sections = new SectionList(text)
  const file = readStatements(sections)
  const scopeOf = scopes(sections, options.machine)
  const positionAt = positionsIn(text)
  const findings = new Map<string, Finding>()
  for (const code of Object.keys(RULES).filter((key): key is FindingCode => key in RULES)) {
    const [lists = '', message = ''] = RULES[code].split('\n')
    const [inFile, inMachine] = lists
      .replace(/curl\*(!?)/g, CURLS)
      .split(' | ')
      .map((list) => new Set(list.split(' ')))
    const report = (
      place: Place,
      listed: ReadonlySet<string> = new Set(),
      scope: Scope = {},
    ): void => {
      const { machine } = scope
      const range = { start: positionAt(place.start), end: positionAt(place.end) }
      for (const { name, usesDefault } of wanted) {
        const isError = place.isSure && !scope.isUnused && listed.has(`${name}!`)
        const isListed = listed.has(name) || listed.has(`${name}!`)
        if (!isListed || (scope.isDefault && !usesDefault)) continue
        const severity = isError ? 'error' : 'warning'
        const key = [code, severity, place.start, place.end, machine].join()
        const known = findings.get(key)?.programs ?? []
        const programs = known.includes(name) ? known : [...known, name]
        findings.set(key, { code, severity, programs, message, machine, ...range })
      }
    }
    for (const place of FIND[code](file, options)) {
      report(place, inFile)
      const scope = scopeOf(place.section)
      if (scope) report(place, inMachine, scope)
    }
  }
  return [...findings.values()].sort((one, other) => one.start.offset - other.start.offset)
}

function textOf(source: string | Uint8Array | ReadonlyNetrcDocument): string {
  if (typeof source === 'string') return source
  if (ArrayBuffer.isView(source)) return decode(source)
  if (Object(source) === source && 'toBytes' in source) return String(source)
  throw invalidArgument('the source must be a string, a Uint8Array or a document')
}

function programsToCheck(options: CheckOptions): readonly ProgramInfo[] {
  const types = { programs: 'object', machine: 'string', mode: 'number' }
  assertShape(options, types, 'a check has programs (array), machine (string), mode (number)')
  const { programs: names } = options
  if (names === undefined) return programs.filter(({ isCheckedByDefault }) => isCheckedByDefault)
  const isKnown = (name: unknown): boolean => programs.some((program) => program.name === name)
  if (!Array.isArray(names) || !names.every(isKnown)) {
    throw invalidArgument('the programs of a check must be an array of names in `programs`')
  }
  return programs.filter(({ name }) => names.includes(name))
}
