import assert from 'node:assert/strict'
import {
  type Entry,
  isNetrcError,
  type NetrcDocument,
  type NetrcErrorCode,
  parse,
} from '../../src/core.ts'
import {
  type Answer,
  type Command,
  type CredentialsGiven,
  run,
  type Subjects,
  subjectsOf,
} from './commands.ts'
import {
  expectEntriesRemoved,
  expectEntryAdded,
  expectFieldAdded,
  expectFieldDeleted,
  expectMacroDeleted,
  expectMoved,
  expectOneDeletion,
  expectRenamed,
  expectValueSet,
  type Subject,
} from './contract.ts'
import {
  commentsOfEntries,
  isMacro,
  linesOfBody,
  withComment,
  withMacro,
} from './contract-layout.ts'
import { factsOf, factsOfEntry, rangesOf } from './facts.ts'
import {
  isMeant,
  isMovedUp,
  lookUp,
  machinesBelowDefault,
  movedOrder,
  putsBelowDefault,
  spotOfNew,
  targetsOf,
} from './look-up.ts'
import { isOccurrence, sectionsOf } from './pieces.ts'
import { expectReason } from './reasons.ts'

const KNOWN_FIELDS = ['login', 'password', 'account'] as const

/** A call that was not refused. */
interface Call {
  readonly before: string
  readonly entries: readonly Entry[]
  readonly subjects: Subjects
  readonly answer: Answer
}

/** A document that checks, after every call, that the laws hold and that the call did what it promises. */
export class CheckedDocument {
  readonly #document: NetrcDocument
  /** Every entry that ever existed, with its content when it was last in the document. */
  readonly #known = new Map<Entry, object>()
  readonly refusals: NetrcErrorCode[] = []

