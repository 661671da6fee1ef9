import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Entry, isNetrcError, type NetrcDocument, parse } from '../../src/core.ts'
import { commands, netrcTexts } from '../support/arbitraries.ts'
import { type Command, type CredentialsGiven, run } from '../support/commands.ts'
import { isMeant, targetOf } from '../support/look-up.ts'
import { lexByTheRules, type ReferenceToken } from '../support/reference-lexer.ts'
import type { Properties } from './properties.ts'

/** A word or a comment, as the reference lexer finds it. */
interface Word {
  readonly kind: string
  /** What a value says, what is written in a comment, the lines of a macro, or the word. */
  readonly says: string
  /** The keyword or field that it is or belongs to; `''` if there is none, as for a comment. */
  readonly key: string
  /** 0 for what is above the first entry. */
  readonly section: number
  /** Whether the word before it is on another line. */
  readonly beginsLine: boolean
}

const KNOWN_FIELDS = ['login', 'password', 'account'] as const
const KEYS: Readonly<Record<string, string>> = { user: 'login', passwd: 'password' }
const KEYWORD = /^(?:machine|default|macdef|login|user|password|passwd|account)$/i
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** What an edit leaves alone. */
export const lawThree: Properties = {
  'an edit changes the words that it is about, and no other word or comment': fc.property(
    netrcTexts,
    fc.array(commands, { minLength: 1, maxLength: 6 }),
    (text, calls) => {
      expectLawThree(text, calls)
    },
  ),
}

/** Makes the calls one after another, and compares the words after each of them with those before. */
export function expectLawThree(text: string, calls: readonly Command[]): void {
  const document = parse(text)
  for (const command of calls) {
    const { entries } = document
    const subject = 'entry' in command ? entries[command.entry % entries.length] : undefined
    const before = wordsOf(String(document))
    const isDone = attempt(document, command, subject)
    const after = wordsOf(String(document))
    if (isDone) expectWords(command, { before, after, entries, subject })
    else assert.deepEqual(sayings(after), sayings(before), 'a refused edit changes no word')
  }
}

function attempt(document: NetrcDocument, command: Command, subject: Entry | undefined): boolean {
  try {
    run(document, command, subject)
    return true
  } catch (error) {
    if (!isNetrcError(error)) throw error
    return false
  }
}

interface Edit {
  readonly before: readonly Word[]
  readonly after: readonly Word[]
  readonly entries: readonly Entry[]
  readonly subject: Entry | undefined
}

function expectWords(command: Command, edit: Edit): void {
  const { before, after, entries, subject } = edit
  if (command.call === 'setField') {
    if (subject === undefined) return
    expectFields(before, after, entries.indexOf(subject) + 1, [[command.field, command.value]])
    return
  }
  if (command.call !== 'set' && command.call !== 'add' && command.call !== 'setDefault') {
    const message = 'the other words and comments stay'
    assert.deepEqual(sayings(after), sayings(wordsLeft(command, edit)), message)
    return
  }
  const target = targetOf(command, entries)
  const given = fieldsOf(command.credentials)
  if (target !== undefined) {
    expectFields(before, after, entries.indexOf(target) + 1, given)
    return
  }
  const head = command.call === 'setDefault' ? ['default'] : ['machine', command.name]
  expectRun(before, after, [...head, ...given.flat()])
}

/** Returns the words that are expected after an edit that inserts none. */
function wordsLeft(command: Command, { before, entries, subject }: Edit): readonly Word[] {
  if (command.call === 'delete') {
    const gone = entries.filter((entry) => isMeant(entry, command.name, command.login))
    return withoutSections(
      before,
      gone.map((entry) => entries.indexOf(entry) + 1),
    )
  }
  if (subject === undefined) return before
  const section = entries.indexOf(subject) + 1
  switch (command.call) {
    case 'deleteEntry':
      return withoutSections(before, [section])
    case 'deleteField':
      return withoutField(before, section, keyOf(command.field))
    case 'rename':
      return withValue(before, section, 'machine', command.name)
    default:
      return before
  }
}

/** Expects fields to be replaced in every occurrence, and those that were missing to be there once. */
function expectFields(
  before: readonly Word[],
  after: readonly Word[],
  section: number,
  given: readonly (readonly [field: string, value: string])[],
): void {
  let [expected, rest] = [before, after]
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
  assert.deepEqual(sayings(rest), sayings(expected), 'the other words and comments stay')
}

/** Expects words to be inserted, all in one place. */
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
  assert.ok(isInserted, `the new words are new, and no other: ${JSON.stringify(sayings(after))}`)
}

/** Returns the words with another value of a key in a section; it is filled in where it is missing. */
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
  // `machine`, `default` and `macdef` are no fields, and neither is a quoted word.
  if (/^(?:machine|default|macdef|".*|)$/s.test(key)) return words
  return words.filter((word, at) => {
    if (word.section === section && word.key === key && word.kind !== 'comment') return false
    const name = words.slice(0, at).findLastIndex(({ kind }) => kind !== 'comment')
    const owner = words[name]
    const isInside = word.kind === 'comment' && owner !== undefined && owner.kind !== 'value'
    return !(isInside && isNameOf(owner, section, key) && valueAfter(words, name) !== undefined)
  })
}

/** Returns the words without those of entries: to the last word of each, and the comment after that on its line. */
function withoutSections(words: readonly Word[], sections: readonly number[]): readonly Word[] {
  return words.filter((word, at) => {
    if (!sections.includes(word.section)) return true
    const last = words.findLastIndex(
      ({ section, kind }) => section === word.section && kind !== 'comment',
    )
    return at > last && (at > last + 1 || word.beginsLine)
  })
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

/** Returns what stays of a token if a line end is put after it or a macro is closed. */
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
