import { RULES } from '../src/check/rules.ts'
import { check, type FindingCode, type Program, programs } from '../src/check.ts'
import { EXAMPLES } from './rule-examples.ts'

// The tables of docs/format.md, generated from the tables of the check.

interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Shorter titles for column heads. */
const SHORT: Readonly<Partial<Record<Program, string>>> = {
  curl: 'curl 8.21+',
  'curl@8.11': 'curl 8.11+',
  'curl@7.84': 'curl 7.84+',
  'git-credential-netrc': 'gcn',
  'netrc-parser': 'Heroku CLI',
}
const SIGNS = { error: '**×**', warning: '?' }
const ALL: readonly Program[] = programs.map(({ name }) => name)

/** Lists the programs: their column titles, and what is known about them. */
export function programsTable(): Table {
  const rows = programs.map(({ name, title, versions, files, requirement, usesDefault }) => [
    SHORT[name] ?? title,
    `\`${name}\``,
    versions,
    files.replace(/[$~-][\w./-]*/g, (path) => `\`${path}\``),
    requirement ?? '',
    usesDefault ? 'yes' : 'no',
  ])
  const head = ['program', 'name in `check`', 'versions', 'looks for', 'insists on']
  return { head: [...head, 'uses `default`'], rows }
}

/** Shows how each program reads the smallest example of each rule. */
export function rulesTable(): Table {
  const rows = codes().map((code) => [
    `[\`${code}\`](#${code})`,
    shown(EXAMPLES[code]),
    ...programs.map(({ name }) => signOf(code, name)),
  ])
  const titles = programs.map(({ name, title }) => SHORT[name] ?? title)
  return { head: ['rule', 'smallest example', ...titles], rows }
}

/** Lists what programs do, and what to write instead. */
export function rulesList(): string {
  return codes()
    .map((code) => `- <a id="${code}"></a>**\`${code}\`** ${RULES[code].split('\n')[1]}\n`)
    .join('')
}

function codes(): readonly FindingCode[] {
  return Object.keys(RULES) as FindingCode[]
}

function signOf(code: FindingCode, program: Program): string {
  const mode = code === 'permissions' ? 0o644 : 0o600
  const found = check(EXAMPLES[code], { programs: ALL, machine: 'a', mode }).filter(
    (finding) => finding.code === code && finding.programs.includes(program),
  )
  if (found.length === 0) return ''
  const isSure = found.some(({ severity }) => severity === 'error')
  return isSure ? SIGNS.error : SIGNS.warning
}

/** Shows a file on one line of a table, with `⏎` for a line break. */
function shown(text: string): string {
  const line = text
    .replace(/x{9,}/, 'x…')
    .replace('\ufeff', '<BOM>')
    .replaceAll('\r', '␍')
    .replaceAll('\n', '⏎')
    .replace(/⏎$/, '')
  return `\`${line}\``
}
