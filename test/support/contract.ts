import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import {
  expectPlace,
  type Spot,
  withMoved,
  withoutEntry,
  withoutField,
  withoutMacro,
} from './contract-layout.ts'
import {
  commentsOf,
  isOccurrence,
  type Piece,
  piecesOf,
  type Section,
  type Statement,
  sectionsOf,
  statementsOf,
  textOf,
} from './pieces.ts'

// What each edit may do to a text, by the table of edits in docs/format.md, judged only by the texts before and after.

/** A section of a text: 0 is above the first entry. */
export interface Subject {
  readonly before: string
  readonly after: string
  readonly section: number
}

/** Asserts that an existing field has another value: its own characters changed, in every occurrence, and nothing else. */
export function expectValueSet(subject: Subject, field: string, value: string): void {
  const isAsked = (piece: Piece): boolean => isOccurrence(piece, field)
  expectOnlyValuesChanged(subject, isAsked, value)
}

/** Asserts that a machine has another name: the characters of the name changed, and nothing else. */
export function expectRenamed(subject: Subject, name: string): void {
  const isHead = (piece: Piece): boolean =>
    piece.kind === 'statement' && piece.isKeyword && piece.word === 'machine'
  expectOnlyValuesChanged(subject, isHead, name)
}

function expectOnlyValuesChanged(
  { before, after, section }: Subject,
  isAsked: (piece: Piece) => boolean,
  value: string,
): void {
  const sections = sectionsOf(before)
  const found = sectionsOf(after)
  assert.equal(found.length, sections.length, 'as many sections as before')
  for (const [index, pieces] of sections.entries()) {
    const foundPieces = found[index] ?? []
    if (index !== section) {
      assert.equal(textOf(foundPieces), textOf(pieces), 'other sections keep their text')
      continue
    }
    assert.equal(foundPieces.length, pieces.length, 'as many pieces as before')
    for (const [at, piece] of pieces.entries()) {
      const other = foundPieces[at]
      if (piece.kind !== 'statement' || other?.kind !== 'statement' || !isAsked(piece)) {
        assert.equal(other?.text, piece.text, 'everything else keeps its text')
        continue
      }
      assert.equal(other.value, value, 'every occurrence has the value')
      const start = withoutValue(piece)
      const gap = piece.value === undefined ? ' ' : ''
      assert.equal(other.text, start + gap + other.written, 'word and gap stay')
      if (piece.value === value)
        assert.equal(other.text, piece.text, 'the same value stays unchanged')
    }
  }
}

/** Asserts that a missing field was added: one insertion, `login` before `password`. */
export function expectFieldAdded(subject: Subject, field: string, value: string): void {
  const { before, after, section } = subject
  expectInsertion(before, after)
  expectOthersSame(subject)
  const old = statementsOf(sectionAt(before, section))
  const found = statementsOf(sectionAt(after, section))
  const at = found.findIndex((statement) => isOccurrence(statement, field))
  assert.equal(found[at]?.value, value, 'the field has the value')
  const others = found.filter((_, index) => index !== at)
  assert.deepEqual(others.map(meaning), old.map(meaning), 'the other statements stay')
  if (field === 'login') {
    const password = found.findIndex((statement) => isOccurrence(statement, 'password'))
    assert.ok(password === -1 || at < password, 'login comes before password')
  }
  assert.deepEqual(commentsOf(piecesOf(after)), commentsOf(piecesOf(before)), 'comments stay')
}

/** Asserts that a field is gone in every occurrence, with the gap before it, and that everything else stays. */
export function expectFieldDeleted(subject: Subject, field: string): void {
  const { before, after } = subject
  expectOthersSame(subject)
  const old = sectionAt(before, subject.section)
  const found = sectionAt(after, subject.section)
  const isKept = (piece: Piece): boolean => piece.kind !== 'gap' && !isOccurrence(piece, field)
  assert.deepEqual(
    found.filter(({ kind }) => kind !== 'gap').map(({ text }) => text),
    old.filter(isKept).map(({ text }) => text),
    'the other statements and the comments stay',
  )
  assert.ok(isSubsequence(after, before), 'nothing is added')
  const gaps = gapsBetween(found, () => true)
  for (const [index, { pieces, hasLost }] of gapsBetween(old, isKept).entries()) {
    if (!hasLost)
      assert.equal(gaps[index] && textOf(gaps[index].pieces), textOf(pieces), 'other gaps stay')
  }
  const isFollowed = subject.section < sectionsOf(before).length - 1
  expectWhereItReads(subject, withoutField(old, field, isFollowed))
}

/** Asserts that an entry has the expected text, if that text reads back the same. */
function expectWhereItReads({ after, section }: Subject, expected: string): void {
  const sections = sectionsOf(after)
  const [above, below] = [sections.slice(0, section), sections.slice(section + 1)].map((others) =>
    textOf(others.flat()),
  )
  const text = above + expected + below
  if (!isDeepStrictEqual(sectionsOf(text).map(meanings), sections.map(meanings))) return
  // If several lines are removed and the last one had no line end, the one above may keep its line end.
  const keepsLineEnd = after.startsWith(text) && /^\r?\n$/.test(after.slice(text.length))
  if (!keepsLineEnd) assert.equal(after, text)
}

