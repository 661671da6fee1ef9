// The public types of a document: interfaces only, so a test can provide its own.

/** The fields of an entry, to write or as read. Leave out a key to keep the field as it is; `''` is an empty value. */
export interface Credentials {
  /** The name of the user. */
  readonly login?: string
  /** The password or the token. */
  readonly password?: string
  /** A second password that some ftp servers ask for. `undefined` leaves it as it is. */
  readonly account?: string | undefined
}

/** Selects one of several machines with the same name. */
export interface Selector {
  /** The login that the machine must have, byte for byte. If left out, any machine with the name matches. */
  readonly login?: string | undefined
}

/** Where to put an entry: directly above or directly below another entry of the same document. */
export type Place =
  | {
      /** Puts it directly above this entry and the comment above that. */
      readonly before: Entry
    }
  | {
      /** Puts it directly below this entry. */
      readonly after: Entry
    }

/** How credentials are looked up. */
export interface Lookup {
  /** The login to look for. It takes precedence over the user name of a URL. */
  readonly login?: string | undefined
  /** Whether `default` is used if no machine is found. Default: false, so no password is sent to a host it was not meant for. */
  readonly useDefault?: boolean | undefined
}

/** The parts of a `URL` that are used. The `URL` of every runtime has them. */
export interface URLParts {
  /** The scheme with its colon. */
  readonly protocol: string
  /** The user name, percent-encoded; `''` if there is none. */
  readonly username: string
  /** The host without the port; an IPv6 address in brackets. */
  readonly hostname: string
  /** The port; `''` if it is the default port of the scheme. */
  readonly port: string
}

/** A macro that ftp programs run: `macdef NAME`, then lines up to an empty one. */
export interface Macro {
  /** The name; `undefined` if it is missing. */
  readonly name: string | undefined
  /** The lines after the line with the name, as they are in the file, without the last line break. */
  readonly body: string
}

/** A live, read-only view of one `machine` or `default` in a document. */
export interface ReadonlyEntry {
  /** `default` is the entry for every machine without its own entry. */
  readonly kind: 'machine' | 'default'
  /** The name of the machine; `undefined` for `default`, and if it is missing. */
  readonly name: string | undefined
  /** The value that `get('login')` returns. */
  readonly login: string | undefined
  /** The value that `get('password')` returns. */
  readonly password: string | undefined
  /** The value that `get('account')` returns. */
  readonly account: string | undefined
  /** Every field that has a value, including further ones (`port`, `token`), in file order. A new map each time. */
  readonly fields: ReadonlyMap<string, string>
  /** The `macdef`s inside this entry, in file order. */
  readonly macros: readonly Macro[]
  /**
   * The comment lines directly above the entry, each without its `#` and one blank, joined by LF. `undefined` if there are
   * none, and for a removed entry.
   */
  readonly comment: string | undefined
  /**
   * Returns the value of a field. If it is given twice, the last one counts. `user` and `passwd` mean `login` and `password`,
   * in any ASCII case.
   */
  get(field: string): string | undefined
  /** Returns `true` if `get` finds a value. */
  has(field: string): boolean
  /**
   * Returns the range of the entry, from its keyword to the end of its last word or macro. With a field, returns the range of
   * the value that counts, including its quotes. Returns `undefined` if there is no value, and for a removed entry.
   */
  range(field?: string): Range | undefined
}

/** A live view of one `machine` or `default`, to read and edit. It stays valid through every edit of its document. */
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
   * Renames the machine.
   *
   * @throws NetrcError `unwritable-name` (always for `default`), `unsafe-position`, or `detached-entry` once removed.
   */
  rename(name: string): this
  /**
   * Sets the body of every macro with this name in the entry, or adds one after the entry's last word. ftp clients run the
   * macro `init` after logging in (seen in inetutils 2.4 and tnftp 20210827).
   *
   * @throws NetrcError `unwritable-name`, `unwritable-value` (also for an empty line or a line of blanks, because some programs
   * end a macro there), `unsafe-position`, or `detached-entry` once removed.
   */
  setMacro(name: string, body: string): this
  /**
   * Removes every macro with this name from the entry. Returns `false` if there is none.
   *
   * @throws NetrcError `unsafe-position`, or `detached-entry` once removed.
   */
  deleteMacro(name: string): boolean
  /**
   * Sets the comment directly above the entry, with one line for each line of the string. `undefined` removes it.
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

/** The kinds of problems that a text can have. */
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

