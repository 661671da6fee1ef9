// The public types of a document: interfaces only, so that a test can provide its own.

/** The fields to write, or those that a file has. Leave a key out to leave the field as it is; `''` is an empty value. */
export interface Credentials {
  /** The name of the user. */
  readonly login?: string
  /** The password or the token. */
  readonly password?: string
  /** A second password that some ftp servers ask for. `undefined` leaves it as it is. */
  readonly account?: string | undefined
}

/** Which of several machines with one name. */
export interface Selector {
  /** The login that the machine must have, byte for byte; if left out, any machine with the name matches. */
  readonly login?: string | undefined
}

/** Where an entry is put: directly above or directly below another entry of the same document. */
export type Place =
  | {
      /** The entry that comes to be next, with the comment that touches it. */
      readonly before: Entry
    }
  | {
      /** The entry that comes to be the one above. */
      readonly after: Entry
    }

/** How credentials are looked up. */
export interface Lookup {
  /** The login that is asked for. It takes precedence over the user name of a URL. */
  readonly login?: string | undefined
  /** Whether the `default` entry may answer. Default: false, so that no password is sent to a host that it was not written for. */
  readonly useDefault?: boolean | undefined
}

/** What is read of a `URL`: every `URL` of every runtime has it. */
export interface URLParts {
  /** The scheme with its colon. */
  readonly protocol: string
  /** The user name, percent-encoded; `''` if there is none. */
  readonly username: string
  /** The host without the port; an IPv6 address in brackets. */
  readonly hostname: string
  /** The port; `''` if it is the scheme's own. */
  readonly port: string
}

/** A macro that ftp programs run: `macdef NAME`, then lines up to an empty one. */
export interface Macro {
  /** `undefined` if the file gives none. */
  readonly name: string | undefined
  /** The lines after the name's line, as they are in the file, without the line break that ends the last of them. */
  readonly body: string
}

/** One `machine` or `default` to read: a live view of its document. */
export interface ReadonlyEntry {
  /** `default` is for every machine that has no entry of its own. */
  readonly kind: 'machine' | 'default'
  /** `undefined` for `default`, and if the file gives no name. */
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
  /**
   * The comment lines that touch the entry from above, each without its `#` and one blank, joined by LF. `undefined` if there
   * are none, and for a removed entry.
   */
  readonly comment: string | undefined
  /** Returns the value of a field; the last one counts. `user` and `passwd` are `login` and `password`, in any ASCII case. */
  get(field: string): string | undefined
  /** Returns `true` if `get` finds a value. */
  has(field: string): boolean
  /**
   * Returns the range of the entry, from its keyword to the end of its last word or macro. With a field, the range of the value
   * that counts, quotes included. Returns `undefined` if the entry has no such value, and for a removed entry.
   */
  range(field?: string): Range | undefined
}