/** Asserts that a machine or `default` is new: one insertion, at its spot, or else above the first `default`, or else at the end. */
export function expectEntryAdded(
  before: string,
  after: string,
  statements: readonly string[][],
  spot?: Spot,
): number {
  expectInsertion(before, after)
  const old = sectionsOf(before)
  const found = sectionsOf(after)
  assert.equal(found.length, old.length + 1, 'one more entry')
  const isMachine = statements[0]?.[0] === 'machine'
  const firstDefault = old.findIndex(
    (section) => statementsOf(section)[0]?.word === 'default' && section !== old[0],
  )
  const free = isMachine && firstDefault > 0 ? firstDefault : old.length
  const at = spot === undefined ? free : spot.index + (spot.side === 'after' ? 1 : 0)
  assert.deepEqual(
    statementsOf(found[at] ?? []).map(({ word, value }) =>
      value === undefined ? [word] : [word, value],
    ),
    statements,
    'the new entry has the fields, in order',
  )
  assert.deepEqual(
    found.filter((_, index) => index !== at).map((section) => statementsOf(section).map(meaning)),
    old.map((section) => statementsOf(section).map(meaning)),
    'the other entries stay',
  )
  assert.deepEqual(commentsOf(piecesOf(after)), commentsOf(piecesOf(before)), 'comments stay')
  expectPlace(before, after, at, spot)
  return at
}

/** Asserts that entries are gone, and nothing else except empty lines and blanks around them. */
export function expectEntriesRemoved(
  before: string,
  after: string,
  removed: ReadonlySet<number>,
): void {
  const old = sectionsOf(before)
  const found = sectionsOf(after)
  const kept = old.filter((_, index) => !removed.has(index))
  assert.deepEqual(
    found.map((section) => statementsOf(section).map(meaning)),
    kept.map((section) => statementsOf(section).map(meaning)),
    'exactly these entries are gone',
  )
  const comments = old.flatMap((section, index) =>
    commentsOf(removed.has(index) ? section.slice(endOfOwn(section)) : section),
  )
  assert.deepEqual(commentsOf(piecesOf(after)), comments, 'comments around them stay')
}

/** Asserts that one entry is gone, with the right empty lines above it. */
export function expectOneDeletion(before: string, after: string, section: number): void {
  const expected = withoutEntry(before, section)
  const kept = sectionsOf(before).filter((_, index) => index !== section)
  if (isDeepStrictEqual(sectionsOf(expected).map(meanings), kept.map(meanings))) {
    assert.equal(after, expected)
  }
}

/** Asserts that an entry is at its spot, with its comment. If that can be read back, only empty lines changed otherwise. */
export function expectMoved({ before, after, section }: Subject, spot: Spot): void {
  const at = spot.index - (spot.index > section ? 1 : 0) + (spot.side === 'after' ? 1 : 0)
  const old = sectionsOf(before)
  const kept = old.toSpliced(section, 1)
  const order = spot.index === section ? old : kept.toSpliced(at, 0, old[section] ?? [])
  assert.deepEqual(sectionsOf(after).map(meanings), order.map(meanings), 'in the requested order')
  const sorted = (text: string): string[] => commentsOf(piecesOf(text)).sort()
  assert.deepEqual(sorted(after), sorted(before), 'the comments stay')
  const expected = withMoved(before, section, spot)
  if (isDeepStrictEqual(sectionsOf(expected).map(meanings), order.map(meanings))) {
    assert.equal(after, expected)
  }
}

/** Asserts that the macros with a name are gone, and nothing else. */
export function expectMacroDeleted({ before, after, section }: Subject, name: string): void {
  assert.equal(after, withoutMacro(before, section, name))
}

/** Asserts that a text contains all of another, in at most two pieces. */
export function expectInsertion(before: string, after: string): void {
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length && before.at(-1 - end) === after.at(-1 - end)) end++
  assert.ok(after.length > before.length && start + end >= before.length, 'one insertion')
}

/** Returns how many pieces of a section belong to the entry: up to its last word, and the comment after that. */
function endOfOwn(section: Section): number {
  const last = section.map(({ kind }) => kind).lastIndexOf('statement')
  const [gap, comment] = section.slice(last + 1)
  const endsLine = section[last]?.text.endsWith('\n') === true
  if (endsLine || gap === undefined || gap.text.includes('\n')) return last + 1
  return gap.kind === 'comment' ? last + 2 : comment?.kind === 'comment' ? last + 3 : last + 1
}

function expectOthersSame({ before, after, section }: Subject): void {
  const others = (text: string): string[] => {
    const texts = sectionsOf(text).map(textOf)
    texts[section] = ''
    return texts
  }
  assert.deepEqual(others(after), others(before), 'other sections keep their text')
}

/** Returns the gaps between the kept pieces, and whether something else was there. */
function gapsBetween(
  section: Section,
  isKept: (piece: Piece) => boolean,
): { pieces: Piece[]; hasLost: boolean }[] {
  const gaps: { pieces: Piece[]; hasLost: boolean }[] = [{ pieces: [], hasLost: false }]
  for (const piece of section) {
    const gap = gaps.at(-1)
    if (piece.kind !== 'gap' && isKept(piece)) gaps.push({ pieces: [], hasLost: false })
    else if (gap !== undefined) {
      gap.pieces.push(piece)
      if (piece.kind !== 'gap') gap.hasLost = true
    }
  }
  return gaps
}

function sectionAt(text: string, index: number): Section {
  return sectionsOf(text)[index] ?? []
}

function withoutValue({ text, written, value }: Statement): string {
  return value === undefined ? text : text.slice(0, text.length - written.length)
}

function meanings(section: Section): unknown[][] {
  return statementsOf(section).map(meaning)
}

function meaning({ word, isKeyword, value }: Statement): unknown[] {
  return [word, isKeyword, value]
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0
  for (let index = 0; index < long.length && at < short.length; index++) {
    if (long[index] === short[at]) at++
  }
  return at === short.length
}
