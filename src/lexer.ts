import { KEYWORDS, type Keyword, type Statement, type Token, type TokenKind } from './syntax.ts'

// The grammar, as pure functions of a text and an offset. After a statement a keyword may stand again whatever
// came before, so there is no state but the offset.

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const QUOTE = 0x22
const HASH = 0x23
const BACKSLASH = 0x5c
const BYTE_ORDER_MARK = 0xfeff

/** The length of the longest keyword. */
const LONGEST = 8
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
const ESCAPE_PAIR = /\\(.)/gs

/** The statement that begins at or after `from`, where a keyword may stand; `undefined` where only trivia are left. */
export function nextStatement(text: string, from: number): Statement | undefined {
  const start = endOfTrivia(text, from)
  if (start >= text.length) return undefined
  const wordEnd = endOfWord(text, start)
  const keyword = keywordAt(text, start, wordEnd)
  const valueStart = findValue(text, start, wordEnd, keyword)
  const valueEnd = valueStart === wordEnd ? wordEnd : endOfWord(text, valueStart)
  const end = keyword === 'macdef' && valueEnd !== wordEnd ? endOfMacro(text, valueEnd) : valueEnd
  const field = keyword === undefined ? fieldAt(text, start, wordEnd) : fieldOf(keyword)
  return { keyword, field, start, wordEnd, valueStart, valueEnd, end }
}

/** Every statement of a text that begins where a keyword may stand. */
export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = []
  let statement = nextStatement(text, 0)
  while (statement !== undefined) {
    statements.push(statement)
    statement = nextStatement(text, statement.end)
  }
  return statements
}

/** Split a text into tokens whose texts concatenate back to it. */
export function lex(source: string): Token[] {
  const tokens: Token[] = []
  const push = (kind: TokenKind, start: number, end: number): void => {
    if (start < end) tokens.push({ kind, text: source.slice(start, end) })
  }
  const pushTrivia = (from: number, end: number): void => {
    for (let at = from; at < end; ) {
      const [kind, next] = pieceOfTrivia(source, at)
      push(kind, at, next)
      at = next
    }
  }
  let at = 0
  for (const { keyword, start, wordEnd, valueStart, valueEnd, end } of statementsOf(source)) {
    pushTrivia(at, start)
    push(keyword === undefined ? 'unknown' : 'keyword', start, wordEnd)
    pushTrivia(wordEnd, valueStart)
    push('value', valueStart, valueEnd)
    push('macro-body', valueEnd, end)
    at = end
  }
  pushTrivia(at, source.length)
  return tokens
}

/** What a word says as a value: without its quotes, where it is quoted. */
export function unquote(word: string): string {
  if (!isQuoted(word)) return word
  return word.slice(1, -1).replace(ESCAPE_PAIR, (_, char: string) => ESCAPES.get(char) ?? char)
}

/** True for a word that begins with a quote and ends with the one that closes it. */
export function isQuoted(word: string): boolean {
  return word.charCodeAt(0) === QUOTE && endOfQuoted(word, 0) === word.length
}

/** The name under which a field is looked up; `undefined` for what can never be one. */
export function fieldNamed(word: string): string | undefined {
  const keyword = keywordOf(word)
  return keyword === undefined ? fieldAt(word, 0, word.length) : fieldOf(keyword)
}

function fieldOf(keyword: Keyword): string | undefined {
  return keyword === 'machine' || keyword === 'default' || keyword === 'macdef'
    ? undefined
    : keyword
}

function fieldAt(text: string, start: number, end: number): string | undefined {
  return text.charCodeAt(start) === QUOTE ? undefined : text.slice(start, end)
}

/** The meaning of a word where a keyword may stand; `undefined` for any other word. */
export function keywordOf(word: string): Keyword | undefined {
  return keywordAt(word, 0, word.length)
}

function keywordAt(text: string, start: number, end: number): Keyword | undefined {
  if (end - start > LONGEST) return undefined
  const word = text.slice(start, end)
  return KEYWORDS.get(word) ?? KEYWORDS.get(word.toLowerCase())
}

