// The tokens of a netrc file, and its keywords.

/** The kinds of token; the first four are trivia. */
export type TokenKind =
  | 'byte-order-mark'
  | 'whitespace'
  | 'newline'
  | 'comment'
  /** A word of the keyword table, in a place where a keyword is expected. */
  | 'keyword'
  /** Any other word in such a place: the name of a further field, or a word that stands alone. */
  | 'unknown'
  /** The value of a keyword or a further field. */
  | 'value'
  /** Everything after the name of a macro to the end of the macro, including the empty line. */
  | 'macro-body'

/** A piece of the text, never empty. */
export interface Token {
  /** What the text is. */
  readonly kind: TokenKind
  /** The characters, exactly as they are in the file. */
  readonly text: string
  /**
   * What the token belongs to: the keyword (`login` for `user` and `LOGIN` too) or the name of the further field.
   * `undefined` for trivia, and for a quoted word in a keyword's place, which cannot be a name.
   */
  readonly key: string | undefined
  /** The value without its quotes; `undefined` for every other kind of token. */
  readonly value: string | undefined
}

/** A field that every program knows. */
export type KnownField = 'login' | 'password' | 'account'
/** What a keyword means. */
export type Keyword = 'machine' | 'default' | 'macdef' | KnownField

/** The fields that every program knows, in the order in which they are written. */
export const KNOWN_FIELDS: readonly KnownField[] = ['login', 'password', 'account']

/** The words that are keywords, in lower case; they are matched in any ASCII case. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({
    machine: 'machine',
    default: 'default',
    macdef: 'macdef',
    login: 'login',
    user: 'login',
    password: 'password',
    passwd: 'password',
    account: 'account',
  }),
)

/** Returns the meaning of a word in a keyword's place; `undefined` if it is not a keyword. */
export function keywordOf(word: string): Keyword | undefined {
  return KEYWORDS.get(word.toLowerCase())
}

/** Returns the name under which a field is looked up; `undefined` for a word that can never be one. */
export function fieldNamed(word: string): string | undefined {
  const key = keywordOf(word) ?? word
  return isField(key) && !word.startsWith('"') ? key : undefined
}

/** Tells whether a key is the name of a field. No further field has the name of a keyword. */
export function isField(key: string | undefined): key is string {
  return key !== undefined && key !== 'macdef' && !isHead(key)
}

/** Tells whether a key begins an entry. */
export function isHead(key: string | undefined): boolean {
  return key === 'machine' || key === 'default'
}

/** Tells whether a token is a word in a keyword's place: an item begins with it. */
export function isItemStart({ kind }: Token): boolean {
  return kind === 'keyword' || kind === 'unknown'
}

/** Tells whether a line ends with this token: a line break, or a macro with its empty line. */
export function endsLine({ text }: Token): boolean {
  return text.endsWith('\n')
}

/** Converts ASCII letters to lower case, because host names ignore only their case. U+212A, for example, does not become `k`. */
export function lowerCase(name: string): string {
  // Stryker disable next-line Regex: letters are taken one by one
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
