import { addEntry } from './edit-add.ts'
import { addField, deleteField, type Surroundings, setValue } from './edit-field.ts'
import { groupsOf, removeEntries } from './edit-remove.ts'
import { NetrcError } from './errors.ts'
import { readsBack, type Way } from './judge.ts'
import { beginsLine, firstLineEnd, layoutOf } from './layout.ts'
import { startOfBlanks, statementsOf } from './lexer.ts'
import { readName, readValue, split } from './parser.ts'
import { emptyLinesApart, isDefault, NameIndex, Section } from './section.ts'
import type { Statement } from './syntax.ts'
import { checkField, checkName, checkValue } from './value.ts'

// The sections of a document. This file judges every edit, and it alone changes anything.

/** Where the name begins in most entries: a keyword of seven letters and a blank are before it. */
const NAME_START = 8
const LAST_OF_BLANKS_AND_QUOTE = 0x22

/** The sections of a document, and every edit of them. */
export class Tree {
  /** What stands before the first entry. */
  readonly first: Section
  #last: Section
  /** Counts the changes. */
  version = 0
  #index: NameIndex | undefined
  #wasAsked = false

  constructor(text: string) {
    const texts = split(text)
    this.first = this.#last = new Section(texts[0] ?? '')
    for (let index = 1; index < texts.length; index++) {
      this.#last = new Section(texts[index] ?? '', this.#last)
    }
  }

  get text(): string {
    const texts: string[] = []
    for (let section: Section | undefined = this.first; section; section = section.next) {
      texts.push(section.text)
    }
    return texts.join('')
  }

  get firstDefault(): Section | undefined {
    return this.#names.firstDefault
  }

  /** The first machine of this name that is wanted: the exact name, else the same name in another ASCII case. */
  find(name: string, isWanted: (section: Section) => boolean): Section | undefined {
    // A program that asks one question and ends need not pay for an index.
    const isFirst = !this.#wasAsked
    this.#wasAsked = true
    for (let section = isFirst ? this.first.next : undefined; section; section = section.next) {
      const { text } = section
      const isOrdinary =
        text.charAt(NAME_START - 1) === ' ' &&
        text.charCodeAt(NAME_START) > LAST_OF_BLANKS_AND_QUOTE
      if (isOrdinary && !text.startsWith(name, NAME_START)) continue
      if (readName(text) === name && isWanted(section)) return section
    }
    const machines = this.machines(name)
    const isExact = (section: Section): boolean =>
      readName(section.text) === name && isWanted(section)
    return machines.find(isExact) ?? machines.find(isWanted)
  }

  /** Every machine of this name in any ASCII case, in file order. */
  machines(name: string): readonly Section[] {
    return this.#names.machines(name)
  }

  /** Set fields in every occurrence, or add them; all or none. */
  setFields(section: Section, fields: ReadonlyMap<string, string>): void {
    let { text } = section
    for (const [field, value] of fields) text = this.#withField(section, text, field, value)
    this.#setText(section, text)
  }

