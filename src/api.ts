// What is published of a document: interfaces only, so that a test can stand in its own.

/** The three fields that every program knows. `undefined` or absent is "leave it as it is"; `''` is a real, empty value. */
export interface Credentials {
  /** The name of the user. */
  readonly login?: string | undefined
  /** The password or the token. */
  readonly password?: string | undefined
  /** The further password that some ftp servers ask for. */
  readonly account?: string | undefined
}

/** Which of several machines of one name. */
export interface Selector {
  /** The login that the machine must have, byte for byte; left out, any machine of the name will do. */
  readonly login?: string | undefined
}

/** A macro that ftp programs run: `macdef NAME`, then lines up to an empty one. */
export interface Macro {
  /** `undefined` where the file gives none. */
  readonly name: string | undefined
  /** The lines after the name's line, as they stand, without the line break that ends the last of them. */
  readonly body: string
}

/** One `machine` or `default` to read: a live view of its document. */
export interface ReadonlyEntry {
  /** `default` is for every machine that has no entry of its own. */
  readonly kind: 'machine' | 'default'
  /** `undefined` for `default`, and where the file gives no name. */
  readonly name: string | undefined
  /** What `get('login')` finds. */
  readonly login: string | undefined
  /** What `get('password')` finds. */
  readonly password: string | undefined
  /** What `get('account')` finds. */
  readonly account: string | undefined
  /** Every field that has a value, further ones (`port`, `token`) included, in file order: a new map. */
  readonly fields: ReadonlyMap<string, string>
  /** The `macdef`s inside this entry, in file order. */
  readonly macros: readonly Macro[]
  /** The value of a field; the last one counts. `user` and `passwd` are `login` and `password`, in any ASCII case. */
  get(field: string): string | undefined
  /** True where `get` finds a value. */
  has(field: string): boolean
}

/** One `machine` or `default` to read and edit: stays valid through every edit of its document. */
export interface Entry extends ReadonlyEntry {
  /**
   * Change the value in place, in every occurrence, or add the field.
   *
   * @throws NetrcError `unwritable-field`, `unwritable-value`, `unsafe-position`, or `detached-entry` once removed.
   */
  set(field: string, value: string): this
  /**
   * Remove the field, in every occurrence; false where there is none.
   *
   * @throws NetrcError `unsafe-position`, or `detached-entry` once removed.
   */
  delete(field: string): boolean
  /**
   * Give the machine another name.
   *
   * @throws NetrcError `unwritable-name` (always for `default`), `unsafe-position`, or `detached-entry` once removed.
   */
  rename(name: string): this
}

/** A place in the text. */
export interface Position {
  /** In UTF-16 units, from 0. */
  readonly offset: number
  /** From 1. */
  readonly line: number
  /** In UTF-16 units, from 1. */
  readonly column: number
}

/** What can be wrong with a text. */
export type DiagnosticCode =
  | 'missing-name'
  | 'missing-value'
  | 'unexpected-word'
  | 'field-outside-entry'
  | 'unterminated-quote'
  | 'unterminated-macro'
  | 'unknown-keyword'
  | 'duplicate-field'
  | 'duplicate-machine'
  | 'duplicate-default'
  | 'entry-after-default'

/** One thing that is wrong with a text. */
export interface Diagnostic {
  /** Which kind of thing it is. */
  readonly code: DiagnosticCode
  /** `error` where the text breaks the format, `warning` where programs differ on how they read it. */
  readonly severity: 'error' | 'warning'
  /** A fixed sentence, which shows nothing of the file. */
  readonly message: string
  /** Where it begins. */
  readonly start: Position
  /** Where it ends: the place behind its last character. */
  readonly end: Position
}

/** A netrc file to ask. */
export interface ReadonlyNetrcDocument extends Iterable<ReadonlyEntry> {
  /** Every `machine` and `default` entry, in file order: a new array, so that entries may be deleted while it is walked. */
  readonly entries: readonly ReadonlyEntry[]
  /** Every `macdef` outside an entry, in file order. */
  readonly macros: readonly Macro[]
  /** The first `default` entry. */
  readonly default: ReadonlyEntry | undefined
  /** What is wrong with the text as it is now, in its order. Computed when asked for; the same array until the next edit. */
  readonly diagnostics: readonly Diagnostic[]
  /** The first machine of this name (and this login): the exact name, else the same name in another ASCII case. Never `default`. */
  get(name: string, selector?: Selector): ReadonlyEntry | undefined
  /** True where `get` finds a machine. */
  has(name: string, selector?: Selector): boolean
  /** The whole text. */
  toString(): string
  /** The whole text in UTF-8; bytes of the source that were not UTF-8 come back as they were. */
  toBytes(): ReturnType<Uint8Array['slice']>
}

/** A netrc file to ask and to edit. */
export interface NetrcDocument extends ReadonlyNetrcDocument, Iterable<Entry> {
  readonly entries: readonly Entry[]
  readonly default: Entry | undefined
  /** Every entry, in file order. */
  [Symbol.iterator](): IterableIterator<Entry>
  get(name: string, selector?: Selector): Entry | undefined
  /**
   * Update a machine: the one of this name with `credentials.login`, else the first of this name; add one where there is none.
   *
   * @throws NetrcError `unknown-field`, `unwritable-name`, `unwritable-value` or `unsafe-position`, and nothing has changed.
   */
  set(name: string, credentials: Credentials): Entry
  /**
   * Update the machine of this name whose login is the same (absent is the same as absent only); else add one, also beside
   * others of the name.
   *
   * @throws NetrcError as `set` does.
   */
  add(name: string, credentials: Credentials): Entry
  /**
   * Update the first `default` entry, or add one.
   *
   * @throws NetrcError as `set` does.
   */
  setDefault(credentials: Credentials): Entry
  /**
   * Remove exactly this entry; or every machine of this name, in any ASCII case (and this login): afterwards `has` is false.
   * False where there was none, and for an entry that was removed or is another document's.
   *
   * @throws NetrcError `unsafe-position`, and nothing has changed.
   */
  delete(target: string | Entry, selector?: Selector): boolean
}
