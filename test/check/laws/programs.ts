import { programs } from '../../../src/check.ts'
import type { Program } from '../../../src/check-api.ts'

/** The versions that were observed, by the program whose rules they follow: see `consumers/README.md` of the shared documents. */
export const OBSERVED: Readonly<Record<Program, readonly string[]>> = {
  curl: ['curl@8.21'],
  'curl@8.11': ['curl@8.11', 'curl@8.12', 'curl@8.14', 'curl@8.20'],
  'curl@7.84': ['curl@8.5', 'curl@7.88-debian12'],
  git: ['git@8.14', 'git@7.88-debian12'],
  wget: ['wget@1.21', 'wget@1.25'],
  python: ['python@3.13', 'requests', 'pip'],
  uv: ['uv'],
  go: ['go@1.23', 'go@1.24'],
  jgit: ['jgit'],
  perl: ['perl'],
  ruby: ['ruby@0.11', 'ruby@head'],
  'git-credential-netrc': ['git-credential-netrc'],
  'netrc-parser': ['netrc-parser'],
  netrc: ['npm-netrc'],
}

export const ALL: readonly Program[] = programs.map(({ name }) => name)

/** Returns whether a program uses `default`. */
export function usesDefault(name: Program): boolean {
  return programs.some((program) => program.name === name && program.usesDefault)
}
