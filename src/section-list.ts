import { addEntry } from './edit-add.ts'
import { addField, deleteField, setValue } from './edit-field.ts'
import { groupByLine, removeEntries } from './edit-remove.ts'
import { NetrcError } from './errors.ts'
import { firstLineBreak, hasOtherName } from './fast-path.ts'
import { beginsLine, blanksBefore, type EntryLayout, layoutOf } from './layout.ts'
import { NameIndex } from './name-index.ts'
import { type Item, parseItems, splitSections, valueAt } from './parser.ts'
import { Section } from './section.ts'
import { emptyLinesBelow } from './spacing.ts'
import { isField, type Token } from './syntax.ts'
import { assertField, assertName, assertValue } from './value.ts'
import { type Candidate, type Verified, verify } from './verify.ts'

/** The sections of a document. It alone changes anything: each edit is a candidate that the lexer has verified. */
export class SectionList {
  /** What is above the first entry. */
  readonly preamble: Section
  #last: Section
  /** Counts the changes. */
  version = 0
  #index: NameIndex | undefined
  #wasAsked = false

  constructor(text: string) {
    const [first = '', ...texts] = splitSections(text)
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
    return Array.from(this, ({ text }) => text).join('')
  }

  /** The entries, in file order. */
  get entries(): Section[] {
    return [...this].slice(1)
  }

  get firstDefault(): Section | undefined {
    return this.#names.firstDefault
  }

  /** Finds the first machine with a name that matches: the exact name, else the same name in another ASCII case. */
  find(name: string, matches: (section: Section) => boolean): Section | undefined {
    // A program that asks one question and ends need not pay for an index.
    // Stryker disable next-line BooleanLiteral: the index finds the same
    const isFirst = !this.#wasAsked
    this.#wasAsked = true
    for (let section = isFirst ? this.preamble.next : undefined; section; section = section.next) {
      // Stryker disable next-line ConditionalExpression: saves reading the name
      if (hasOtherName(section.text, name)) continue
      if (section.name === name && matches(section)) return section
    }
    const machines = this.machines(name)
    return (
      machines.find((section) => section.name === name && matches(section)) ??
      machines.find(matches)
    )
  }

  /** Returns every machine with a name, in any ASCII case, in file order. */
  machines(name: string): readonly Section[] {
    return this.#names.machines(name)
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
        model: () => modelOf(nearest(section.previous, section.next)),
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
    this.#commit([section], choose(section, section, candidates))
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

  /** Adds a machine, or a `default` if no name is given. */
  add(name: string | undefined, fields: ReadonlyMap<string, string>): Section {
    if (name !== undefined) assertName(name)
    for (const value of fields.values()) assertValue(value)
    const before = this.firstDefault
    const above = before?.previous ?? this.#last
    const model = nearest(above, before)
    const candidates = addEntry(
      { name, fields },
      {
        above,
        isBeforeDefault: before !== undefined,
        emptyLines: emptyLinesBelow(above, before),
        indent: model ? indentOf(model) : '',
        lineEnd: (model && firstLineBreak(model.text)) ?? this.#lineEnd,
        model: modelOf(model),
      },
    )
    const { keep, parts } = choose(above, above, candidates)
    const section = new Section(parts[1] ?? [], above)
    this.#commit([above], { keep, parts })
    if (this.#last === above) this.#last = section
    this.#index?.add(section)
    return section
  }

  /** Removes entries of one name, which are given in file order. There is a candidate for each, so all go. */
  remove(sections: readonly Section[]): void {
    for (const group of groupByLine(sections)) {
      const { kept, candidates } = removeEntries(group, () => this.#lineEnd)
      const [first, last] = [kept[0], group.at(-1)]
      if (first === undefined || last === undefined) continue
      const verified = choose(first, last, candidates)
      for (const section of group) {
        if (this.#last === section) this.#last = section.previous ?? first
        section.detach()
      }
      this.#commit(kept, verified)
    }
    if (sections[0]) this.#index?.remove(sections[0])
  }

  /** The one place that changes a section. */
  #commit(sections: readonly Section[], { keep, parts }: Verified): void {
    for (const [index, section] of sections.entries()) {
      section.replace(index === 0 ? keep : 0, parts[index] ?? [])
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

function modelOf(section: Section | undefined): EntryLayout | undefined {
  return section && layoutOf(section.tokens, section.items)
}

/** Returns the first candidate that the lexer gives back. */
function choose(first: Section, last: Section, candidates: Iterable<Candidate>): Verified {
  for (const candidate of candidates) {
    const verified = verify(first, last, candidate)
    if (verified !== undefined) return verified
  }
  throw new NetrcError('unsafe-position', 'nothing written there would read back')
}

/** Returns the blanks before an entry that begins its line. */
function indentOf({ previous }: Section): string {
  const tokens = previous?.tokens ?? []
  return beginsLine(tokens, tokens.length) ? blanksBefore(tokens, tokens.length) : ''
}
