import { isQuoted } from './quote.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { isItemStart, type Keyword, keywordOf } from './syntax.ts'

// Tokens -> statements and comments with their places, as seen by programs that read word by word: for `check`.

/** A place in a file where programs may differ. */
export interface Place {
  readonly start: number
  readonly end: number
  /** The entry that it is in; `undefined` for the whole file. */
  readonly section: Section | undefined
  /** Whether programs certainly read it differently if the entry is used. Otherwise, they may. */
  readonly isSure: boolean
}

/** A word in a keyword's place, and its value. `isSure` is true for the name, and for the login and password that count. */
export interface Statement extends Place {
  readonly section: Section
  readonly keyword: Keyword | undefined
  /** The word and the value, as they are written. */
  readonly words: readonly string[]
  readonly value: string | undefined
  /** The text between the word and its value. */
  readonly gap: string
  /** The text after the name of a macro. */
  readonly body: string
}

interface Comment extends Place {
  readonly text: string
  /** The text that a word-by-word reader skips to reach it; the reader has already read one character after the last word. */
  readonly gap: string
  /** Whether there is no entry that a field could be added to: at the top, or after a macro. */
  readonly isOutside: boolean
}

/** A file, with its statements and comments in file order. */
export interface StatementList {
  readonly text: string
  readonly sections: SectionList
  readonly statements: readonly Statement[]
  readonly comments: readonly Comment[]
}

/** Reads the statements and the comments of a file. */
export function readStatements(sections: SectionList): StatementList {
  const statements: Statement[] = []
  const comments: Comment[] = []
  const { text } = sections
  let [at, resumed] = [0, 0]
  for (const section of sections) {
    const counting = new Map<Keyword | undefined, Statement>()
    for (const token of section.tokens) {
      const { kind, value, text: word } = token
      const [start, end, last] = [at, at + word.length, statements.at(-1)]
      at = end
      if (kind === 'comment') {
        const gap = text.slice(Math.min(resumed, start), start)
        const isOutside = last === undefined || last.keyword === 'macdef'
        comments.push({ start, end, section, isSure: true, text: word, gap, isOutside })
      } else if (isItemStart(token)) {
        const keyword = kind === 'keyword' ? keywordOf(word) : undefined
        const rest = { words: [word], value: undefined, gap: '', body: '', isSure: false }
        statements.push({ start, end, section, keyword, ...rest })
      } else if (last && kind === 'value') {
        const words = [...last.words, word]
        Object.assign(last, { words, value, gap: text.slice(last.end, start), end })
        if (SURE.test(last.keyword ?? '')) counting.set(last.keyword, last)
      } else if (last && kind === 'macro-body') Object.assign(last, { body: word, end })
      else continue
      const isWhole = kind === 'macro-body' || isQuoted(word)
      resumed = end + (isWhole ? 0 : text.startsWith('\r\n', end) ? 2 : 1)
    }
    for (const statement of counting.values()) Object.assign(statement, { isSure: true })
  }
  return { text, sections, statements, comments }
}

const SURE = /machine|login|password/

/** Returns what is affected if a program reads past a statement: the next entry, or the whole file if it may be any machine. */
export function* beyond(it: Statement, isAnywhere: boolean): Iterable<Place> {
  const section = isAnywhere ? undefined : it.section.next
  if (section || isAnywhere) yield { ...it, section, isSure: false }
}

/** Finds the first match in each entry, and above the first one. */
export function* matches(file: StatementList, pattern: RegExp): Iterable<Place> {
  let at = 0
  for (const section of file.sections) {
    const found = pattern.exec(section.text)
    const start = at + (found?.index ?? 0)
    if (found) yield { start, end: start + found[0].length, section, isSure: false }
    at += section.text.length
  }
}
