import { lex } from '../../src/core.ts'
import type { Token, TokenKind } from '../../src/syntax.ts'

/** A word, comment or macro of a text. */
export interface Word {
  /** What it says, without quotes and surrounding blanks. Two words with the same meaning are interchangeable. */
  readonly meaning: string
  readonly start: number
  readonly end: number
}

/** A value, and the keyword or further field that it belongs to. */
interface Value extends Word {
  readonly keyword: string | undefined
}

/** The words of one `machine` or `default`. */
export interface EntryWords {
  name: string | undefined
  /** Its keywords, values and macros, and the comments between them or after the last of them on its line. */
  readonly words: Word[]
  readonly values: Value[]
}

/** The words of a text: all of them in order, and those of each entry. */
export interface TextWords {
  readonly all: readonly Word[]
  readonly entries: readonly Readonly<EntryWords>[]
}

const BLANKS: readonly TokenKind[] = ['whitespace', 'newline', 'byte-order-mark']

/** Splits a text into words, without blanks, line breaks and the byte order mark. */
export function wordsOf(text: string): TextWords {
  const all: Word[] = []
  const entries: EntryWords[] = []
  // Comments after the last word of an entry so far: they belong to it only if another word of it follows.
  let pending: Word[] = []
  let isNewLine = true
  let at = 0
  for (const token of lex(text)) {
    const start = at
    at += token.text.length
    if (token.kind === 'newline') isNewLine = true
    if (BLANKS.includes(token.kind)) continue
    const word: Word = { meaning: meaningOf(token), start, end: at }
    if (token.kind === 'macro-body' && word.meaning === '') continue
    all.push(word)
    let entry = entries.at(-1)
    if (token.kind === 'comment') {
      if (isNewLine) pending.push(word)
      else entry?.words.push(...pending.splice(0), word)
      continue
    }
    isNewLine = token.kind === 'macro-body'
    if (token.kind === 'keyword' && (token.key === 'machine' || token.key === 'default')) {
      entry = { name: undefined, words: [], values: [] }
      entries.push(entry)
      pending = []
    }
    entry?.words.push(...pending.splice(0), word)
    if (token.kind !== 'value' || entry === undefined) continue
    if (token.key === 'machine') entry.name = token.value
    entry.values.push({ ...word, keyword: token.key })
  }
  return { all, entries }
}

function meaningOf({ kind, text, value }: Token): string {
  if (value !== undefined) return value
  return kind === 'macro-body' || kind === 'comment' ? text.trim() : text
}