/** One `machine` or `default` to read and edit. It stays valid through every edit of its document. */
export interface Entry extends ReadonlyEntry {
  /**
   * Changes the value in place, in every occurrence, or adds the field.
   *
   * @throws NetrcError `unwritable-field`, `unwritable-value`, `unsafe-position`, or `detached-entry` once removed.
   */
  set(field: string, value: string): this
  /**
   * Removes the field, in every occurrence. Returns `false` if there is none.
   *
   * @throws NetrcError `unsafe-position`, or `detached-entry` once removed.
   */
  delete(field: string): boolean
  /**
   * Gives the machine another name.
   *
   * @throws NetrcError `unwritable-name` (always for `default`), `unsafe-position`, or `detached-entry` once removed.
   */
  rename(name: string): this
  /**
   * Sets the body of every macro with this name in the entry, or adds one after the entry's last word. ftp clients run the
   * macro `init` after they have logged in (seen in inetutils 2.4 and tnftp 20210827).
   *
   * @throws NetrcError `unwritable-name`, `unwritable-value` (for an empty line or a line of blanks too, at which some programs
   * end a macro), `unsafe-position`, or `detached-entry` once removed.
   */
  setMacro(name: string, body: string): this
  /**
   * Removes every macro with this name from the entry. Returns `false` if there is none.
   *
   * @throws NetrcError `unsafe-position`, or `detached-entry` once removed.
   */
  deleteMacro(name: string): boolean
  /**
   * Sets the comment that touches the entry from above, with one line for each line of the string. `undefined` removes it.
   *
   * @throws NetrcError `unwritable-value`; `unsafe-position` if the entry does not begin its line; `detached-entry` once removed.
   */
  setComment(comment: string | undefined): this
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

/** A part of the text. */
export interface Range {
  /** The place of the first character. */
  readonly start: Position
  /** The place after the last character. */
  readonly end: Position
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
  | 'byte-order-mark'
  | 'unsupported-encoding'

/** One thing that is wrong with a text. */
export interface Diagnostic extends Range {
  /** Which kind of thing it is. */
  readonly code: DiagnosticCode
  /** `error` if the text breaks the format, `warning` if programs differ on how they read it. */
  readonly severity: 'error' | 'warning'
  /** A fixed sentence, which shows nothing of the file. */
  readonly message: string
  /** For a duplicate: the first one. */
  readonly related?: Range
}

/** A netrc file to read. */
export interface ReadonlyNetrcDocument extends Iterable<ReadonlyEntry> {
  /** Every `machine` and `default` entry, in file order: a new array, so that entries may be deleted while it is walked. */
  readonly entries: readonly ReadonlyEntry[]
  /** Every `macdef` outside an entry, in file order. */
  readonly macros: readonly Macro[]
  /** The first `default` entry. */
  readonly default: ReadonlyEntry | undefined
  /** What is wrong with the text as it is now, in its order. Computed when asked for; the same array until the next edit. */
  readonly diagnostics: readonly Diagnostic[]
  /**
   * Returns the first machine with this name (and this login): the exact name, or else the same name in another ASCII case.
   * Never returns `default`.
   *
   * @throws NetrcError `invalid-argument`.
   * @example
   * ```ts
   * netrc.get('api.example')?.password // 's3cret'
   * netrc.get('api.example', { login: 'work' })?.password // 'w0rk-s3cret'
   * ```
   */
  get(name: string, selector?: Selector): ReadonlyEntry | undefined
  /** Returns `true` if `get` finds a machine. */
  has(name: string, selector?: Selector): boolean
  /**
   * Returns what a client should send to a machine or a URL: only the fields that are there, or `undefined` if there are none.
   *
   * A string is the name of a machine or, if it contains `://` and no machine has that name, a URL. A URL is looked up by `host:port` if it names a port,
   * then by its host name. Machines without login, password and account are passed over; so are those whose `port` field names
   * another port than the URL. If a login is asked for, a machine with a password and no login answers too.
   */
  credentials(name: string | URLParts, lookup?: Lookup): Credentials | undefined
  /** Returns the whole text. */
  toString(): string
  /** Returns the whole text in UTF-8; bytes of the source that were not UTF-8 come back as they were. */
  toBytes(): ReturnType<Uint8Array['slice']>
}

/** A netrc file to read and edit. */
export interface NetrcDocument extends ReadonlyNetrcDocument, Iterable<Entry> {
  readonly entries: readonly Entry[]
  readonly default: Entry | undefined
  /** Every entry, in file order. */
  [Symbol.iterator](): IterableIterator<Entry>
  get(name: string, selector?: Selector): Entry | undefined
  /**
   * Logs in: afterwards a program that asks for this name and this login finds these credentials.
   *
   * Every machine with the name and the login is updated, so that no duplicate keeps an old password. Without a login, it is
   * that of the machine that `get(name)` finds. If no machine has the login: the only machine with the name is updated, its
   * login too (machines with a `port` field do not count); otherwise one is added above the first, and the other accounts
   * stay. A machine that only follows a `default` is moved above it.
   *
   * @returns the first machine that was updated, or the one that was added.
   * @throws NetrcError `invalid-argument`, `unknown-field`, `unwritable-name`, `unwritable-value` or `unsafe-position`, and
   * nothing has changed.
   * @example
   * ```ts
   * netrc.set('api.example', { login: 'anna', password: 's3cret' })
   * ```
   */
  set(name: string, credentials: Credentials): Entry
  /**
   * Updates every machine with this name and exactly this login (or none, if none is given). If there is none, adds one beside
   * the other accounts, at the place if one is given.
   *
   * @returns the first machine that was updated, or the one that was added.
   * @throws NetrcError as `set` does, and `foreign-entry` for a place at an entry of another document.
   */
  add(name: string, credentials: Credentials, place?: Place): Entry
  /**
   * Updates the first `default` entry, or adds one.
   *
   * @throws NetrcError as `set` does.
   */
  setDefault(credentials: Credentials): Entry
  /**
   * Removes every machine with this name, in any ASCII case (and this login): afterwards `has` returns `false`. Returns
   * `false` if there was none.
   *
   * @throws NetrcError `invalid-argument` (for the login `undefined` too) or `unsafe-position`, and nothing has changed.
   */
  delete(name: string, selector?: { readonly login: string }): boolean
  /**
   * Removes this entry. Returns `false` if it has been removed already.
   *
   * @throws NetrcError `invalid-argument`, `foreign-entry` or `unsafe-position`, and nothing has changed.
   */
  delete(entry: Entry): boolean
  /**
   * Moves an entry, with the comment that touches it from above, to another place. It stays the same object. curl 7.88 and
   * Git 2.39 use the first machine with a name.
   *
   * @throws NetrcError `invalid-argument`, `foreign-entry`, `detached-entry`, or `unsafe-position` (such as if a machine would
   * then be below a `default`), and nothing has changed.
   */
  move(entry: Entry, place: Place): void
  /**
   * Sets the body of every macro with this name above the first entry, or adds one there.
   *
   * @throws NetrcError as `Entry.setMacro` does.
   */
  setMacro(name: string, body: string): void
  /**
   * Removes every macro with this name above the first entry. Returns `false` if there is none.
   *
   * @throws NetrcError `invalid-argument` or `unsafe-position`.
   */
  deleteMacro(name: string): boolean
}
