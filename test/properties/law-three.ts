import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Entry, isNetrcError, type NetrcDocument, parse } from '../../src/core.ts'
import { commands, netrcTexts } from '../support/arbitraries.ts'
import {
  type Command,
  type CredentialsGiven,
  run,
  type Subjects,
  subjectsOf,
} from '../support/commands.ts'
import { linesOfBody } from '../support/contract-layout.ts'
import { isMeant, isMovedUp, movedOrder, targetsOf } from '../support/look-up.ts'
import { lexByTheRules, type ReferenceToken } from '../support/reference-lexer.ts'
import type { Properties } from './properties.ts'

/** A word or a comment, as found by the reference lexer. */
interface Word {
  readonly kind: string
  /** The content of a value, a comment or a macro, or the word itself. */
  readonly says: string
  /** The keyword or field that it is or belongs to; `''` if there is none, for example for a comment. */
  readonly key: string
  /** The number of its section; 0 is above the first entry. */
  readonly section: number
  /** Whether the word before it is on another line. */
  readonly beginsLine: boolean
}

const KNOWN_FIELDS = ['login', 'password', 'account'] as const
const KEYS: Readonly<Record<string, string>> = { user: 'login', passwd: 'password' }
const KEYWORD = /^(?:machine|default|macdef|login|user|password|passwd|account)$/i
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** What an edit leaves unchanged. */
export const lawThree: Properties = {
  'an edit changes only the words and comments that it is about': fc.property(
    netrcTexts,
    fc.array(commands, { minLength: 1, maxLength: 6 }),
    (text, calls) => {
      expectLawThree(text, calls)
    },
  ),
}

/** Makes calls in order, and compares the words before and after each of them. */
export function expectLawThree(text: string, calls: readonly Command[]): void {
  const document = parse(text)
  for (const command of calls) {
    const { entries } = document
    const subjects = subjectsOf(command, entries)
    const before = wordsOf(String(document))
    const comments = entries.map(({ comment }) => comment?.split('\n').length ?? 0)
    const targets = targetsOf(command, entries)
    const isUp = isMovedUp(targets, entries)
    const isDone = attempt(document, command, subjects)
    const after = wordsOf(String(document))
    if (!isDone) assert.deepEqual(sayings(after), sayings(before), 'a refused edit changes no word')
    else expectWords(command, { before, after, entries, comments, targets, isUp, ...subjects })
  }
}

function attempt(document: NetrcDocument, command: Command, subjects: Subjects): boolean {
  try {
    run(document, command, subjects)
    return true
  } catch (error) {
    if (!isNetrcError(error)) throw error
    return false
  }
}

interface Edit extends Subjects {
  readonly before: readonly Word[]
  readonly after: readonly Word[]
  readonly entries: readonly Entry[]
  /** The number of comment lines that touch each entry. */
  readonly comments: readonly number[]
  /** The entries in which credentials are set. */
  readonly targets: readonly Entry[]
  /** Whether the first of them is moved above the first `default`. */
  readonly isUp: boolean
}

const STAYS = 'the other words and comments stay'

function expectWords(command: Command, edit: Edit): void {
  const { before, after, entries, subject } = edit
  switch (command.call) {
    case 'setField':
      if (subject === undefined) return
      expectFields(before, after, [entries.indexOf(subject) + 1], [[command.field, command.value]])
      return
    case 'set':
    case 'add':
    case 'setDefault':
      expectCredentials(command, edit)
      return
    case 'setMacro':
      expectMacro(before, after, 0, command)
      return
    case 'setMacroOf':
      if (subject) expectMacro(before, after, entries.indexOf(subject) + 1, command)
      return
    case 'setComment':
      assert.deepEqual(
        sayings(withoutMarks(after)),
        sayings(withoutMarks(wordsLeft(command, edit))),
      )
      return
    default:
      assert.deepEqual(sayings(after), sayings(wordsLeft(command, edit)), STAYS)
  }
}

