import type { Entry, Macro, Range } from './api.ts'
import { assertArgument, assertString } from './arguments.ts'
import { commentOf, setComment } from './edit-comment.ts'
import { deleteField, rename, setField } from './edit-field.ts'
import { deleteMacro, setMacro } from './edit-macro.ts'
import { assert } from './errors.ts'
import { inspectAs, showEntry } from './inspection.ts'
import { fieldsOf, indexOfField, macrosOf, nameOf, valueOfField } from './parser.ts'
import { locator } from './position.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { serialize } from './serializer.ts'
import { fieldNamed } from './syntax.ts'
import { assertField } from './value.ts'

/** The view of one section that callers get. It holds nothing but its section and document, so it never goes stale. */
export class EntryView implements Entry {
  readonly #section: Section
  readonly #sections: SectionList

  constructor(section: Section, sections: SectionList) {
    this.#section = section
    this.#sections = sections
  }

  /** Returns the section of an entry. Throws if it is not an entry, or belongs to another document. */
  static sectionOf(entry: unknown, sections: SectionList): Section {
    assertArgument(
      typeof entry === 'object' && entry !== null && #section in entry,
      'this must be an entry of this document',
    )
    assert(entry.#sections === sections, 'foreign-entry', 'this is an entry of another document')
    return entry.#section
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
    return macrosOf(this.#section)
  }

  get comment(): string | undefined {
    return commentOf(this.#section)
  }

  get(field: string): string | undefined {
    return valueOfField(this.#section.tokens, keyOf(field))
  }

  has(field: string): boolean {
    return this.get(field) !== undefined
  }

  range(field?: string): Range | undefined {
    const { tokens, items } = this.#section
    if (field === undefined) return this.#rangeOf(0, items.at(-1)?.end)
    const index = indexOfField(tokens, keyOf(field))
    return index < 0 ? undefined : this.#rangeOf(index, index + 1)
  }

  set(field: string, value: string): this {
    const section = this.#attached()
    const key = typeof field === 'string' ? fieldNamed(field) : undefined
    if (key === undefined) assertField(field)
    else setField(this.#sections, section, key, value)
    return this
  }

  delete(field: string): boolean {
    const section = this.#attached()
    const key = keyOf(field)
    return key !== undefined && deleteField(this.#sections, section, key)
  }

  rename(name: string): this {
    const section = this.#attached()
    assert(!section.isDefault, 'unwritable-name', 'a default entry has no name')
    rename(this.#sections, section, name)
    return this
  }

  setMacro(name: string, body: string): this {
    setMacro(this.#sections, this.#attached(), name, body)
    return this
  }

  deleteMacro(name: string): boolean {
    const section = this.#attached()
    return deleteMacro(this.#sections, section, name)
  }

  setComment(comment: string | undefined): this {
    setComment(this.#sections, this.#attached(), comment)
    return this
  }

  toJSON(): unknown {
    const { kind, name, login } = this
    return { kind, name, login }
  }

  /** Returns the range of some tokens; `undefined` for a removed entry. */
  #rangeOf(start: number, end: number | undefined): Range | undefined {
    const section = this.#section
    if (!section.isAttached) return undefined
    let offset = serialize(section.tokens.slice(0, start)).length
    for (const above of this.#sections) {
      if (above === section) break
      offset += above.text.length
    }
    const within = serialize(section.tokens.slice(start, end))
    return locator(this.#sections.text)(offset, within.length)
  }

  #attached(): Section {
    this.#sections.beginEdit()
    assertAttached(this.#section)
    return this.#section
  }
}

/** Throws for an entry that is no longer in its document. */
export function assertAttached({ isAttached }: Section): void {
  assert(isAttached, 'detached-entry', 'this entry has been removed')
}

/** Returns the name under which a field is looked up; `undefined` for a word that can never be one. */
function keyOf(field: unknown): string | undefined {
  assertString(field, 'a field')
  return fieldNamed(field)
}

inspectAs(EntryView, showEntry)
