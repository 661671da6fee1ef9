import { lex, serialize, type Token } from '../../src/core.ts'

/** A piece of a netrc text: a statement (a word and its value, with the gap between), a comment, or the blanks between. */
export type Piece = Statement | { readonly kind: 'comment' | 'gap'; readonly text: string }

/** A word in the position of a keyword, and the value after it. */
export interface Statement {
  readonly kind: 'statement'
  readonly text: string
  /** The meaning of the keyword, or the word unchanged. */
  readonly word: string
  readonly isKeyword: boolean
  readonly value: string | undefined
  /** The written form of the value; `''` if there is none. */
  readonly written: string
}

/** The pieces of one `machine` or `default`, or of the text above the first. */
export type Section = readonly Piece[]

const MEANINGS: Readonly<Record<string, string>> = { user: 'login', passwd: 'password' }
/** Groups the tokens of a text. The texts of the pieces concatenate back to it. */
export function piecesOf(text: string): Piece[] {
  const tokens = lex(text)
  const pieces: Piece[] = []
  for (let at = 0; at < tokens.length; ) {
    const [piece, length] = pieceAt(tokens, at)
    const last = pieces.at(-1)
    if (piece.kind === 'gap' && last?.kind === 'gap') {
      pieces[pieces.length - 1] = { kind: 'gap', text: last.text + piece.text }
    } else pieces.push(piece)
    at += length
  }
  return pieces
}

/** Splits the pieces of a text at each `machine` and `default`. */
export function sectionsOf(text: string): Section[] {
  const sections: Piece[][] = [[]]
  for (const piece of piecesOf(text)) {
    if (startsEntry(piece)) sections.push([])
    sections.at(-1)?.push(piece)
  }
  return sections
}

/** Returns the statements of a section. */
export function statementsOf(section: Section): Statement[] {
  return section.filter((piece) => piece.kind === 'statement')
}

/** Returns the concatenated texts of pieces. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('')
}

/** Returns the comments among pieces; one between a word and its value is part of the statement. */
export function commentsOf(pieces: readonly Piece[]): string[] {
  // A CR at the end of the text belongs to the comment until a line end is added after it.
  return pieces.filter(({ kind }) => kind === 'comment').map(({ text }) => text.replace(/\r+$/, ''))
}

/** Returns the name by which a field is looked up. */
export function fieldName(field: string): string {
  const word = field.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const meaning = Object.hasOwn(MEANINGS, word) ? MEANINGS[word] : word
  return ['login', 'password', 'account'].includes(meaning ?? '') ? (meaning ?? field) : field
}

/** Returns whether a piece is a field with this name, with or without a value. */
export function isOccurrence(piece: Piece, field: string): piece is Statement {
  // A word that begins with a quote is never the name of a field.
  if (piece.kind !== 'statement' || field.startsWith('"')) return false
  const name = fieldName(field)
  const isKnown = name === 'login' || name === 'password' || name === 'account'
  return piece.word === name && piece.isKeyword === isKnown
}

function startsEntry(piece: Piece): boolean {
  return (
    piece.kind === 'statement' &&
    piece.isKeyword &&
    (piece.word === 'machine' || piece.word === 'default')
  )
}

function pieceAt(tokens: readonly Token[], at: number): [piece: Piece, length: number] {
  const token = tokens[at]
  if (token?.kind === 'comment') return [{ kind: 'comment', text: token.text }, 1]
  if (token?.kind !== 'keyword' && token?.kind !== 'unknown') {
    return [{ kind: 'gap', text: token?.text ?? '' }, 1]
  }
  const next = tokens.findIndex(({ kind }, index) => index > at && !isTrivia(kind))
  const value = tokens[next]?.kind === 'value' ? tokens[next] : undefined
  let length = value === undefined ? 1 : next - at + 1
  if (tokens[at + length]?.kind === 'macro-body') length++
  const isKeyword = token.kind === 'keyword'
  const statement: Statement = {
    kind: 'statement',
    text: serialize(tokens.slice(at, at + length)),
    word: token.key ?? token.text,
    isKeyword,
    value: value?.value,
    written: value?.text ?? '',
  }
  return [statement, length]
}

function isTrivia(kind: Token['kind']): boolean {
  return ['byte-order-mark', 'whitespace', 'newline', 'comment'].includes(kind)
}
