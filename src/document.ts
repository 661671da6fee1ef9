import type {
  Credentials,
  Diagnostic,
  Entry,
  Macro,
  NetrcDocument,
  ReadonlyEntry,
  Selector,
} from './api.ts'
import { decode, encode } from './bytes.ts'
import { diagnose } from './diagnostics.ts'
import { NetrcError } from './errors.ts'
import { fieldNamed } from './lexer.ts'
import { readField, readFields, readMacros, readName } from './parser.ts'
import { isDefault, type Section } from './section.ts'
import { KNOWN_FIELDS } from './syntax.ts'
import { Tree } from './tree.ts'
import { checkField, checkName } from './value.ts'

/** Parse a netrc file. Never throws on content: what is wrong with it is in `diagnostics`. */
export function parse(source: string | Uint8Array): NetrcDocument {
  return new DocumentView(new Tree(typeof source === 'string' ? source : decode(source)))
}

/** What Node's inspection asks for, and that of Deno 2.9 and Bun 1.3. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

class DocumentView implements NetrcDocument {
  readonly #tree: Tree
  #diagnosed: { readonly version: number; readonly diagnostics: readonly Diagnostic[] } | undefined

  constructor(tree: Tree) {
    this.#tree = tree
  }

  get entries(): readonly Entry[] {
    const entries: Entry[] = []
    for (let section = this.#tree.first.next; section; section = section.next) {
      entries.push(this.#view(section))
    }
    return entries
  }

  get macros(): readonly Macro[] {
    return readMacros(this.#tree.first.text)
  }

  get default(): Entry | undefined {
    const section = this.#tree.firstDefault
    return section && this.#view(section)
  }

  get diagnostics(): readonly Diagnostic[] {
    const { version } = this.#tree
    if (this.#diagnosed?.version !== version) {
      this.#diagnosed = { version, diagnostics: diagnose(this.#tree.text) }
    }
    return this.#diagnosed.diagnostics
  }

  [Symbol.iterator](): IterableIterator<Entry> {
    return this.entries[Symbol.iterator]()
  }

  get(name: string, selector?: Selector): Entry | undefined {
    const section = this.#tree.find(name, wanted(selector))
    return section && this.#view(section)
  }

  has(name: string, selector?: Selector): boolean {
    return this.#tree.find(name, wanted(selector)) !== undefined
  }

  set(name: string, credentials: Credentials): Entry {
    const fields = fieldsOf(credentials)
    const ofLogin = this.#find(name, wanted({ login: fields.get('login') }))
    return this.#update(ofLogin ?? this.#find(name, wanted(undefined)), name, fields)
  }

  add(name: string, credentials: Credentials): Entry {
    const fields = fieldsOf(credentials)
    const login = fields.get('login')
    const section = this.#find(name, ({ text }) => readField(text, 'login') === login)
    return this.#update(section, name, fields)
  }

  setDefault(credentials: Credentials): Entry {
    return this.#update(this.#tree.firstDefault, undefined, fieldsOf(credentials))
  }

  delete(target: string | Entry, selector?: Selector): boolean {
    const sections =
      typeof target === 'string'
        ? this.#tree.machines(target).filter(wanted(selector))
        : this.#sectionsOf(target)
    this.#tree.remove(sections)
    return sections.length > 0
  }

  toString(): string {
    return this.#tree.text
  }

  toBytes(): ReturnType<Uint8Array['slice']> {
    return encode(this.#tree.text)
  }

  toJSON(): unknown {
    return { entries: this.entries }
  }

  [INSPECT](): string {
    const lines = this.entries.map((entry) => `\n  ${inspectEntry(entry)},`)
    return `NetrcDocument { entries: [${lines.join('')}${lines.length > 0 ? '\n' : ''}] }`
  }

  /** The machine to be updated; throws for what a program without types may have given for a name. */
  #find(name: unknown, isWanted: (section: Section) => boolean): Section | undefined {
    if (typeof name !== 'string') checkName(name)
    return this.#tree.find(name, isWanted)
  }

  /** Two calls for one section answer the same view. */
  #view(section: Section): Entry {
    section.view ??= new EntryView(section, this.#tree)
    return section.view
  }

  #sectionsOf(entry: Entry): Section[] {
    const section = EntryView.sectionOf(entry, this.#tree)
    return section?.isAttached ? [section] : []
  }

  #update(
    section: Section | undefined,
    name: string | undefined,
    fields: ReadonlyMap<string, string>,
  ): Entry {
    if (section === undefined) return this.#view(this.#tree.add(name, fields))
    this.#tree.setFields(section, fields)
    return this.#view(section)
  }
}

