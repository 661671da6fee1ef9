import type { Credentials, Diagnostic, Entry, Macro, NetrcDocument, Selector } from './api.ts'
import { decode, encode } from './bytes.ts'
import { diagnose } from './diagnostics.ts'
import { EntryView } from './entry.ts'
import { NetrcError } from './errors.ts'
import { inspectAs, showDocument } from './inspection.ts'
import { macrosOf, valueOfField } from './parser.ts'
import type { Section } from './section.ts'
import { SectionList } from './section-list.ts'
import { KNOWN_FIELDS } from './syntax.ts'
import { assertName } from './value.ts'

/** Parse a netrc file. Never throws on content: what is wrong with it is in `diagnostics`. */
export function parse(source: string | Uint8Array): NetrcDocument {
  return new DocumentView(new SectionList(typeof source === 'string' ? source : decode(source)))
}

class DocumentView implements NetrcDocument {
  readonly #sections: SectionList
  readonly #views = new Map<Section, EntryView>()
  #diagnosed: { readonly version: number; readonly diagnostics: readonly Diagnostic[] } | undefined

  constructor(sections: SectionList) {
    this.#sections = sections
  }

  get entries(): readonly Entry[] {
    return this.#sections.entries.map((section) => this.#view(section))
  }

  get macros(): readonly Macro[] {
    const { tokens, items } = this.#sections.preamble
    return macrosOf(tokens, items)
  }

  get default(): Entry | undefined {
    const section = this.#sections.firstDefault
    return section && this.#view(section)
  }

  get diagnostics(): readonly Diagnostic[] {
    const { version } = this.#sections
    if (this.#diagnosed?.version !== version) {
      const { preamble, entries } = this.#sections
      this.#diagnosed = { version, diagnostics: diagnose([preamble, ...entries]) }
    }
    return this.#diagnosed.diagnostics
  }

  [Symbol.iterator](): IterableIterator<Entry> {
    return this.entries[Symbol.iterator]()
  }

  get(name: string, selector?: Selector): Entry | undefined {
    const section = this.#sections.find(name, matcher(selector))
    return section && this.#view(section)
  }

  has(name: string, selector?: Selector): boolean {
    return this.#sections.find(name, matcher(selector)) !== undefined
  }

  set(name: string, credentials: Credentials): Entry {
    const fields = fieldsToWrite(credentials)
    const ofLogin = this.#find(name, matcher({ login: fields.get('login') }))
    return this.#update(ofLogin ?? this.#find(name, matcher(undefined)), name, fields)
  }

  add(name: string, credentials: Credentials): Entry {
    const fields = fieldsToWrite(credentials)
    const login = fields.get('login')
    const section = this.#find(name, ({ tokens }) => valueOfField(tokens, 'login') === login)
    return this.#update(section, name, fields)
  }

  setDefault(credentials: Credentials): Entry {
    return this.#update(this.#sections.firstDefault, undefined, fieldsToWrite(credentials))
  }

  delete(target: string | Entry, selector?: Selector): boolean {
    const sections =
      typeof target === 'string'
        ? this.#sections.machines(target).filter(matcher(selector))
        : this.#sectionsOf(target)
    this.#sections.remove(sections)
    for (const section of sections) this.#views.delete(section)
    return sections.length > 0
  }

  toString(): string {
    return this.#sections.text
  }

  toBytes(): ReturnType<Uint8Array['slice']> {
    return encode(this.#sections.text)
  }

  toJSON(): unknown {
    return { entries: this.entries }
  }

  /** Finds the machine to update; throws for a name that is not a string. */
  #find(name: unknown, matches: (section: Section) => boolean): Section | undefined {
    if (typeof name !== 'string') assertName(name)
    return this.#sections.find(name, matches)
  }

  /** Two calls for one section return the same view. */
  #view(section: Section): EntryView {
    const known = this.#views.get(section)
    if (known !== undefined) return known
    const view = new EntryView(section, this.#sections)
    this.#views.set(section, view)
    return view
  }

  #sectionsOf(entry: Entry): Section[] {
    const section = EntryView.sectionOf(entry, this.#sections)
    return section?.isAttached ? [section] : []
  }

  #update(
    section: Section | undefined,
    name: string | undefined,
    fields: ReadonlyMap<string, string>,
  ): Entry {
    if (section === undefined) return this.#view(this.#sections.add(name, fields))
    this.#sections.setFields(section, fields)
    return this.#view(section)
  }
}

inspectAs(DocumentView, showDocument)

/** Makes the test whether a machine is the one of several that is asked for. */
function matcher(selector: Selector | undefined): (section: Section) => boolean {
  const login = selector?.login
  return ({ tokens }) => login === undefined || valueOfField(tokens, 'login') === login
}

/** Validates the keys, and returns the fields to set in the order in which they are written. */
function fieldsToWrite(credentials: Credentials): Map<string, string> {
  for (const key of Object.keys(Object(credentials) === credentials ? credentials : '?')) {
    if (KNOWN_FIELDS.some((field) => field === key)) continue
    throw new NetrcError('unknown-field', 'credentials have only login, password and account')
  }
  const fields = new Map<string, string>()
  for (const field of KNOWN_FIELDS) {
    const value = credentials[field]
    if (value !== undefined) fields.set(field, value)
  }
  return fields
}
