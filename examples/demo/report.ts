import { check, type Finding, programs } from 'lossless-netrc/check'

/** Says in three lines which programs will not, and which may not, see a login to these machines. */
export function reportCheck(file: Uint8Array, machines: readonly string[]): string {
  const findings = machines.flatMap((machine) => check(file, { machine }))
  const missing = titlesOf(findings.filter(({ severity }) => severity === 'error'))
  const others = titlesOf(findings).filter((title) => !missing.includes(title))
  const [reason] = findings.filter(({ severity }) => severity === 'error')
  return [
    'The check of the file for these machines:',
    `  will not see the login: ${missing.join(', ') || 'none'}${reason ? ` (line ${reason.start.line}: ${reason.message})` : ''}`,
    `  may not see the login:  ${others.join(', ') || 'none'}`,
  ].join('\n')
}

function titlesOf(findings: readonly Finding[]): readonly string[] {
  const named = new Set(findings.flatMap((finding) => finding.programs))
  return programs.filter(({ name }) => named.has(name)).map(({ title }) => title)
}
