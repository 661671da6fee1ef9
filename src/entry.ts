import type { Entry, Macro } from './api.ts'
import { NetrcError } from './errors.ts'
import { inspectAs, showEntry } from './inspection.ts'
import { fieldsOf, macrosOf, nameOf, valueOfField } from './parser.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { fieldNamed } from './syntax.ts'
import { assertField } from './value.ts'

/** The view of one section that is handed out. It holds nothing else, so that it never goes stale. */
export class EntryView implements Entry {
  readonly #section: Section
  readonly #sections: SectionList

  constructor(section: Section, sections: SectionList) {
    this.#section = section
    this.#sections = sections
  }

  /** Returns the section of an entry; `undefined` for an entry of another document and for anything else. */
  static sectionOf(entry: unknown, sections: SectionList): Section | undefined {
    const isView = typeof entry === 'object' && entry !== null && #section in entry
    return isView && entry.#sections === sections ? entry.#section : undefined
  }

  get kind(): 'machine' | 'default' {
    return this.#section.isDefault ? 'default' : 'machine'
  }

  get name(): string | undefined {
    return nameOf(this.#section.tokens)
  }

  get login(): string | undefined {
    return valueOfField(this.#section.tokens, 'login')
  }

  get password(): string | undefined {
    return valueOfField(this.#section.tokens, 'password')
  }

  get account(): string | undefined {
    return valueOfField(this.#section.tokens, 'account')
  }

  get fields(): ReadonlyMap<string, string> {
    return fieldsOf(this.#section.tokens)
  }

  get macros(): readonly Macro[] {
    return macrosOf(this.#section.tokens, this.#section.items)
  }

  get(field: string): string | undefined {
    const key = fieldNamed(field)
    return key === undefined ? undefined : valueOfField(this.#section.tokens, key)
  }

  has(field: string): boolean {
    return this.get(field) !== undefined
  }

  set(field: string, value: string): this {
    const section = this.#attached()
    const key = typeof field === 'string' ? fieldNamed(field) : undefined
    if (key === undefined) assertField(field)
    else this.#sections.setFields(section, new Map([[key, value]]))
    return this
  }

  delete(field: string): boolean {
    const section = this.#attached()
    const key = fieldNamed(field)
    return key !== undefined && this.#sections.deleteField(section, key)
  }

  rename(name: string): this {
    const section = this.#attached()
    if (section.isDefault) throw new NetrcError('unwritable-name', 'a default entry has no name')
    this.#sections.rename(section, name)
    return this
  }

  toJSON(): unknown {
    return { kind: this.kind, name: this.name, login: this.login }
  }

  #attached(): Section {
    if (this.#section.isAttached) return this.#section
    throw new NetrcError('detached-entry', 'this entry has been removed')
  }
}

inspectAs(EntryView, showEntry)
