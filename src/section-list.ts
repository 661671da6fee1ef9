import type { Candidate } from './candidate.ts'
import { NetrcError, type NetrcErrorCode } from './errors.ts'
import { firstLineBreak } from './layout.ts'
import { DEFAULT, hasName, NameIndex } from './name-index.ts'
import { splitSections } from './parser.ts'
import { Section } from './section.ts'
import { lowerCase } from './syntax.ts'
import { verify } from './verify.ts'

/** The byte order mark of UTF-16, as bytes that are not UTF-8. */
const UTF_16 = /^(?:\udcff\udcfe|\udcfe\udcff)/

/** The sections of a document. Only this class changes them, and only by candidates that the lexer has verified. */
export class SectionList {
  /** The section above the first entry. */
  readonly preamble: Section
  last: Section
  #index: NameIndex | undefined
  #wasAsked = false
  /** How to undo the changes of the last edit. */
  #undo: (() => void)[] = []
  /** The whole text, once it is asked for, until the next change. */
  #text: string | undefined
  /** True for UTF-16, which has no sections. */
  readonly isUnread: boolean
  /** Why nothing can be edited. */
  #refusal: readonly [NetrcErrorCode, string] | undefined

  constructor(text: string) {
    this.#text = text
    this.isUnread = UTF_16.test(text)
    if (this.isUnread) {
      this.refuse('unsupported-encoding', 'this is UTF-16: save the file as UTF-8 first')
    }
    const [first = '', ...texts] = splitSections(this.isUnread ? '' : text)
    this.preamble = this.last = new Section(first)
    for (const text of texts) this.#attach(new Section(text), this.last)
  }

  /** Every section, in file order. */
  *[Symbol.iterator](): IterableIterator<Section> {
    for (let section: Section | undefined = this.preamble; section; section = section.next) {
      yield section
    }
  }

  get text(): string {
    // A loop over the list takes half as long as one over its iterator.
    if (this.#text === undefined) {
      let text = ''
      for (let section: Section | undefined = this.preamble; section; section = section.next) {
        text += section.text
      }
      this.#text = text
    }
    return this.#text
  }

  /** Begins an edit; throws if nothing can be edited. */
  beginEdit(): void {
    if (this.#refusal) throw new NetrcError(...this.#refusal)
    this.#undo = []
  }

  /** Refuses every edit from now on. */
  refuse(code: NetrcErrorCode, message: string): void {
    this.#refusal = [code, message]
  }

  /** The entries, in file order. */
  get entries(): Section[] {
    return [...this].slice(1)
  }

  get firstDefault(): Section | undefined {
    if (this.#index) return this.#index.get(DEFAULT)[0]
    let section = this.preamble.next
    while (section && !section.isDefault) section = section.next
    return section
  }

  isBelowDefault({ order }: Section): boolean {
    const { firstDefault } = this
    return firstDefault !== undefined && firstDefault.order < order
  }

  /** Returns every machine with a name, in any ASCII case, in file order. */
  machines(name: string): readonly Section[] {
    // A program that does one lookup and exits does not need an index.
    if (this.#wasAsked) {
      this.#index ??= new NameIndex(this.preamble)
      return this.#index.get(lowerCase(name))
    }
    this.#wasAsked = true
    const machines: Section[] = []
    for (let section = this.preamble.next; section; section = section.next) {
      if (hasName(section, name)) machines.push(section)
    }
    return machines
  }

  /** Replaces the text of a section. */
  write(section: Section, candidates: Iterable<Candidate>): void {
    this.#change([section], section, candidates)
  }

  /** Replaces the text of a machine, including its name. */
  rename(section: Section, candidates: Iterable<Candidate>): void {
    const index = this.#index
    index?.remove(section)
    try {
      this.write(section, candidates)
    } finally {
      index?.add(section)
    }
  }

  /** Puts an entry after another section, which it may split. */
  insert(section: Section, above: Section, candidates: Iterable<Candidate>): void {
    this.#change([above, section], above, candidates)
    this.#attach(section, above)
    this.#undo.push(() => this.#detach(section))
    if ([above.order, section.next?.order].includes(section.order)) {
      let order = 0
      for (const other of this) other.order = order++
    }
    this.#index?.add(section)
  }

  /** Removes entries with the same name, using candidates for the section above each of them. */
  remove(
    sections: readonly Section[],
    candidatesOf: (section: Section, above: Section) => Iterable<Candidate>,
  ): void {
    for (const section of sections) {
      const { previous } = section
      if (!previous) continue
      this.#change([previous], section, candidatesOf(section, previous))
      this.#detach(section)
      this.#undo.push(() => this.#attach(section, previous))
    }
    if (sections[0]) this.#index?.remove(sections[0])
  }

  /** Makes several changes, or none if one of them throws. */
  atomically(edit: () => void): void {
    try {
      edit()
    } catch (error) {
      if (this.#undo.length > 0) this.#index = undefined
      for (const takeBack of this.#undo.reverse()) takeBack()
      this.#text = undefined
      throw error
    }
  }

  /** Returns the first line end of the document. */
  lineEnd(): string {
    for (const { text } of this) {
      const lineEnd = firstLineBreak(text)
      if (lineEnd) return lineEnd
    }
    return '\n'
  }

  #attach(section: Section, above: Section): void {
    section.attach(above)
    if (this.last === above) this.last = section
  }

  #detach(section: Section): void {
    if (this.last === section) this.last = section.previous ?? section
    section.detach()
  }

  /** The one place that changes sections: applies the first candidate for these, up to `last`, that the lexer gives back. */
  #change(sections: readonly Section[], last: Section, candidates: Iterable<Candidate>): void {
    const [first = last] = sections
    for (const candidate of candidates) {
      const verified = verify(first, last, candidate)
      if (!verified) continue
      for (const [index, section] of sections.entries()) {
        const from = index === 0 ? verified.keep : 0
        const old = section.tokens.slice(from)
        this.#undo.push(() => section.replace(from, old))
        section.replace(from, verified.parts[index] ?? [])
      }
      this.#text = undefined
      return
    }
    throw new NetrcError('unsafe-position', 'this could not be read back')
  }
}
