import type { CheckOptions, FindingCode } from '../check-api.ts'
import { differ, hasCredentials, isFilled, isLaidOutPlainly, loginsOf } from '../entry-facts.ts'
import { isClosed } from '../lexer.ts'
import { isQuoted } from '../quote.ts'
import { beyond, matches, type Place, type Statement, type StatementList } from '../statements.ts'
import { isField, isHead, keywordOf, lowerCase } from '../syntax.ts'

// Finds where a file departs from the portable profile: a function for each row of `rules.ts`.

type Find = (file: StatementList, options: CheckOptions) => Iterable<Place>
type Test = (statement: Statement, file: StatementList, options: CheckOptions) => unknown

/** Words that some program reads as keywords, wherever they are. */
const LIVE_WORD =
  /(?<![a-z])(?:machine|default|macdef|login|password|account|user|passwd|port|force|host|path|protocol|username)(?![a-z])/i
/** Characters that only some programs read as blanks, or as the end of a word or of the file. */
const ODD_CHARACTER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are intended
  /[\0-\x08\v\f\x0e-\x1f\x7f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|\r(?!\n)/
const ALIAS = /^(?:user|passwd)$/i
const PLAIN_NAME = /^[a-z0-9._-]+$/
/** What a macro may not have: another line end after its name, a quote, `\`, `#` or CR, blanks at either end of a line. */
const ODD_BODY = /^(?!\r?\n\S)|["\\#]|(?<!^)\r|[ \t](?:\n|$)|\n(?!\S|\n?$)/

const WHOLE: Place = { start: 0, end: 0, section: undefined, isSure: false }
const has = (pattern: RegExp) => (it: Statement) => it.words.some((word) => pattern.test(word))
const isStray = (word: string): boolean => word.includes('"') && !isQuoted(word)

export const FIND: Readonly<Record<FindingCode, Find>> = {
  *'not-plain-text'(file) {
    const { text, next } = file.sections.preamble
    // Most programs read the mark as part of the first word.
    if (file.text.startsWith('\ufeff')) {
      yield { start: 0, end: 1, section: text === '\ufeff' ? next : undefined, isSure: true }
    }
    const at = file.text.search(/[\ud800-\udfff]/u)
    if (at !== -1) yield { start: at, end: at + 1, section: undefined, isSure: true }
    yield* matches(file, ODD_CHARACTER)
  },
  'carriage-return': (file) => matches(file, /\r\n/),
  'non-ascii': each(has(/[^\0-\x7f]/)),
  'too-long': ({ text }) =>
    /(?:^|\n)[^\n]{4000}/.test(text) || text.length > 131_000 ? [WHOLE] : [],
  permissions: (_, { mode = 0o600 }) => ((mode & 0o077) === 0 ? [] : [{ ...WHOLE, isSure: true }]),
  *'keyword-case'({ statements }) {
    for (const it of statements) {
      if (!it.keyword || !/[A-Z]/.test(it.words[0] ?? '')) continue
      yield { ...it, isSure: true }
      // Its fields then belong to the entry above.
      if (isHead(it.keyword)) yield { ...it, section: it.section.previous, isSure: false }
    }
  },
  'machine-name': each(
    ({ keyword, value = '' }, _, { machine = value }) =>
      keyword === 'machine' &&
      (!PLAIN_NAME.test(value) || (value !== machine && value === lowerCase(machine))),
    ({ value = '' }) => value !== lowerCase(value) || /[[\]]/.test(value),
  ),
  'name-in-two-cases': each(({ keyword, value = '' }, { sections }) => {
    const name = keyword === 'machine' && sections.machines(value)[0]?.name
    return typeof name === 'string' && name !== value
  }),
  'quoted-value': each(({ words }) => words.some(isQuoted)),
  'stray-quote': each(
    ({ words, end }, { text }) =>
      words.some(isStray) || (isQuoted(words.at(-1) ?? '') && /[^ \t\r\n]/.test(text.charAt(end))),
    ({ words, isSure }) => isSure && words.some((word) => isStray(word) && word.startsWith('"')),
  ),
  backslash: each(has(/\\/), ({ words, isSure }) => isSure && !isQuoted(words[1] ?? '')),
  *'hash-in-value'({ statements }) {
    for (const it of statements) {
      if (has(/#/)(it)) yield it
      if (it.words[1]?.startsWith('#')) yield* beyond(it, it.keyword === 'machine')
    }
  },
  *'keyword-as-value'({ statements }) {
    for (const it of statements) {
      const { keyword, words, value } = it
      const meaning = keywordOf(words[1] ?? '')
      const isUnnamed = keyword === 'machine' && !value
      const isMissing = isUnnamed || (keyword && keyword !== 'default' && words.length === 1)
      const isLive = words.some((word) => isQuoted(word) && LIVE_WORD.test(word))
      if (isMissing || isLive || meaning) yield { ...it, isSure: false }
      const isAnywhere = meaning !== undefined && !isField(meaning)
      if (isMissing || isLive || isAnywhere) yield* beyond(it, isAnywhere)
    }
  },
  'user-or-passwd': each(({ keyword, words: [word = ''] }) => keyword && ALIAS.test(word)),
  *'word-out-of-place'({ statements }) {
    for (const it of statements) {
      if (it.keyword === 'macdef' || (it.keyword && it.section.isAttached)) continue
      yield { ...it, isSure: true }
      yield* beyond(it, false)
    }
  },
  'value-on-later-line': each(({ gap }) => gap.includes('\n')),
  'field-layout': each(
    ({ keyword, section }) => keyword === 'machine' && !isLaidOutPlainly(section),
  ),
  *'comment-after-empty-line'({ statements, comments }) {
    for (const it of statements) if (it.gap.includes('#')) yield { ...it, isSure: true }
    for (const it of comments) {
      const [first, second] = it.text.split(/[ \t\r]+/, 3).filter(Boolean)
      const isRead = it.gap.includes('\n') || (it.isOutside && first !== '#')
      if (second && isRead) yield { ...it, isSure: keywordOf(second) === undefined }
    }
  },
  'comment-text': ({ comments }) =>
    comments.filter(({ text }) => LIVE_WORD.test(text) || /["\\]/.test(text)),
  'login-and-password': each(
    ({ keyword, section }) =>
      isHead(keyword) && !(isFilled(section) && loginsOf(section).join() === 'login,password'),
    ({ section }) =>
      isFilled(section)
        ? loginsOf(section).indexOf('password') < loginsOf(section).lastIndexOf('password')
        : hasCredentials(section),
  ),
  *'second-account'({ statements, sections }) {
    for (const it of statements) {
      if (it.keyword !== 'machine' || it.value === undefined) continue
      const peers = sections.machines(it.value)
      if (peers[0] !== it.section || peers.length === 1) continue
      const section = peers.find(hasCredentials) ?? it.section
      yield { ...it, section, isSure: differ(section, peers.at(-1)) }
    }
  },
  *'default-not-last'({ statements, sections: { preamble } }) {
    let first: Statement | undefined
    for (const it of statements) {
      const { keyword, section } = it
      if (keyword === 'default' && section.previous === preamble) yield it
      if (keyword === 'default' && first) {
        yield { ...it, section: first.section, isSure: differ(first.section, section) }
      }
      if (keyword === 'default') first ??= it
      if (keyword === 'machine' && first) {
        yield { ...first, section, isSure: hasCredentials(first.section) }
      }
    }
  },
  'macro-text': each(
    ({ keyword, body, words }) =>
      keyword === 'macdef' && (ODD_BODY.test(body) || LIVE_WORD.test(body) || words.some(isQuoted)),
  ),
  macro: each(
    (it, { statements }) => {
      if (it.keyword !== 'macdef') return false
      return it !== statements.at(-1) || !isFilled(it.section) || !isClosed(it.body)
    },
    ({ value, body }) => value !== undefined && !isClosed(body),
  ),
}

/** Finds the statements that pass a test. Each is as sure as the statement itself, unless `isSure` decides. */
function each(test: Test, isSure: Test = (it) => it.isSure): Find {
  return (file, options) =>
    file.statements
      .filter((it) => test(it, file, options))
      .map((it) => ({ ...it, isSure: Boolean(isSure(it, file, options)) }))
}
