import assert from 'node:assert/strict'
import {
  type Entry,
  isNetrcError,
  type NetrcDocument,
  type NetrcErrorCode,
  parse,
} from '../../src/core.ts'
import { type Answer, type Command, type CredentialsGiven, run } from './commands.ts'
import {
  expectEntriesRemoved,
  expectEntryAdded,
  expectFieldAdded,
  expectFieldDeleted,
  expectOneDeletion,
  expectRenamed,
  expectValueSet,
} from './contract.ts'
import { factsOf, factsOfEntry } from './facts.ts'
import { isMeant, lookUp, targetOf } from './look-up.ts'
import { isOccurrence, sectionsOf } from './pieces.ts'
import { expectReason } from './reasons.ts'

const KNOWN_FIELDS = ['login', 'password', 'account'] as const

/** A document that checks, after every call, that the laws hold and that the call did what it is for. */
export class CheckedDocument {
  readonly #document: NetrcDocument
  /** Every entry there has been, with what it said when it was last there. */
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

  /** Make a call and check everything. */
  run(command: Command): void {
    const before = this.text
    const facts = factsOf(this.#document)
    const entries = this.#document.entries
    const subject = 'entry' in command ? this.#pick(command.entry) : undefined
    let answer: Answer
    try {
      answer = run(this.#document, command, subject)
    } catch (error) {
      assert.ok(isNetrcError(error), `throws what it documents, not ${String(error)}`)
      this.refusals.push(error.code)
      expectReason(error.code, command, subject !== undefined && entries.includes(subject))
      assert.equal(this.text, before, 'a call that throws leaves the text alone')
      assert.deepEqual(factsOf(this.#document), facts, 'a call that throws changes no fact')
      assert.deepEqual(
        [...this.#document.entries],
        [...entries],
        'a call that throws removes no entry',
      )
      this.#checkLaws()
      return
    }
    this.#checkContract(command, { before, entries, subject, answer })
    this.#checkOthers(
      entries,
      typeof answer === 'object' ? answer : fieldDeletedFrom(command, subject),
    )
    this.#checkLaws()
  }

  #pick(index: number): Entry | undefined {
    const known = [...this.#known.keys()]
    return known[index % Math.max(known.length, 1)]
  }

  #checkContract(
    command: Command,
    {
      before,
      entries,
      subject,
      answer,
    }: { before: string; entries: readonly Entry[]; subject: Entry | undefined; answer: Answer },
  ): void {
    const after = this.text
    const { entries: left } = this.#document
    if (command.call === 'set' || command.call === 'add' || command.call === 'setDefault') {
      assert.ok(typeof answer === 'object', 'answers the entry')
      const { credentials } = command
      const name = command.call === 'setDefault' ? undefined : command.name
      const target = targetOf(command, entries)
      if (target === undefined) {
        const at = expectEntryAdded(before, after, statementsFor(name, credentials))
        assert.equal(left[at - 1], answer, 'answers the new entry')
        assert.deepEqual(
          left.filter((entry) => entry !== answer),
          [...entries],
          'the others stay',
        )
      } else {
        assert.equal(answer, target, 'answers the entry that is meant')
        this.#checkCredentialsSet(before, entries.indexOf(target), credentials)
      }
      for (const field of KNOWN_FIELDS) {
        const value = credentials[field]
        if (value !== undefined)
          assert.equal(answer[field], value, `${field} is what was asked for`)
      }
      return
    }
    if (command.call === 'delete') {
      const gone = entries.filter((entry) => isMeant(entry, command.name, command.login))
      assert.equal(answer, gone.length > 0, 'true where there was one')
      assert.equal(
        this.#document.has(command.name, { login: command.login }),
        false,
        'none is left',
      )
      this.#checkRemoved(before, entries, gone)
      return
    }
    if (subject === undefined) return
    if (command.call === 'deleteEntry') {
      assert.equal(answer, entries.includes(subject), 'true where it was there')
      this.#checkRemoved(before, entries, answer ? [subject] : [])
      return
    }
    const section = entries.indexOf(subject) + 1
    if (command.call === 'rename') {
      assert.equal(subject.name, command.name)
      assert.equal(answer, subject)
      expectRenamed({ before, after, section }, command.name)
    } else if (command.call === 'setField') {
      assert.equal(answer, subject)
      assert.equal(subject.get(command.field), command.value)
      expectFieldSet(before, after, section, command.field, command.value)
    } else {
      assert.equal(subject.has(command.field), false)
      assert.equal(answer, hasOccurrence(before, section, command.field))
      if (answer) expectFieldDeleted({ before, after, section }, command.field)
      else assert.equal(after, before)
    }
  }

  /** Several fields are set as they would be one by one. */
  #checkCredentialsSet(before: string, index: number, credentials: CredentialsGiven): void {
    const copy = parse(before)
    for (const field of KNOWN_FIELDS) {
      const value = credentials[field]
      if (value === undefined) continue
      const start = String(copy)
      copy.entries[index]?.set(field, value)
      expectFieldSet(start, String(copy), index + 1, field, value)
    }
    assert.equal(this.text, String(copy), 'as one by one')
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
      assert.equal(this.#document.delete(entry), false, 'a removed entry cannot be removed again')
      assert.equal(this.text, text)
    }
  }

  /** Several entries go as they would one by one. */
  #checkRemovedOneByOne(before: string, entries: readonly Entry[], gone: readonly Entry[]): void {
    const copy = parse(before)
    const copies = copy.entries
    for (const entry of gone) {
      const twin = copies[entries.indexOf(entry)]
      assert.equal(twin && copy.delete(twin), true)
    }
    assert.equal(this.text, String(copy), 'as one by one')
  }

  /** What was not asked for stays, and what was removed can still be read. */
  #checkOthers(entries: readonly Entry[], changed: Entry | undefined): void {
    const left = this.#document.entries
    for (const [entry, facts] of this.#known) {
      if (entry !== changed)
        assert.deepEqual(factsOfEntry(entry), facts, 'another entry keeps every fact')
    }
    for (const entry of left) {
      if (!entries.includes(entry))
        assert.equal(entry, changed, 'no entry but the one asked for is new')
    }
  }

  #checkLaws(): void {
    const document = this.#document
    const fresh = parse(this.text)
    assert.deepEqual(factsOf(document), factsOf(fresh), 'law 2: as a fresh parse of its own text')
    const { entries } = document
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

function fieldDeletedFrom(command: Command, subject: Entry | undefined): Entry | undefined {
  return command.call === 'deleteField' ? subject : undefined
}

function statementsFor(name: string | undefined, credentials: CredentialsGiven): string[][] {
  const statements = [name === undefined ? ['default'] : ['machine', name]]
  for (const field of KNOWN_FIELDS) {
    const value = credentials[field]
    if (value !== undefined) statements.push([field, value])
  }
  return statements
}