function expectCredentials(
  command: Command & { readonly credentials: CredentialsGiven },
  edit: Edit,
): void {
  const { before, after, entries, targets, isUp } = edit
  const given = fieldsOf(command.credentials)
  const [first] = targets
  if (first === undefined) {
    const head = 'name' in command ? ['machine', command.name] : ['default']
    expectRun(before, after, [...head, ...given.flat()])
    return
  }
  const fallback = entries.find(({ kind }) => kind === 'default')
  if (!isUp || fallback === undefined) {
    const sections = targets.map((target) => entries.indexOf(target) + 1)
    expectFields(before, after, sections, given)
    return
  }
  const order = movedOrder(entries, first, fallback, 'before')
  const sections = targets.map((target) => order.indexOf(target) + 1)
  expectFields(withMoved(edit, first, fallback, 'before'), after, sections, given)
}

/** Returns the expected words after an edit whose words are known. */
function wordsLeft(command: Command, edit: Edit): readonly Word[] {
  const { before, entries, comments, subject, anchor } = edit
  if (command.call === 'delete') {
    const gone = entries.filter((entry) => isMeant(entry, command.name, command.login))
    return withoutSections(
      before,
      gone.map((entry) => entries.indexOf(entry) + 1),
    )
  }
  if (command.call === 'deleteMacro') return withoutMacros(before, 0, command.name)
  if (subject === undefined) return before
  const section = entries.indexOf(subject) + 1
  switch (command.call) {
    case 'deleteEntry':
      return withoutSections(before, [section])
    case 'deleteField':
      return withoutField(before, section, keyOf(command.field))
    case 'deleteMacroOf':
      return withoutMacros(before, section, command.name)
    case 'rename':
      return withValue(before, section, 'machine', command.name)
    case 'setComment':
      return withComment(before, section, comments[section - 1] ?? 0, command.comment)
    case 'move':
      return anchor ? withMoved(edit, subject, anchor, command.place.side) : before
    default:
      return before
  }
}

/** Returns the words with other comment lines above an entry. */
function withComment(
  words: readonly Word[],
  section: number,
  count: number,
  comment: string | undefined,
): readonly Word[] {
  const head = words.findIndex((word) => word.section === section)
  const written = (comment?.split('\n') ?? []).map((line) => ({
    kind: 'comment',
    says: `# ${line}`,
    key: '',
    section: section - 1,
    beginsLine: true,
  }))
  return words.toSpliced(head - count, count, ...(comment === undefined ? [] : written))
}

