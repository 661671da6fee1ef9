// What a netrc file is made of.

/** The kinds of token; the first four are trivia. */
export type TokenKind =
  | 'byte-order-mark'
  | 'whitespace'
  | 'newline'
  | 'comment'
  /** A word of the keyword table, where a keyword may stand. */
  | 'keyword'
  /** Another word where a keyword may stand: the name of a further field, or a word that stands alone. */
  | 'unknown'
  /** The word that a keyword or a further field has as its value. */
  | 'value'
  /** From after a macro's name to the end of the macro, the empty line included. */
  | 'macro-body'

/** A piece of the text, never empty. */
export interface Token {
  /** What the text is. */
  readonly kind: TokenKind
  /** The characters, as they stand. */
  readonly text: string
}

/** A field that every program knows. */
export type KnownField = 'login' | 'password' | 'account'
/** These fields, in the order in which they are written. */
export const KNOWN_FIELDS: readonly KnownField[] = ['login', 'password', 'account']
/** What a keyword means. */
export type Keyword = 'machine' | 'default' | 'macdef' | KnownField

/** The words that are keywords, in lower case; they are matched in any ASCII case. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['machine', 'machine'],
  ['default', 'default'],
  ['macdef', 'macdef'],
  ['login', 'login'],
  ['user', 'login'],
  ['password', 'password'],
  ['passwd', 'password'],
  ['account', 'account'],
])

/**
 * The unit of the grammar: a word where a keyword may stand, and the value after it, as offsets into a text.
 * After a statement a keyword may stand again, whatever came before.
 */
export interface Statement {
  /** What the word means; `undefined` for the name of a further field and for a word that stands alone. */
  readonly keyword: Keyword | undefined
  /** The field that it gives: one of those that every program knows, or the name of a further one, as it stands. */
  readonly field: string | undefined
  readonly start: number
  readonly wordEnd: number
  /** Where the value begins. Without a value, `valueStart` and `valueEnd` are `wordEnd`. */
  readonly valueStart: number
  readonly valueEnd: number
  /** The end of the value, or of the word; the end of the body for a macro that has a name. */
  readonly end: number
}

/**
 * What a statement says, whatever the writing: the keyword's meaning or the word as it stands, its value, and the body
 * of a macro that has a name.
 */
export type Fact = readonly [
  word: string,
  isKeyword: boolean,
  value: string | undefined,
  body: string | undefined,
]
