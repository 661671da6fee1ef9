import type {
  Credentials,
  Diagnostic,
  Entry,
  Lookup,
  Macro,
  NetrcDocument,
  Place,
  Selector,
  URLParts,
} from './api.ts'
import { assertArgument, assertShape, assertString, isObject } from './arguments.ts'
import { decode, encode } from './bytes.ts'
import { findCredentials } from './credentials.ts'
import { diagnose } from './diagnostics.ts'
import { setField } from './edit-field.ts'
import { addEntry, moveEntry, type Side } from './edit-insert.ts'
import { deleteMacro, setMacro } from './edit-macro.ts'
import { removeEntries } from './edit-remove.ts'
import { assertAttached, EntryView } from './entry.ts'
import { assert } from './errors.ts'
import { inspectAs, showDocument } from './inspection.ts'
import { macrosOf, valueOfField } from './parser.ts'
import type { Section } from './section.ts'
import { SectionList } from './section-list.ts'
import { KNOWN_FIELDS } from './syntax.ts'
import { assertName, assertValue } from './value.ts'

/**
 * Parses a netrc file. Never throws because of its content: `diagnostics` lists what is wrong with it.
 *
 * @example
 * ```ts
 * const netrc = parse('machine api.example login anna password s3cret\n')
 * netrc.get('api.example')?.password // 's3cret'
 * ```
 */
export function parse(source: string | Uint8Array): NetrcDocument {
  return new DocumentView(sectionsOf(source))
}

/** A document that can be closed. It can then still be read, but every edit of it or its entries is refused. */
export interface OpenDocument {
  readonly netrc: NetrcDocument
  readonly close: () => void
}

/** Parses a netrc file, for one update. */
export function openDocument(source: string | Uint8Array): OpenDocument {
  const sections = sectionsOf(source)
  const message = 'the update is over: start another one'
  const close = (): void => sections.refuse('closed-document', message)
  return { netrc: new DocumentView(sections), close }
}

function sectionsOf(source: string | Uint8Array): SectionList {
  return new SectionList(typeof source === 'string' ? source : decode(source))
}

class DocumentView implements NetrcDocument {
  readonly #sections: SectionList
  #diagnosed: { readonly text: string; readonly diagnostics: readonly Diagnostic[] } | undefined

  constructor(sections: SectionList) {
    this.#sections = sections
  }

  get entries(): readonly Entry[] {
    return this.#sections.entries.map((section) => this.#view(section))
  }