class EntryView implements Entry {
  readonly #section: Section
  readonly #tree: Tree

  constructor(section: Section, tree: Tree) {
    this.#section = section
    this.#tree = tree
  }

  /** The section of an entry; `undefined` for an entry of another document and for anything else. */
  static sectionOf(entry: unknown, tree: Tree): Section | undefined {
    const isView = typeof entry === 'object' && entry !== null && #section in entry
    return isView && entry.#tree === tree ? entry.#section : undefined
  }

  get kind(): 'machine' | 'default' {
    return isDefault(this.#section) ? 'default' : 'machine'
  }

  get name(): string | undefined {
    return readName(this.#section.text)
  }

  get login(): string | undefined {
    return readField(this.#section.text, 'login')
  }

  get password(): string | undefined {
    return readField(this.#section.text, 'password')
  }

  get account(): string | undefined {
    return readField(this.#section.text, 'account')
  }

  get fields(): ReadonlyMap<string, string> {
    return readFields(this.#section.text)
  }

  get macros(): readonly Macro[] {
    return readMacros(this.#section.text)
  }

  get(field: string): string | undefined {
    const known = fieldNamed(field)
    return known === undefined ? undefined : readField(this.#section.text, known)
  }

  has(field: string): boolean {
    return this.get(field) !== undefined
  }

  set(field: string, value: string): this {
    const section = this.#attached()
    const known = typeof field === 'string' ? fieldNamed(field) : undefined
    if (known === undefined) checkField(field)
    else this.#tree.setFields(section, new Map([[known, value]]))
    return this
  }

  delete(field: string): boolean {
    const section = this.#attached()
    const known = fieldNamed(field)
    return known !== undefined && this.#tree.deleteField(section, known)
  }

  rename(name: string): this {
    const section = this.#attached()
    if (isDefault(section)) {
      throw new NetrcError('unwritable-name', 'a default entry has no name')
    }
    this.#tree.rename(section, name)
    return this
  }

  toJSON(): unknown {
    return { kind: this.kind, name: this.name, login: this.login }
  }

  [INSPECT](): string {
    return inspectEntry(this)
  }

  #attached(): Section {
    if (this.#section.isAttached) return this.#section
    throw new NetrcError('detached-entry', 'this entry has been removed')
  }
}

/** Whether a machine is the one of several that is asked for. */
function wanted(selector: Selector | undefined): (section: Section) => boolean {
  const login = selector?.login
  return ({ text }) => login === undefined || readField(text, 'login') === login
}

/** The fields to be set, in the order in which they are written; no slip of the pen is among them. */
function fieldsOf(credentials: Credentials): Map<string, string> {
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

// With `showHidden` and `getters`, Node's inspection would call the accessors of any class that is not a builtin.
for (const { prototype } of [DocumentView, EntryView]) {
  Object.defineProperty(prototype, 'constructor', { value: Object })
}

function inspectEntry({ kind, name, login, password }: ReadonlyEntry): string {
  const shown = { kind, name, login, password: password === undefined ? undefined : '(set)' }
  return `NetrcEntry ${JSON.stringify(shown)}`
}
