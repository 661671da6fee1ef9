import type { Range } from './api.ts'

// The public types of `lossless-netrc/check`.

/** A program that reads netrc files, with a version if other versions behave differently. */
export type Program =
  | 'curl'
  | 'curl@8.11'
  | 'curl@7.84'
  | 'git'
  | 'wget'
  | 'python'
  | 'uv'
  | 'go'
  | 'jgit'
  | 'perl'
  | 'ruby'
  | 'git-credential-netrc'
  | 'netrc-parser'
  | 'netrc'

/** What is known about a program. */
export interface ProgramInfo {
  /** Its name in options and findings. */
  readonly name: Program
  /** Its name in a sentence. */
  readonly title: string
  /** The versions that behave alike, as far as observed. */
  readonly versions: string
  /** Where it looks for the file. It reads the first one that exists. */
  readonly files: string
  /** What it requires of the file; `undefined` if nothing. */
  readonly requirement: string | undefined
  /** Whether it uses the `default` entry for machines that have no entry. */
  readonly usesDefault: boolean
  /** Whether `check` includes it if `CheckOptions.programs` is left out. */
  readonly isCheckedByDefault: boolean
}

/** What to check for. */
export interface CheckOptions {
  /** The programs to check for. Default: those with `isCheckedByDefault`. */
  readonly programs?: readonly Program[] | undefined
  /**
   * The name of the machine to check for, not a URL. Findings about other machines are left out. If the file has no such
   * machine, only findings about the whole file and about `default` are left.
   */
  readonly machine?: string | undefined
  /** The mode of the file, as in `fs.Stats`. If left out, permissions are not checked. */
  readonly mode?: number | undefined
}

/** A rule of the portable profile. */
export type FindingCode =
  | 'not-plain-text'
  | 'carriage-return'
  | 'non-ascii'
  | 'too-long'
  | 'permissions'
  | 'keyword-case'
  | 'machine-name'
  | 'name-in-two-cases'
  | 'quoted-value'
  | 'stray-quote'
  | 'backslash'
  | 'hash-in-value'
  | 'keyword-as-value'
  | 'user-or-passwd'
  | 'word-out-of-place'
  | 'value-on-later-line'
  | 'field-layout'
  | 'comment-after-empty-line'
  | 'comment-text'
  | 'login-and-password'
  | 'second-account'
  | 'default-not-last'
  | 'macro-text'
  | 'macro'

/** A place that some programs do not read as intended. */
export interface Finding extends Range {
  /** The rule. */
  readonly code: FindingCode
  /** `error`: these programs read something else, or nothing. `warning`: they may, depending on the rest of the file. */
  readonly severity: 'error' | 'warning'
  /** The affected programs, among those that were checked for. */
  readonly programs: readonly Program[]
  /** What they do and what to write instead, in fixed sentences that contain nothing from the file. */
  readonly message: string
  /** The machine that is affected; `undefined` if any machine of the file may be. */
  readonly machine: string | undefined
}