  get macros(): readonly Macro[] {
    return macrosOf(this.#sections.preamble)
  }

  get default(): Entry | undefined {
    const section = this.#sections.firstDefault
    return section && this.#view(section)
  }

  get diagnostics(): readonly Diagnostic[] {
    const { text } = this.#sections
    if (this.#diagnosed?.text !== text) {
      this.#diagnosed = { text, diagnostics: diagnose(this.#sections) }
    }
    return this.#diagnosed.diagnostics
  }

  [Symbol.iterator](): IterableIterator<Entry> {
    return this.entries[Symbol.iterator]()
  }

  get(name: string, selector?: Selector): Entry | undefined {
    assertString(name, NAME)
    const section = bestOf(this.#sections.machines(name), name, matcher(selector))
    return section && this.#view(section)
  }

  has(name: string, selector?: Selector): boolean {
    return this.get(name, selector) !== undefined
  }

  credentials(name: string | URLParts, lookup: Lookup = {}): Credentials | undefined {
    if (!(typeof name === 'object' && name && 'hostname' in name)) assertString(name, NAME)
    assertShape(
      lookup,
      { login: 'string', useDefault: 'boolean' },
      'a lookup has only login (string) and useDefault (boolean)',
    )
    return findCredentials(this.#sections, name, lookup)
  }

  set(name: string, credentials: Credentials): Entry {
    const fields = this.#fieldsToWrite(credentials)
    // A name that is already in the file does not have to be one that could be written.
    if (typeof name !== 'string') assertName(name)
    const machines = this.#sections.machines(name)
    const found = bestOf(machines, name)
    const login = fields.get('login') ?? loginOf(found)
    let updated = machines.filter((section) => loginOf(section) === login)
    if (updated.length === 0) {
      updated = machines.filter(({ tokens }) => valueOfField(tokens, 'port') === undefined)
      if (updated.length > 1) updated = []
    }
    const [first] = machines
    const isAnchor = first && updated.length === 0 && !this.#sections.isBelowDefault(first)
    return this.#update(updated, name, fields, isAnchor ? first : undefined)
  }

  add(name: string, credentials: Credentials, place?: Place): Entry {
    const fields = this.#fieldsToWrite(credentials)
    // A name that is already in the file does not have to be one that could be written.
    if (typeof name !== 'string') assertName(name)
    const [anchor, side] = place === undefined ? [] : this.#placed(place)
    const login = fields.get('login')
    const machines = this.#sections.machines(name)
    const updated = machines.filter((section) => loginOf(section) === login)
    return this.#update(updated, name, fields, anchor, side)
  }

  setDefault(credentials: Credentials): Entry {
    const fields = this.#fieldsToWrite(credentials)
    const { firstDefault } = this.#sections
    return this.#update(firstDefault ? [firstDefault] : [], undefined, fields)
  }

  delete(target: string | Entry, selector?: { readonly login: string }): boolean {
    this.#sections.beginEdit()
    const sections = this.#sectionsToDelete(target, selector)
    this.#sections.atomically(() => removeEntries(this.#sections, sections))
    return sections.length > 0
  }

  move(entry: Entry, place: Place): void {
    this.#sections.beginEdit()
    const section = EntryView.sectionOf(entry, this.#sections)
    assertAttached(section)
    const placed = this.#placed(place)
    this.#sections.atomically(() => moveEntry(this.#sections, section, ...placed))
  }

  setMacro(name: string, body: string): void {
    this.#sections.beginEdit()
    setMacro(this.#sections, this.#sections.preamble, name, body)
  }

  deleteMacro(name: string): boolean {
    this.#sections.beginEdit()
    return deleteMacro(this.#sections, this.#sections.preamble, name)
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

  #view(section: Section): Entry {
    section.view ??= new EntryView(section, this.#sections)
    return section.view
  }

  #sectionsToDelete(target: string | Entry, selector: Selector | undefined): Section[] {
    if (typeof target !== 'string') {
      const section = EntryView.sectionOf(target, this.#sections)
      assertArgument(selector === undefined, 'an entry must have no selector')
      return section.isAttached ? [section] : []
    }
    const matches = matcher(selector)
    // A variable that is not set would delete every account.
    assertArgument(
      !selector || selector.login !== undefined,
      'a selector must have a login, or be left out',
    )
    return this.#sections.machines(target).filter(matches)
  }

  #placed(place: Place): [Section, Side] {
    const [[side, entry] = [], other] = Object.entries(place ?? {})
    assertArgument(
      !other && (side === 'before' || side === 'after'),
      'a place must be { before: entry } or { after: entry }',
    )
    const section = EntryView.sectionOf(entry, this.#sections)
    assertArgument(section.isAttached, 'this entry has been removed')
    return [section, side]
  }

  /** Sets the fields in some entries, or adds an entry: at a place, or where new entries go. */
  #update(
    entries: readonly Section[],
    name: string | undefined,
    fields: ReadonlyMap<string, string>,
    anchor?: Section,
    side?: Side,
  ): Entry {
    const [first] = entries
    if (!first) {
      return this.#view(addEntry(this.#sections, name, fields, anchor, side))
    }
    this.#sections.atomically(() => {
      for (const section of entries) {
        for (const [field, value] of fields) setField(this.#sections, section, field, value)
      }
      const { firstDefault } = this.#sections
      if (firstDefault && this.#sections.isBelowDefault(first)) {
        moveEntry(this.#sections, first, firstDefault, 'before')
      }
    })
    return this.#view(first)
  }

  /** Validates the credentials, and returns the fields in the order in which they are written. */
  #fieldsToWrite(credentials: Credentials): Map<string, string> {
    this.#sections.beginEdit()
    assertArgument(isObject(credentials), 'credentials must be an object')
    assert(
      Object.keys(credentials).every((key) => KNOWN_FIELDS.some((field) => field === key)),
      'unknown-field',
      'credentials have only login, password and account',
    )
    const fields = new Map<string, string>()
    for (const field of KNOWN_FIELDS) {
      const value = credentials[field]
      if (value !== undefined) fields.set(field, value)
      // A variable that is not set would pair a new login with an old password.
      else if (field in credentials && field !== 'account') assertValue(value)
    }
    return fields
  }
}

inspectAs(DocumentView, showDocument)

const NAME = "a machine's name"

/** Finds the first machine that matches. One with exactly this name takes precedence over a name in another case. */
function bestOf(
  machines: readonly Section[],
  name: string,
  matches: (section: Section) => boolean = () => true,
): Section | undefined {
  const isBest = (section: Section): boolean => section.name === name && matches(section)
  return machines.find(isBest) ?? machines.find(matches)
}

/** Makes a function that tells whether the selector selects a machine. */
function matcher(selector: Selector | undefined): (section: Section) => boolean {
  if (selector !== undefined) {
    assertShape(selector, { login: 'string' }, 'a selector has only login (string)')
  }
  const login = selector?.login
  return (section) => login === undefined || loginOf(section) === login
}

function loginOf(section: Section | undefined): string | undefined {
  return valueOfField(section?.tokens ?? [], 'login')
}
