import { endOfMatch, lex, lexItem } from './lexer.ts'
import type { Token } from './syntax.ts'
import { NEWLINE, SPACE, SPACES, token, wordToken } from './token.ts'

// Recognizes what most files look like, without making tokens. For speed, these functions accept a subset of the grammar, and
// return `undefined` for everything else, which `lexer.ts` decides. Other files only search a raw text for a line break or a
// quote.

/**
 * A machine as in most files: its name and values have no quotes and are on the lines of their keywords. Linear: each part
 * begins with a character that the part before it cannot have. The bound keeps the engine's stack small.
 */
const ORDINARY_MACHINE =
  /machine[ \t]+[^ \t\r\n"][^ \t\r\n]*(?:[ \t\r\n]+(?:login|password|account)[ \t]+[^ \t\r\n"][^ \t\r\n]*){0,64}[ \t\r\n]*/y

/** `machine`, one space, and a bare name. */
const ORDINARY_NAME = /^machine ([^ \t\r\n"][^ \t\r\n]*)/
/** A field after a gap of at most eight spaces, with or without a line break before them, and with one space before its value. */
const FIELD = /(\n {0,8}| {1,8})(login|password|account) ([^ \t\r\n"][^ \t\r\n]*)/.source
/** The start of an entry: a name and at most three fields like these. What comes after a value never makes the engine go back. */
const ORDINARY_START = new RegExp(`${ORDINARY_NAME.source}(?:${FIELD}(?:${FIELD}(?:${FIELD})?)?)?`)
const MACHINE = wordToken('machine')
const NAME_START = 8
const LAST_OF_BLANKS_AND_QUOTE = 0x22
/** The bit in which upper and lower case differ in ASCII. */
const CASE_BIT = 0x20
const LETTER_D = 0x64

/** Returns the end of a machine, its fields, and the blanks and line breaks that follow; `undefined` if it is not ordinary. */
export function endOfOrdinaryMachine(text: string, at: number): number | undefined {
  return endOfMatch(ORDINARY_MACHINE, text, at)
}

/** Splits the text of a section into tokens, as `lex` does. */
export function lexSection(text: string): Token[] {
  const words = ORDINARY_START.exec(text)
  if (words === null) return lex(text)
  const tokens = [MACHINE, SPACE, bareToken(MACHINE, words[1])]
  for (let index = 2; index < words.length; index += 3) {
    const gap = words[index]
    const name = words[index + 1]
    if (!gap || !name) break
    const isOnOwnLine = gap.startsWith('\n')
    if (isOnOwnLine) tokens.push(NEWLINE)
    const spaces = SPACES[isOnOwnLine ? gap.length - 1 : gap.length]
    if (spaces) tokens.push(spaces)
    const word = wordToken(name)
    tokens.push(word, SPACE, bareToken(word, words[index + 2]))
  }
  let at = words[0].length
  // Most entries end here.
  for (; text.startsWith('\n', at); at++) tokens.push(NEWLINE)
  while (at < text.length) at = lexItem(text, at, tokens)
  return tokens
}

/** Makes the token of a value that has no quotes. */
function bareToken({ key }: Token, text = ''): Token {
  return token('value', text, key, text)
}

/** Returns the name of the machine that an entry's text begins with. */
export function ordinaryNameOf(text: string): string | undefined {
  return ORDINARY_NAME.exec(text)?.[1]
}

/** Tells whether an entry's text begins with a machine that certainly does not have this name, in any case. */
export function hasOtherName(text: string, name: string): boolean {
  const isOrdinary =
    text.charAt(NAME_START - 1) === ' ' && text.charCodeAt(NAME_START) > LAST_OF_BLANKS_AND_QUOTE
  if (!isOrdinary) return false
  for (let index = 0; index < name.length; index++) {
    const difference = text.charCodeAt(NAME_START + index) ^ name.charCodeAt(index)
    if ((difference & ~CASE_BIT) !== 0) return true
  }
  return false
}

/** Tells whether an entry is a `default` and not a machine. Its text begins with one of these keywords, in any case. */
export function isDefaultText(text: string): boolean {
  return (text.charCodeAt(0) | CASE_BIT) === LETTER_D
}

/** Returns the keyword that an entry's text begins with: `machine` and `default` have seven letters. */
export function headOf(text: string): Token {
  return wordToken(text.slice(0, 7))
}
