// The measurements: the rows of results.json. Times are in milliseconds, sizes in bytes.

/** How the entries of a generated file are laid out. */
export type Layout = 'plain' | 'several lines' | 'one line'
export type Task = 'read one' | 'change one' | 'read all'

/** The import names of the core and of the whole package. */
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
  /** `undefined` (absent in the file) if it was not run; `note` has the reason. */
  readonly median: number | undefined
  /** Its median divided by ours: how many times faster this library is. */
  readonly ratio: number | undefined
  readonly note: string | undefined
}

/** The shortest time of n operations on n entries, and of 2n on 2n; `size` is 2n. */
export type GrowthRow = Doubling & { readonly operation: string; readonly size: number }
export type Doubling = Readonly<{ half: number; full: number; factor: number }>

/** A time at a number of entries. */
export type CurvePoint = Readonly<{ entries: number; time: number }>
/** The shortest time of one operation on each of these entries. */
export type CurveRow = CurvePoint & { readonly operation: string }

/** One operation on an adversarial text, and on one twice as long. */
export interface AdversarialRow extends Doubling {
  readonly text: string
  readonly operation: string
  /** Characters of the longer text. */
  readonly characters: number
  /** `false` if the longer run is too short for its factor to mean anything. */
  readonly measurable: boolean
}

/** The memory that a document uses, without the text itself. */
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

/** What an import adds to a process that does nothing (`bare`): medians over pairs of runs. */
export interface ImportRow {
  readonly module: string
  readonly format: 'ESM' | 'CJS'
  readonly bare: number
  readonly added: number
  readonly pairs: number
}

/** What the package and its dependencies add to a bundled program. */
export interface SizeRow {
  readonly module: string
  readonly minified: number
  readonly gzipped: number
  readonly dependencies: number
}

/** The machine and the versions of the measurements. */
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
