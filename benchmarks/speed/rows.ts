// What is measured: the rows of results.json. Times are in milliseconds, sizes in bytes.

/** How the entries of a generated file are laid out. */
export type Layout = 'plain' | 'several lines' | 'one line'
export type Task = 'read one' | 'change one' | 'read all'

/** The core and the whole package, as a program imports them. */
export const coreName = 'lossless-netrc/core'
export const packageName = 'lossless-netrc'
/** The npm packages that are measured. */
export const peerNames = [
  'netrc',
  'netrc-parser',
  'netrc-rw',
  'netrc2',
  'node-netrc',
  'netrc-reader',
] as const
export type ContenderName = 'lossless-netrc' | (typeof peerNames)[number] | 'charCodeAt pass'

/** The median time of one task by one contender. */
export interface SpeedRow {
  readonly layout: Layout
  readonly entries: number
  readonly task: Task
  readonly contender: ContenderName
  /** `undefined` (absent in the file) if it was not run, for the reason in `note`. */
  readonly median: number | undefined
  /** Its median divided by ours: how many times our speed is its. */
  readonly ratio: number | undefined
  readonly note: string | undefined
}

/** The least time of n operations on n things, and of 2n on 2n; `size` is 2n. */
export type GrowthRow = Doubling & { readonly operation: string; readonly size: number }
export type Doubling = Readonly<{ half: number; full: number; factor: number }>

/** A time at a number of entries. */
export type CurvePoint = Readonly<{ entries: number; time: number }>
/** The least time of one operation on each of so many entries. */
export type CurveRow = CurvePoint & { readonly operation: string }

/** One action on an adversarial text, and on one twice as long. */
export interface AdversarialRow extends Doubling {
  readonly text: string
  readonly operation: string
  /** Characters of the longer text. */
  readonly characters: number
  /** `false` if the longer run is too short for its factor to tell anything. */
  readonly measurable: boolean
}

/** The memory that a document keeps, beside the text itself. */
export interface MemoryRow {
  readonly contender: ContenderName
  readonly state: string
  readonly entries: number
  readonly bytesPerEntry: number
  readonly charactersPerEntry: number
}

/** The median time of one task on a file on disk; `synced` is the part that is spent in fsync. */
export interface DiskRow {
  readonly task: 'update one' | 'read one'
  readonly entries: number
  readonly contender: string
  readonly median: number
  readonly synced: number
  readonly samples: number
  readonly ratio: number
}

/** What an import adds to a process that does nothing (`bare`), pair by pair; medians. */
export interface ImportRow {
  readonly module: string
  readonly format: 'ESM' | 'CJS'
  readonly bare: number
  readonly added: number
  readonly pairs: number
}

/** What a program carries that takes the package in, with the packages it depends on. */
export interface SizeRow {
  readonly module: string
  readonly minified: number
  readonly gzipped: number
  readonly dependencies: number
}

/** The machine and the versions that the numbers are of. */
export interface Environment {
  readonly date: string
  readonly machine: string
  readonly node: string
  readonly versions: Readonly<Record<string, string>>
  readonly quick: boolean
}

export interface Results {
  readonly environment: Environment
  readonly speed: readonly SpeedRow[]
  readonly growth: readonly GrowthRow[]
  readonly curve: readonly CurveRow[]
  readonly adversarial: readonly AdversarialRow[]
  readonly memory: readonly MemoryRow[]
  readonly import: readonly ImportRow[]
  readonly size: readonly SizeRow[]
  readonly disk: readonly DiskRow[]
}
