import type { Range } from './api.ts'
import { commentAtEnd, setComment } from './edit-comment.ts'
import { addField, deleteField, setValue } from './edit-field.ts'
import { type EntryText, indentOf, insertEntry, textOfEntry, writeEntry } from './edit-insert.ts'
import { addMacro, deleteMacros, setMacros } from './edit-macro.ts'
import { removeEntry } from './edit-remove.ts'
import { NetrcError } from './errors.ts'
import { firstLineBreak } from './fast-path.ts'
import { beginsLine, type EntryLayout, layoutOf } from './layout.ts'
import { hasName, NameIndex } from './name-index.ts'
import { bodyOf, type Item, parseItems, splitSections, valueAt } from './parser.ts'
import { type InsertionPoint, pointAfter, pointBefore } from './place.ts'
import { locator } from './position.ts'
import { Section } from './section.ts'
import { serialize } from './serializer.ts'
import { isField, type Token } from './syntax.ts'
import { join } from './token.ts'
import {
  assertBody,
  assertComment,
  assertField,
  assertMacroName,
  assertName,
  assertValue,
  plainBody,
} from './value.ts'
import { type Candidate, type Verified, verify } from './verify.ts'

/** The byte order mark of UTF-16, as bytes that are not UTF-8. */
const UTF_16 = /^(?:\udcff\udcfe|\udcfe\udcff)/

/** On which side of another entry something is put. */
export type Side = 'before' | 'after'

/** The sections of a document. It alone changes anything: each edit is a candidate that the lexer has verified. */
export class SectionList {
  /** What is above the first entry. */
  readonly preamble: Section
  #last: Section
  /** Counts the changes. */
  version = 0
  #index: NameIndex | undefined
  #wasAsked = false
  /** How to take back the changes so far, the last one first, while there may be a reason to. */
  #undo: (() => void)[] | undefined
  /** A text that is not read, since it is UTF-16; else `''`. */
  readonly #unread: string
  #isClosed = false

  constructor(text: string) {
    this.#unread = UTF_16.test(text) ? text : ''
    const [first = '', ...texts] = splitSections(this.isUnread ? '' : text)
    this.preamble = this.#last = new Section(first)
    for (const text of texts) this.#last = new Section(text, this.#last)
  }

  /** Every section, in file order. */
  *[Symbol.iterator](): IterableIterator<Section> {
    for (let section: Section | undefined = this.preamble; section; section = section.next) {
      yield section
    }
  }

  get text(): string {
    let text = this.#unread
    for (let section: Section | undefined = this.preamble; section; section = section.next) {
      text += section.text
    }
    return text
  }

  get isUnread(): boolean {
    return this.#unread !== ''
  }

  /** Throws where nothing can be edited. */
  assertEditable(): void {
    if (this.#isClosed) {
      throw new NetrcError(
        'closed-document',
        'the update of this document is over: start another one',
      )
    }
    if (!this.isUnread) return
    throw new NetrcError('unsupported-encoding', 'this is UTF-16: save the file as UTF-8 first')
  }

  /** Refuses every edit from now on. */
  close(): void {
    this.#isClosed = true
  }

  /** The entries, in file order. */
  get entries(): Section[] {
    return [...this].slice(1)
  }