/** Returns the words with every comment in the same form: a mark, a blank and its content. */
function withoutMarks(words: readonly Word[]): readonly Word[] {
  return words.map((word) =>
    word.kind === 'comment' ? { ...word, says: word.says.replace(/^#[ \t]?/, '# ') } : word,
  )
}

/** Returns the words with an entry, and the comment that touches it, directly above or below another. */
function withMoved(
  { before, entries, comments }: Edit,
  entry: Entry,
  anchor: Entry,
  side: string,
): readonly Word[] {
  const order = movedOrder(entries, entry, anchor, side)
  if (order.every((other, index) => other === entries[index])) return before
  const start = (moved: Entry): number => {
    const index = entries.indexOf(moved)
    return before.findIndex(({ section }) => section === index + 1) - (comments[index] ?? 0)
  }
  const end = (moved: Entry): number => endOfSection(before, entries.indexOf(moved) + 1)
  const chunk = before.slice(start(entry), end(entry))
  const at = side === 'before' ? start(anchor) : end(anchor)
  const left = before.toSpliced(start(entry), chunk.length)
  const words = left.toSpliced(at - (at > start(entry) ? chunk.length : 0), 0, ...chunk)
  let section = 0
  return words.map((word) => {
    if (word.kind === 'keyword' && (word.key === 'machine' || word.key === 'default')) section++
    return { ...word, section }
  })
}

/** Asserts that macros have new lines, or that there is a new macro. */
function expectMacro(
  before: readonly Word[],
  after: readonly Word[],
  section: number,
  { name, body }: { readonly name: string; readonly body: string },
): void {
  const lines = linesOfBody(body)
  const [old, found] = [before, after].map(withoutCRLF)
  const isOfMacro = (word: Word): boolean =>
    word.kind === 'value' && word.key === 'macdef' && word.section === section && word.says === name
  if (!before.some(isOfMacro)) {
    const text = lines.length === 0 ? [] : [['', ...lines].join('\n')]
    expectRun(old ?? [], found ?? [], ['macdef', name, ...text])
    return
  }
  const expected = before.flatMap((word, at) => {
    const previous = before[at - 1]
    const next = before[at + 1]
    const written = (nameLine: string): Word => ({
      ...word,
      kind: 'macro-body',
      says: [nameLine, ...lines].join('\n').replace(/[\r\n]+$/, ''),
    })
    if (word.kind === 'macro-body' && previous && isOfMacro(previous)) {
      const [nameLine = ''] = word.says.split(/\r?\n/)
      return [written(nameLine)]
    }
    return isOfMacro(word) && next?.kind !== 'macro-body' ? [word, written('')] : [word]
  })
  const isSaid = ({ kind, says }: Word): boolean => kind !== 'macro-body' || says !== ''
  assert.deepEqual(sayings(found ?? []), sayings(withoutCRLF(expected.filter(isSaid))), STAYS)
}

/** Returns the words with LF as every line end in a macro. */
function withoutCRLF(words: readonly Word[]): readonly Word[] {
  return words.map((word) =>
    word.kind === 'macro-body' ? { ...word, says: word.says.replaceAll('\r\n', '\n') } : word,
  )
}

/** Returns the words without the macros with a name, and without the comments between a keyword and its name. */
function withoutMacros(words: readonly Word[], section: number, name: string): readonly Word[] {
  const isGone = words.map(() => false)
  for (const [at, word] of words.entries()) {
    if (word.kind !== 'keyword' || word.key !== 'macdef' || word.section !== section) continue
    const value = words.findIndex(({ kind }, index) => index > at && kind !== 'comment')
    if (words[value]?.kind !== 'value' || words[value]?.says !== name) continue
    const end = words[value + 1]?.kind === 'macro-body' ? value + 1 : value
    isGone.fill(true, at, end + 1)
  }
  return words.filter((_, at) => !isGone[at])
}

/** Asserts that fields of sections are replaced in every occurrence, and that missing ones are added once. */
function expectFields(
  before: readonly Word[],
  after: readonly Word[],
  sections: readonly number[],
  given: readonly (readonly [field: string, value: string])[],
): void {
  let [expected, rest] = [before, after]
  for (const section of sections) {
    for (const [field, value] of given) {
      const key = keyOf(field)
      if (expected.some((word) => isNameOf(word, section, key))) {
        expected = withValue(expected, section, key, value)
        continue
      }
      const at = rest.findIndex((word) => isNameOf(word, section, key))
      const said = rest.slice(at, at + 2).map(({ says }) => says)
      assert.deepEqual([keyOf(said[0] ?? ''), said[1]], [key, value], 'the field has the value')
      rest = rest.toSpliced(at, 2)
    }
  }
  assert.deepEqual(sayings(rest), sayings(expected), STAYS)
}

/** Asserts that words are inserted, all in one place. */
function expectRun(
  before: readonly Word[],
  after: readonly Word[],
  inserted: readonly string[],
): void {
  const expected = JSON.stringify(sayings(before))
  const isInserted = after.some((_, at) => {
    const found = after.slice(at, at + inserted.length).map(({ says }) => says)
    if (JSON.stringify(found) !== JSON.stringify(inserted)) return false
    return JSON.stringify(sayings(after.toSpliced(at, inserted.length))) === expected
  })
  assert.ok(isInserted, `only the expected words are new: ${JSON.stringify(sayings(after))}`)
}

/** Returns the words with another value for a key in a section. A missing value is added. */
function withValue(
  words: readonly Word[],
  section: number,
  key: string,
  value: string,
): readonly Word[] {
  return words.flatMap((word, at) => {
    if (word.section !== section || word.key !== key) return [word]
    if (word.kind === 'value') return [{ ...word, says: value }]
    const hasValue = valueAfter(words, at) !== undefined
    return hasValue ? [word] : [word, { ...word, kind: 'value', says: value }]
  })
}

/** Returns the words without a field of a section, and without the comments between its name and its value. */
function withoutField(words: readonly Word[], section: number, key: string): readonly Word[] {
  // `machine`, `default`, `macdef` and quoted words are not fields.
  if (/^(?:machine|default|macdef|".*|)$/s.test(key)) return words
  return words.filter((word, at) => {
    if (word.section === section && word.key === key && word.kind !== 'comment') return false
    const name = words.slice(0, at).findLastIndex(({ kind }) => kind !== 'comment')
    const owner = words[name]
    const isInside = word.kind === 'comment' && owner !== undefined && owner.kind !== 'value'
    return !(isInside && isNameOf(owner, section, key) && valueAfter(words, name) !== undefined)
  })
}

/** Returns the words without those of entries: up to the last word of each, and the comment after that on its line. */
function withoutSections(words: readonly Word[], sections: readonly number[]): readonly Word[] {
  return words.filter((word, at) => {
    if (!sections.includes(word.section)) return true
    return at >= endOfSection(words, word.section)
  })
}

/** Returns where the section ends: after its last word, and the comment after that on its line. */
function endOfSection(words: readonly Word[], asked: number): number {
  const last = words.findLastIndex(({ section, kind }) => section === asked && kind !== 'comment')
  const next = words[last + 1]
  const isOwn = next?.kind === 'comment' && next.section === asked && !next.beginsLine
  return isOwn ? last + 2 : last + 1
}

/** Returns the value of the name at an index. */
function valueAfter(words: readonly Word[], at: number): Word | undefined {
  const next = words.slice(at + 1).find(({ kind }) => kind !== 'comment')
  return next?.kind === 'value' ? next : undefined
}

function isNameOf({ kind, key, section }: Word, asked: number, name: string): boolean {
  return (kind === 'keyword' || kind === 'unknown') && section === asked && key === name
}

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let [section, key, beginsLine] = [0, '', true]
  for (const token of lexByTheRules(text)) {
    const { kind } = token
    if (kind === 'newline') beginsLine = true
    if (kind === 'byte-order-mark' || kind === 'whitespace' || kind === 'newline') continue
    if (kind === 'keyword' || kind === 'unknown') {
      key = token.text.startsWith('"') ? '' : keyOf(token.text)
      if (key === 'machine' || key === 'default') section++
    }
    const word = {
      kind,
      says: saidBy(token),
      key: kind === 'comment' ? '' : key,
      section,
      beginsLine,
    }
    beginsLine = kind === 'macro-body' && token.text.endsWith('\n')
    if (kind !== 'macro-body' || word.says !== '') words.push(word)
  }
  return words
}

/** Returns what remains of a token if a line end is added after it or a macro is closed. */
function saidBy({ kind, text }: ReferenceToken): string {
  if (kind === 'comment') return text.replace(/\r+$/, '')
  if (kind === 'macro-body') return text.replace(/[\r\n]+$/, '')
  const inside = kind === 'value' ? /^"((?:\\.|[^"\\])*)"$/s.exec(text)?.[1] : undefined
  return inside?.replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter) ?? text
}

function keyOf(word: string): string {
  if (!KEYWORD.test(word)) return word
  const lower = word.toLowerCase()
  return KEYS[lower] ?? lower
}

function fieldsOf(credentials: CredentialsGiven): [field: string, value: string][] {
  return KNOWN_FIELDS.flatMap((field) => {
    const value = credentials[field]
    return value === undefined ? [] : [[field, value] satisfies [string, string]]
  })
}

function sayings(words: readonly Word[]): string[] {
  return words.map(({ kind, says }) => `${kind} ${says}`)
}