/** One problem in a text. */
export interface Diagnostic extends Range {
  /** The kind of problem. */
  readonly code: DiagnosticCode
  /** `error` if the text breaks the format, `warning` if programs differ on how they read it. */
  readonly severity: 'error' | 'warning'
  /** A fixed sentence that contains nothing from the file. */
  readonly message: string
  /** For a duplicate, the range of the first one. */
  readonly related?: Range
}

/** A netrc file to read. */
export interface ReadonlyNetrcDocument extends Iterable<ReadonlyEntry> {
  /** Every `machine` and `default`, in file order. A new array each time, so entries may be deleted during iteration. */
  readonly entries: readonly ReadonlyEntry[]
  /** Every `macdef` outside an entry, in file order. */
  readonly macros: readonly Macro[]
  /** The first `default` entry. */
  readonly default: ReadonlyEntry | undefined
  /** The problems of the current text, in file order. Computed when first read; the same array until the next edit. */
  readonly diagnostics: readonly Diagnostic[]
  /**
   * Returns the first machine with this name (and this login). A name in exactly this case takes precedence over one in
   * another ASCII case. Never returns `default`.
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
   * Returns the credentials that a client should send to a machine or a URL. They have only the fields that are in the file.
   * Returns `undefined` if there are none.
   *
   * A string is the name of a machine or, if it contains `://` and no machine has that name, a URL. A URL is looked up by
   * `host:port` if it has a port, then by its host name. Machines without a login, password or account are skipped, and so are
   * those whose `port` field is not the port of the URL. A machine with a password but no login matches any login.
   */
  credentials(name: string | URLParts, lookup?: Lookup): Credentials | undefined
  /** Returns the whole text. */
  toString(): string
  /** Returns the whole text in UTF-8. Bytes of the source that were not UTF-8 come back unchanged. */
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
   * Logs in: afterwards, a program that looks up this name and this login finds these credentials.
   *
   * Updates every machine with the name and the login, so no duplicate keeps an old password. If you leave out the login, that
   * of the machine that `get(name)` returns is used. If no machine has the login, updates the only machine with the name,
   * including its login (machines with a `port` field do not count). Otherwise, adds a machine above the others with the name,
   * which are unchanged. If all updated machines are below a `default`, the first one is moved above it.
   *
   * @returns the first machine that was updated, or the one that was added.
   * @throws NetrcError `invalid-argument`, `unknown-field`, `unwritable-name`, `unwritable-value` or `unsafe-position`. The
   * document is then unchanged.
   * @example
   * ```ts
   * netrc.set('api.example', { login: 'anna', password: 's3cret' })
   * ```
   */
  set(name: string, credentials: Credentials): Entry
  /**
   * Updates every machine with this name and exactly this login (or, if you leave it out, without a login). If there is none,
   * adds a machine next to the other accounts, or at the given place.
   *
   * @returns the first machine that was updated, or the one that was added.
   * @throws NetrcError as `set` does, and `foreign-entry` if the place is next to an entry of another document.
   */
  add(name: string, credentials: Credentials, place?: Place): Entry
  /**
   * Updates the first `default` entry, or adds one.
   *
   * @throws NetrcError as `set` does.
   */
  setDefault(credentials: Credentials): Entry
  /**
   * Removes every machine with this name, in any ASCII case (and this login). Afterwards, `has` returns `false`. Returns
   * `false` if there was none.
   *
   * @throws NetrcError `invalid-argument` (also if the login is `undefined`) or `unsafe-position`. The document is then unchanged.
   */
  delete(name: string, selector?: { readonly login: string }): boolean
  /**
   * Removes this entry. Returns `false` if it has been removed already.
   *
   * @throws NetrcError `invalid-argument`, `foreign-entry` or `unsafe-position`. The document is then unchanged.
   */
  delete(entry: Entry): boolean
  /**
   * Moves an entry to another place, with the comment directly above it. It stays the same object. curl 7.88 and Git 2.39 use
   * the first machine with a name.
   *
   * @throws NetrcError `invalid-argument`, `foreign-entry`, `detached-entry`, or `unsafe-position` (for example, if a machine
   * would be below a `default`). The document is then unchanged.
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