  get firstDefault(): Section | undefined {
    if (this.#index) return this.#index.firstDefault
    let section = this.preamble.next
    while (section && !section.isDefault) section = section.next
    return section
  }

  /** Finds the first machine with a name that matches: the exact name, else the same name in another ASCII case. */
  find(name: string, matches: (section: Section) => boolean): Section | undefined {
    let other: Section | undefined
    for (const section of this.machines(name)) {
      if (!matches(section)) continue
      if (section.name === name) return section
      other ??= section
    }
    return other
  }

  /** Returns every machine with a name, in any ASCII case, in file order. */
  machines(name: string): readonly Section[] {
    // A program that asks one question and ends need not pay for an index.
    if (this.#wasAsked) return this.#names.machines(name)
    this.#wasAsked = true
    const machines: Section[] = []
    for (let section = this.preamble.next; section; section = section.next) {
      if (hasName(section, name)) machines.push(section)
    }
    return machines
  }

  /** Returns where some tokens of a section are; `undefined` if it has been removed. */
  rangeOf(section: Section, start: number, end: number | undefined): Range | undefined {
    if (!section.isAttached) return undefined
    let offset = 0
    for (const above of this) {
      if (above === section) break
      offset += above.text.length
    }
    const before = serialize(section.tokens.slice(0, start))
    const within = serialize(section.tokens.slice(start, end))
    return locator(this.text)(offset + before.length, within.length)
  }

  /** Sets fields in every occurrence, or adds them; all or none. */
  setFields(section: Section, fields: ReadonlyMap<string, string>): void {
    let changed: Token[] | undefined
    for (const [field, value] of fields) {
      const items = changed ? parseItems(changed) : section.items
      const tokens = changed ?? section.tokens
      const candidates = this.#fieldCandidates(section, tokens, items, field, value)
      if (candidates) changed = choose(section, section, candidates).parts[0]
    }
    if (changed) this.#commit([section], { keep: 0, parts: [changed] })
  }

  /** Returns the candidates that set a field; `undefined` if it has the value. */
  #fieldCandidates(
    section: Section,
    tokens: readonly Token[],
    items: readonly Item[],
    field: string,
    value: string,
  ): Iterable<Candidate> | undefined {
    if (typeof value !== 'string') assertValue(value)
    const occurrences = items.filter(({ key }) => key === field)
    if (occurrences.length === 0) {
      assertField(field)
      assertValue(value)
      return addField(tokens, items, field, value, {
        lineEnd: firstLineBreak(section.text) ?? this.#lineEnd,
        model: () => layoutOfNearest(section),
      })
    }
    const changed = occurrences.filter((item) => valueAt(tokens, item) !== value)
    // A value that is there already need not be one that could be written again.
    if (changed.length === 0) return undefined
    assertValue(value)
    return setValue(tokens, changed, value)
  }

  /** Removes a field in every occurrence; returns `false` if there is none. */
  deleteField(section: Section, field: string): boolean {
    const { tokens, items, next } = section
    if (!items.some(({ key }) => key === field)) return false
    const candidates = deleteField(tokens, items, field, next !== undefined)
    this.#write(section, candidates)
    return true
  }

  /** Gives a machine another name. */
  rename(section: Section, name: string): void {
    if (typeof name === 'string' && section.name === name) return
    assertName(name)
    const candidates = setValue(section.tokens, section.items.slice(0, 1), name)
    const renamed = choose(section, section, candidates)
    this.#index?.remove(section)
    this.#commit([section], renamed)
    this.#index?.add(section)
  }

  /** Sets the body of every macro with a name in a section, or adds one. */
  setMacro(section: Section, name: string, body: string): void {
    const macros = macrosNamed(section, name)
    const isSame = (item: Item): boolean =>
      typeof body === 'string' && plainBody(bodyOf(section.tokens, item)) === plainBody(body)
    const changed = macros.filter((item) => !isSame(item))
    if (macros.length === 0) assertMacroName(name)
    else if (changed.length === 0) return
    assertBody(body)
    const [lines, lineEnd] = [plainBody(body), this.#lineEnd]
    const candidate =
      macros.length === 0
        ? addMacro(section, name, lines, lineEnd)
        : setMacros(section, changed, lines, lineEnd)
    this.#write(section, [candidate])
  }

  /** Deletes every macro with a name from a section; returns `false` if there is none. */
  deleteMacro(section: Section, name: string): boolean {
    const macros = macrosNamed(section, name)
    if (macros.length === 0) return false
    this.#write(section, [deleteMacros(section, macros)])
    return true
  }

  /** Returns the comment that touches an entry; `undefined` if there is none. */
  commentOf({ previous }: Section): string | undefined {
    const { lines } = commentAtEnd(previous)
    return lines.length > 0 ? lines.map(({ says }) => says).join('\n') : undefined
  }

  /** Sets the comment that touches an entry, or removes it. */
  setComment(section: Section, comment: string | undefined): void {
    const above = section.previous
    if (above === undefined || comment === this.commentOf(section)) return
    const lines = comment === undefined ? [] : assertComment(comment).split('\n')
    if (!beginsLine(above.tokens, above.tokens.length)) {
      throw unsafePosition('a comment can only touch an entry that begins its line')
    }
    this.#write(above, [setComment(above, lines, this.#lineEnd)])
  }

  /** Adds a machine, or a `default` if no name is given: at a place, or where new ones go. */
  add(
    name: string | undefined,
    fields: ReadonlyMap<string, string>,
    anchor?: Section,
    side?: Side,
  ): Section {
    if (name !== undefined) assertName(name)
    for (const value of fields.values()) assertValue(value)
    const point = this.#pointAt(anchor ?? this.firstDefault, side)
    const { above, isInLine } = point
    if (anchor) this.#assertAboveDefault(undefined, above)
    const isModel = anchor && !anchor.isDefault && layoutOf(anchor) !== undefined
    const model = isModel ? anchor : nearest(above, above.next)
    const lineEnd = (model && firstLineBreak(model.text)) ?? this.#lineEnd
    const texts = writeEntry(
      { name, fields },
      model && layoutOf(model),
      model ? indentOf(model) : '',
      isInLine && !anchor,
      lineEnd,
    )
    const section = new Section([])
    this.#insert(section, texts, point, lineEnd)
    return section
  }

  /** Puts an entry, with the comment that touches it, before or after another one. */
  move(section: Section, anchor: Section, side: Side): void {
    const isThere = side === 'before' ? section.next === anchor : section.previous === anchor
    if (section === anchor || isThere) return
    const point = this.#pointAt(anchor, side)
    this.#assertAboveDefault(section, point.above)
    const lineEnd = this.#lineEnd
    const { lines } = commentAtEnd(section.previous)
    const text = textOfEntry(section, join(lines.map(({ tokens }) => tokens)), lineEnd)
    this.atomically(() => {
      if (lines.length > 0) this.setComment(section, undefined)
      this.remove([section], true)
      this.#insert(section, [text], point, lineEnd)
    })
  }

  #pointAt(anchor: Section | undefined, side?: Side): InsertionPoint {
    if (anchor && side === 'after') return pointAfter(anchor)
    return pointBefore(anchor, anchor?.previous ?? this.#last, anchor === this.firstDefault)
  }

  /** Throws if a machine would come to be below a `default` that is not below one now. */
  #assertAboveDefault(section: Section | undefined, above: Section): void {
    const first = this.firstDefault
    if (first === undefined) return
    const isBelow = first.order <= above.order
    const wasBelow = section !== undefined && section.order >= first.order
    const passesMachines = section?.isDefault && !isBelow && above.next !== first
    if (passesMachines || (isBelow && !wasBelow)) {
      throw unsafePosition(
        'a machine would be below a default entry, where many programs never look',
      )
    }
  }

  #insert(
    section: Section,
    texts: readonly EntryText[],
    point: InsertionPoint,
    lineEnd: string,
  ): void {
    const { above } = point
    const verified = choose(above, above, insertEntry(texts, point, lineEnd))
    section.attach(above)
    this.#undo?.push(() => section.detach())
    this.#commit([above, section], verified)
    if (this.#last === above) this.#last = section
    if (section.order === above.order || section.order === section.next?.order) this.#renumber()
    this.#index?.add(section)
  }

  /** Removes entries of one name, which are given in file order. */
  remove(sections: readonly Section[], isMoved = false): void {
    for (const section of sections) {
      const { previous } = section
      if (previous === undefined) continue
      const verified = choose(
        previous,
        section,
        removeEntry(previous, section, () => this.#lineEnd, isMoved),
      )
      if (this.#last === section) this.#last = previous
      section.detach()
      this.#undo?.push(() => section.attach(previous))
      this.#commit([previous], verified)
    }
    if (sections[0]) this.#index?.remove(sections[0])
  }

  /** Makes several edits, or none if one of them throws. */
  atomically(edit: () => void): void {
    const isOutermost = this.#undo === undefined
    this.#undo ??= []
    const { version } = this
    const undo = this.#undo
    try {
      edit()
    } catch (error) {
      for (const takeBack of undo.splice(0).reverse()) takeBack()
      this.#index = undefined
      for (const section of this) this.#last = section
      this.version = version
      throw error
    } finally {
      if (isOutermost) this.#undo = undefined
    }
  }

  #renumber(): void {
    let order = 0
    for (const section of this) section.order = order++
  }

  #write(section: Section, candidates: Iterable<Candidate>): void {
    this.#commit([section], choose(section, section, candidates))
  }

  /** The one place that changes a section. */
  #commit(sections: readonly Section[], { keep, parts }: Verified): void {
    for (const [index, section] of sections.entries()) {
      const from = index === 0 ? keep : 0
      const old = this.#undo && section.tokens.slice(from)
      if (old) this.#undo?.push(() => section.replace(from, old))
      section.replace(from, parts[index] ?? [])
    }
    this.version++
  }