/** Where the value of a word begins; `wordEnd` where it has none. */
function findValue(
  text: string,
  start: number,
  wordEnd: number,
  keyword: Keyword | undefined,
): number {
  if (keyword === 'default' || text.charCodeAt(start) === QUOTE) return wordEnd
  let at = wordEnd
  while (isBlank(text.charCodeAt(at))) at++
  const isOnSameLine = text.charCodeAt(at) !== LF
  // On the line of its keyword anything is a value, a `#` and a keyword too.
  if (keyword !== undefined && isOnSameLine) return at < text.length ? at : wordEnd
  if (keyword !== undefined) at = endOfTrivia(text, at)
  else while (isSeparator(text.charCodeAt(at))) at++
  if (at >= text.length || text.charCodeAt(at) === HASH) return wordEnd
  return keywordAt(text, at, endOfWord(text, at)) === undefined ? at : wordEnd
}

/** The end of a macro: after the first empty line after its name, else the end of the text. */
function endOfMacro(text: string, from: number): number {
  for (let at = text.indexOf('\n', from); at !== -1; at = text.indexOf('\n', at + 1)) {
    const next = text.charCodeAt(at + 1)
    if (next === LF) return at + 2
    if (next === CR && text.charCodeAt(at + 2) === LF) return at + 3
  }
  return text.length
}

// The loops below call nothing: the engine's inlining budget decides what they cost.

/** The end of the trivia that begin at `from`, where a keyword may stand. */
export function endOfTrivia(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === SPACE || code === LF || code === TAB || code === CR) at++
    else if (code === HASH) {
      const end = text.indexOf('\n', at)
      if (end === -1) return text.length
      at = end + 1
    } else if (code === BYTE_ORDER_MARK && at === 0) at++
    else return at
  }
}

function endOfWord(text: string, start: number): number {
  if (text.charCodeAt(start) === QUOTE) {
    const end = endOfQuoted(text, start)
    if (end !== 0) return end
  }
  let at = start
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= SPACE && (code === SPACE || code === LF || code === TAB || code === CR)) break
  }
  return at
}

/** After the quote that closes the one at `start`, on the same line; 0 where none does. */
function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    if (code === LF) return 0
    // A backslash before a line end escapes nothing, else the quote would reach the next line.
    if (code === BACKSLASH && text.charCodeAt(at + 1) !== LF) at++
  }
  return 0
}

// A lone CR is a blank, not a line end: curl and Python agree.
function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === CR
}

function isSeparator(code: number): boolean {
  return isBlank(code) || code === LF
}

/** Where the line break that ends at `end` begins; `end` where none does. A CR before a LF belongs to it. */
export function startOfLineBreak(text: string, end: number): number {
  if (text.charCodeAt(end - 1) !== LF) return end
  return text.charCodeAt(end - 2) === CR ? end - 2 : end - 1
}

/** Where the line break that begins at `start` ends; `start` where none does. */
export function endOfLineBreak(text: string, start: number): number {
  const code = text.charCodeAt(start)
  if (code === LF) return start + 1
  return code === CR && text.charCodeAt(start + 1) === LF ? start + 2 : start
}

/** The end of the blanks (spaces, tabs, lone CRs) that begin at `from`. */
export function endOfBlanks(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at)) && endOfLineBreak(text, at) === at) at++
  return at
}

/** The start of the blanks that end at `end`. */
export function startOfBlanks(text: string, end: number): number {
  let at = end
  while (isBlank(text.charCodeAt(at - 1))) at--
  return at
}

function pieceOfTrivia(text: string, at: number): [TokenKind, number] {
  const code = text.charCodeAt(at)
  if (code === BYTE_ORDER_MARK) return ['byte-order-mark', at + 1]
  if (code === HASH) return ['comment', endOfLine(text, at)]
  const end = endOfLineBreak(text, at)
  return end === at ? ['whitespace', endOfBlanks(text, at)] : ['newline', end]
}

/** The end of the line, before its line break. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : startOfLineBreak(text, end + 1)
}