  constructor(source: string) {
    this.#document = parse(source)
    assert.equal(String(this.#document), source, 'law 1: without an edit the output is the input')
    this.#checkLaws()
  }

  get text(): string {
    return String(this.#document)
  }

  /** Makes a call and checks everything. */
  run(command: Command): void {
    const before = this.text
    const facts = factsOf(this.#document)
    const { entries } = this.#document
    const subjects = subjectsOf(command, [...this.#known.keys()])
    let answer: Answer
    try {
      answer = run(this.#document, command, subjects)
    } catch (error) {
      assert.ok(isNetrcError(error), `throws a documented error, not ${String(error)}`)
      if (isUTF16(before)) assert.equal(error.code, 'unsupported-encoding')
      else expectReason(error.code, command, entries, subjects)
      // A place below a `default` is refused in any file.
      if (!putsBelowDefault(command, entries, subjects)) this.refusals.push(error.code)
      assert.equal(this.text, before, 'a call that throws does not change the text')
      assert.deepEqual(factsOf(this.#document), facts, 'a call that throws changes no fact')
      assert.deepEqual(
        [...this.#document.entries],
        [...entries],
        'a call that throws removes no entry',
      )
      this.#checkLaws()
      return
    }
    assert.ok(!putsBelowDefault(command, entries, subjects), 'no machine comes below a default')
    // A call on a missing entry does nothing.
    if (isUTF16(before)) assert.ok('entry' in command, 'every edit of UTF-16 is refused')
    this.#checkContract(command, { before, entries, subjects, answer })
    this.#checkOthers(command, { before, entries, subjects, answer })
    this.#checkLaws()
  }

  #checkContract(command: Command, { before, entries, subjects, answer }: Call): void {
    const after = this.text
    const { entries: left } = this.#document
    const { subject, anchor } = subjects
    if (command.call === 'set' || command.call === 'add' || command.call === 'setDefault') {
      this.#checkCredentials(command, { before, entries, subjects, answer })
      return
    }
    if (command.call === 'delete') {
      const gone = entries.filter((entry) => isMeant(entry, command.name, command.login))
      assert.equal(answer, gone.length > 0, 'true if there was one')
      assert.equal(
        this.#document.has(command.name, { login: command.login }),
        false,
        'none is left',
      )
      this.#checkRemoved(before, entries, gone)
      return
    }
    if (command.call === 'setMacro' || command.call === 'deleteMacro') {
      checkMacro(command, { before, after, section: 0 }, answer, undefined)
      return
    }
    if (subject === undefined) return
    if (command.call === 'deleteEntry') {
      assert.equal(answer, entries.includes(subject), 'true if it was there')
      this.#checkRemoved(before, entries, answer ? [subject] : [])
      return
    }
    const section = entries.indexOf(subject) + 1
    switch (command.call) {
      case 'rename':
        assert.equal(subject.name, command.name)
        assert.equal(answer, subject)
        expectRenamed({ before, after, section }, command.name)
        return
      case 'setField':
        assert.equal(answer, subject)
        assert.equal(subject.get(command.field), command.value)
        expectFieldSet(before, after, section, command.field, command.value)
        return
      case 'deleteField':
        assert.equal(subject.has(command.field), false)
        assert.equal(answer, hasOccurrence(before, section, command.field))
        if (answer) expectFieldDeleted({ before, after, section }, command.field)
        else assert.equal(after, before)
        return
      case 'setComment':
        assert.equal(answer, subject)
        assert.equal(subject.comment, command.comment)
        assert.equal(after, withComment(before, section, command.comment))
        return
      case 'move':
        if (anchor === undefined) return
        assert.deepEqual(
          [...left],
          movedOrder(entries, subject, anchor, command.place.side),
          'in the requested order',
        )
        expectMoved(
          { before, after, section },
          { side: command.place.side, index: entries.indexOf(anchor) + 1 },
        )
        return
      case 'setMacroOf':
      case 'deleteMacroOf':
        checkMacro(command, { before, after, section }, answer, subject)
    }
  }

  #checkCredentials(
    command: Command & { readonly credentials: CredentialsGiven },
    { before, entries, subjects, answer }: Call,
  ): void {
    assert.ok(typeof answer === 'object', 'returns the entry')
    const { credentials } = command
    const name = 'name' in command ? command.name : undefined
    const targets = targetsOf(command, entries)
    if (targets.length === 0) {
      const spot = spotOfNew(command, entries, subjects)
      const at = expectEntryAdded(before, this.text, statementsFor(name, credentials), spot)
      const { entries: left } = this.#document
      assert.equal(left[at - 1], answer, 'returns the new entry')
      assert.equal(answer.comment, undefined, 'does not take over a comment')
      assert.deepEqual(
        left.filter((entry) => entry !== answer),
        [...entries],
        'the others stay',
      )
    } else {
      assert.equal(answer, targets[0], 'returns the first of the updated entries')
      this.#checkUpdated(before, entries, targets, credentials)
    }
    for (const field of KNOWN_FIELDS) {
      const value = credentials[field]
      if (value !== undefined) assert.equal(answer[field], value, `${field} is as requested`)
    }
    if (name === undefined) return
    const { login, password } = answer
    for (const entry of this.#document.entries) {
      if (!isMeant(entry, name, undefined) || entry.login !== login) continue
      if (credentials.password !== undefined)
        assert.equal(entry.password, password, 'no old password')
    }
    const same = this.#document.entries.filter(
      (entry) => isMeant(entry, name, undefined) && entry.login === login,
    )
    const below = machinesBelowDefault(this.#document.entries)
    const isSpotBelow = targets.length === 0 && command.call === 'add' && 'place' in command
    if (!isSpotBelow) assert.ok(!same.every((entry) => below.includes(entry)), 'one is above')
  }

  /** Asserts that several fields are set as one by one, in every machine, and that the first is moved above a `default`. */
  #checkUpdated(
    before: string,
    entries: readonly Entry[],
    targets: readonly Entry[],
    credentials: CredentialsGiven,
  ): void {
    const copy = parse(before)
    const copies = copy.entries
    for (const target of targets) {
      const index = entries.indexOf(target)
      for (const field of KNOWN_FIELDS) {
        const value = credentials[field]
        if (value === undefined) continue
        const start = String(copy)
        copies[index]?.set(field, value)
        expectFieldSet(start, String(copy), index + 1, field, value)
      }
    }
    const [first] = targets
    const { default: fallback } = copy
    if (first && fallback && isMovedUp(targets, entries)) {
      const start = String(copy)
      const [moved, anchor] = [entries.indexOf(first), copies.indexOf(fallback)]
      const twin = copies[moved]
      if (twin) copy.move(twin, { before: fallback })
      expectMoved(
        { before: start, after: String(copy), section: moved + 1 },
        { side: 'before', index: anchor + 1 },
      )
    }
    // A CR at the end of the text becomes part of the first line end, which the next field may replace.
    const normal = (text: string): string => (/\r$/.test(before) ? text.replaceAll('\r', '') : text)
    assert.equal(normal(this.text), normal(String(copy)), 'as one by one')
  }

  #checkRemoved(before: string, entries: readonly Entry[], gone: readonly Entry[]): void {
    const { text } = this
    assert.deepEqual(
      [...this.#document.entries],
      entries.filter((entry) => !gone.includes(entry)),
      'exactly these are gone',
    )
    if (gone.length === 0) assert.equal(text, before)
    expectEntriesRemoved(before, text, new Set(gone.map((entry) => entries.indexOf(entry) + 1)))
    const [only] = gone
    if (only && gone.length === 1) expectOneDeletion(before, text, entries.indexOf(only) + 1)
    this.#checkRemovedOneByOne(before, entries, gone)
    for (const entry of gone) {
      const refuses = { code: 'detached-entry' }
      assert.throws(() => entry.set('login', 'x'), refuses)
      assert.throws(() => entry.delete('login'), refuses)
      assert.throws(() => entry.rename('x'), refuses)
      assert.throws(() => entry.setMacro('m', 'x'), refuses)
      assert.throws(() => entry.deleteMacro('m'), refuses)
      assert.throws(() => entry.setComment('x'), refuses)
      assert.equal(entry.comment, undefined)
      assert.equal(entry.range(), undefined)
      assert.equal(this.#document.delete(entry), false, 'a removed entry cannot be removed again')
      assert.equal(this.text, text)
    }
  }

  /** Asserts that several entries are removed as one by one. */
  #checkRemovedOneByOne(before: string, entries: readonly Entry[], gone: readonly Entry[]): void {
    const copy = parse(before)
    const copies = copy.entries
    for (const entry of gone) {
      const twin = copies[entries.indexOf(entry)]
      assert.equal(twin && copy.delete(twin), true)
    }
    assert.equal(this.text, String(copy), 'as one by one')
  }

  /** Asserts that everything else stays, and that removed entries can still be read. */
  #checkOthers(command: Command, { entries, subjects, answer }: Call): void {
    const changed = changedBy(command, entries, subjects, answer)
    const left = this.#document.entries
    // Removing an entry may leave its comment above another entry, which then owns it.
    const isRemoval = command.call.startsWith('delete')
    for (const [entry, facts] of this.#known) {
      if (changed.includes(entry)) continue
      const isGone = !left.includes(entry)
      const found = { ...factsOfEntry(entry), ...(isRemoval || isGone ? { comment: '' } : {}) }
      const old = { ...facts, ...(isRemoval || isGone ? { comment: '' } : {}) }
      assert.deepEqual(found, old, 'other entries keep every fact')
    }
    for (const entry of left) {
      if (!entries.includes(entry)) assert.equal(entry, answer, 'only the requested entry is new')
    }
  }

  #checkLaws(): void {
    const document = this.#document
    const fresh = parse(this.text)
    assert.deepEqual(
      factsOf(document),
      factsOf(fresh),
      'law 2: the same as a fresh parse of its text',
    )
    assert.deepEqual(rangesOf(document), rangesOf(fresh), 'law 2 for the ranges')
    const { entries } = document
    if (isUTF16(this.text)) {
      assert.deepEqual([entries, document.macros, document.diagnostics.length], [[], [], 1])
      return
    }
    assert.deepEqual(
      entries.map(({ comment }) => comment),
      commentsOfEntries(this.text),
      'the comment of an entry touches it',
    )
    for (const [index, entry] of entries.entries()) {
      this.#known.set(entry, factsOfEntry(entry))
      assert.equal(document.entries[index], entry, 'the same object each time')
      if (entry.name === undefined) continue
      for (const name of [entry.name, entry.name.toUpperCase()]) {
        assert.equal(
          document.get(name),
          lookUp(entries, name, undefined),
          'get finds the right one',
        )
        assert.equal(
          document.get(name, { login: entry.login }),
          lookUp(entries, name, entry.login),
          'get finds the right account',
        )
        assert.equal(document.has(name), lookUp(entries, name, undefined) !== undefined)
      }
    }
  }
}

function expectFieldSet(
  before: string,
  after: string,
  section: number,
  field: string,
  value: string,
): void {
  const subject = { before, after, section }
  if (hasOccurrence(before, section, field)) expectValueSet(subject, field, value)
  else expectFieldAdded(subject, field, value)
}

function hasOccurrence(text: string, section: number, field: string): boolean {
  return sectionsOf(text)[section]?.some((piece) => isOccurrence(piece, field)) === true
}

/** Returns whether a text was decoded from bytes with the byte order mark of UTF-16. */
function isUTF16(text: string): boolean {
  return /^(?:\udcff\udcfe|\udcfe\udcff)/.test(text)
}

/** Returns the entries that a call may change. */
function changedBy(
  command: Command,
  entries: readonly Entry[],
  { subject }: Subjects,
  answer: Answer,
): readonly Entry[] {
  if ('credentials' in command) return [...targetsOf(command, entries), ...entriesIn(answer)]
  return command.call === 'move' || command.call === 'deleteEntry' ? [] : entriesIn(subject)
}

function entriesIn(answer: Answer): Entry[] {
  return typeof answer === 'object' ? [answer] : []
}

/** Asserts that a macro has the requested lines, or is gone. */
function checkMacro(
  command: Command & { readonly name: string },
  subject: Subject,
  answer: Answer,
  entry: Entry | undefined,
): void {
  const { before, after, section } = subject
  const hasMacro = sectionsOf(before)[section]?.some((piece) => isMacro(piece, command.name))
  if (!('body' in command)) {
    assert.equal(answer, hasMacro === true, 'true if there was one')
    expectMacroDeleted(subject, command.name)
    return
  }
  assert.equal(answer, entry)
  assert.equal(after, withMacro(before, section, command.name, command.body))
  const fresh = parse(after)
  const { macros } = fresh.entries[section - 1] ?? fresh
  const found = macros.filter(({ name }) => name === command.name)
  assert.ok(found.length > 0, 'the macro is there')
  const lines = linesOfBody(command.body)
  for (const { body } of found) assert.deepEqual(linesOfBody(body), lines, 'as requested')
}

function statementsFor(name: string | undefined, credentials: CredentialsGiven): string[][] {
  const statements = [name === undefined ? ['default'] : ['machine', name]]
  for (const field of KNOWN_FIELDS) {
    const value = credentials[field]
    if (value !== undefined) statements.push([field, value])
  }
  return statements
}