  #withField(section: Section, text: string, field: string, value: string): string {
    if (typeof value !== 'string') checkValue(value)
    const statements = statementsOf(text)
    const occurrences = statements.filter((statement) => statement.field === field)
    if (occurrences.length === 0) {
      checkField(field)
      checkValue(value)
      return this.#judge(section, addField(text, statements, field, value, this.#around(section)))
    }
    const isOther = (statement: Statement): boolean => readValue(text, statement) !== value
    const changed = new Set(occurrences.filter(isOther))
    // A value that stands there already need not be one that could be written anew.
    if (changed.size === 0) return text
    checkValue(value)
    return this.#judge(section, setValue(text, statements, changed, value))
  }

  /** Remove a field in every occurrence; false where there is none. */
  deleteField(section: Section, field: string): boolean {
    const { text, next } = section
    if (!statementsOf(text).some((statement) => statement.field === field)) return false
    const isFollowed = next !== undefined
    this.#setText(section, this.#judge(section, deleteField(text, field, isFollowed)))
    return true
  }

  /** Give a machine another name. */
  rename(section: Section, name: string): void {
    const { text } = section
    if (typeof name === 'string' && readName(text) === name) return
    checkName(name)
    const statements = statementsOf(text)
    const head = new Set(statements.slice(0, 1))
    const renamed = this.#judge(section, setValue(text, statements, head, name))
    this.#index?.remove(section)
    this.#setText(section, renamed)
    this.#index?.add(section)
  }

  /** Add a machine, or a `default` where there is no name. */
  add(name: string | undefined, fields: ReadonlyMap<string, string>): Section {
    if (name !== undefined) checkName(name)
    for (const value of fields.values()) checkValue(value)
    const before = this.firstDefault
    const above = before?.previous ?? this.#last
    const model = this.#nearest(above, before)
    const lineEnd = this.#lineEnd
    const ways = addEntry(name, fields, {
      above: above.text,
      isBeforeDefault: before !== undefined,
      emptyLines: emptyLinesApart(above, above.text, before),
      indent: model ? indentOf(model) : '',
      lineEnd,
      model: model && layoutOf(model.text, lineEnd),
    })
    const [aboveText = '', text = ''] = chooseWay(above, above, ways)
    this.#setText(above, aboveText)
    const section = new Section(text, above)
    if (this.#last === above) this.#last = section
    this.#index?.add(section)
    this.version++
    return section
  }

  /** Remove entries of one name, which are given in file order. There is a way for each, so all go. */
  remove(sections: readonly Section[]): void {
    for (const group of groupsOf(sections)) {
      const { kept, ways } = removeEntries(group, this.#lineEnd)
      const [first, last] = [kept[0], group.at(-1)]
      if (first === undefined || last === undefined) continue
      const texts = chooseWay(first, last, ways)
      for (const section of group) {
        if (this.#last === section) this.#last = section.previous ?? first
        section.detach()
      }
      for (const [index, section] of kept.entries()) this.#setText(section, texts[index] ?? '')
      this.version++
    }
    if (sections[0]) this.#index?.remove(sections[0])
  }

  #judge(section: Section, ways: Iterable<Way>): string {
    return chooseWay(section, section, ways)[0] ?? section.text
  }

  get #names(): NameIndex {
    this.#index ??= new NameIndex(this.first)
    return this.#index
  }

  /** The line end of the first line that has one. */
  get #lineEnd(): string {
    for (let section: Section | undefined = this.first; section; section = section.next) {
      const lineEnd = firstLineEnd(section.text)
      if (lineEnd !== undefined) return lineEnd
    }
    return '\n'
  }

  #around(section: Section): Surroundings {
    return {
      lineEnd: () => this.#lineEnd,
      model: () => {
        const nearest = this.#nearest(section.previous, section.next)
        return nearest && layoutOf(nearest.text, this.#lineEnd)
      },
    }
  }

  /** The nearest machine with fields, the one above first; else the nearest `default` with fields. */
  #nearest(above: Section | undefined, below: Section | undefined): Section | undefined {
    let fallback: Section | undefined
    let [up, down] = [above, below]
    while (up || down) {
      for (const section of [up, down]) {
        if (!section || section === this.first || !layoutOf(section.text, '')) continue
        if (!isDefault(section)) return section
        fallback ??= section
      }
      up = up?.previous
      down = down?.next
    }
    return fallback
  }

  #setText(section: Section, text: string): void {
    if (section.text === text) return
    section.text = text
    this.version++
  }
}

/** The texts of the first way that reads back as it should. */
function chooseWay(first: Section, last: Section, ways: Iterable<Way>): readonly string[] {
  for (const way of ways) {
    if (readsBack(first, last, way)) return way.texts
  }
  throw new NetrcError('unsafe-position', 'nothing written there would read back')
}

/** The blanks before an entry that begins its line. */
function indentOf({ previous }: Section): string {
  const text = previous?.text ?? ''
  return beginsLine(text, text.length) ? text.slice(startOfBlanks(text, text.length)) : ''
}