  get #names(): NameIndex {
    this.#index ??= new NameIndex(this.preamble)
    return this.#index
  }

  /** The line end of the first line that has one. */
  get #lineEnd(): string {
    for (const { text } of this) {
      const lineEnd = firstLineBreak(text)
      if (lineEnd !== undefined) return lineEnd
    }
    return '\n'
  }
}

/** Finds the nearest machine with fields, the one above first; else the nearest `default` with fields. */
function nearest(above: Section | undefined, below: Section | undefined): Section | undefined {
  let fallback: Section | undefined
  let [up, down] = [above, below]
  while (up || down) {
    for (const section of [up, down]) {
      if (!section?.isAttached || !section.items.some(({ key }) => isField(key))) continue
      if (!section.isDefault) return section
      fallback ??= section
    }
    up = up?.previous
    down = down?.next
  }
  return fallback
}

function layoutOfNearest({ previous, next }: Section): EntryLayout | undefined {
  const model = nearest(previous, next)
  return model && layoutOf(model)
}

/** Returns the first candidate that the lexer gives back. */
function choose(first: Section, last: Section, candidates: Iterable<Candidate>): Verified {
  for (const candidate of candidates) {
    const verified = verify(first, last, candidate)
    if (verified !== undefined) return verified
  }
  throw unsafePosition()
}

function unsafePosition(message = 'nothing written there would read back'): NetrcError {
  return new NetrcError('unsafe-position', message)
}

function macrosNamed({ tokens, items }: Section, name: string): Item[] {
  return items.filter((item) => item.key === 'macdef' && valueAt(tokens, item) === name)
}
