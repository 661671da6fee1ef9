import type { Race } from './scenarios.ts'
import type { Finding } from './verdicts.ts'

/** What is kept of a finding: the file only if something was lost. */
export type DiskFinding = Pick<Finding, 'verdict'> & Partial<Finding>

/** What became of the file of one saver. */
export interface DiskRow {
  readonly title: string
  /** By the name of the scenario. */
  readonly findings: Readonly<Record<string, DiskFinding>>
}

/** What became of the file of every saver, and of two processes of this library at once. */
export interface DiskResults {
  readonly rows: readonly DiskRow[]
  readonly race: Race
}
