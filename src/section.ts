import type { Entry } from './api.ts'
import { emptyLinesAfter } from './layout.ts'
import { readName } from './parser.ts'

// The sections of a document as a list, and the machines among them by name.

/** Room for a million entries between two neighbours, since new ones go next to each other. */
const ORDER_STEP = 2 ** 20

/** One section: its text, and nothing that the text says. */
export class Section {
  text: string
  /** False once removed. */
  isAttached = true
  previous: Section | undefined
  next: Section | undefined
  /** Grows from each section to the next; the numbers mean nothing else. */
  order = 0
  /** The view that was handed out for it. */
  view: Entry | undefined

  constructor(text: string, previous?: Section) {
    this.text = text
    if (previous === undefined) return
    this.previous = previous
    this.next = previous.next
    this.order = previous.order + (previous.next ? 1 : ORDER_STEP)
    if (previous.next) previous.next.previous = this
    previous.next = this
  }

  /** Take it out of its list. */
  detach(): void {
    if (this.previous) this.previous.next = this.next
    if (this.next) this.next.previous = this.previous
    this.isAttached = false
  }
}

/** Names of machines have no case in ASCII; U+212A and others of its kind are themselves. */
function lowerCase(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

const DEFAULT = Symbol('default')
/** `undefined` for a machine without a name, which no look-up finds. */
type Key = string | typeof DEFAULT | undefined

/** The machines by name in lower case, and the `default` entries; machines without a name are not in it. */
export class NameIndex {
  readonly #lists = new Map<Key, Section[]>()

  constructor(top: Section) {
    for (let section = top.next; section; section = section.next) this.add(section)
  }

  /** The machines of a name in any ASCII case, in file order. */
  machines(name: string): readonly Section[] {
    return this.#lists.get(lowerCase(name)) ?? []
  }

  get firstDefault(): Section | undefined {
    return this.#lists.get(DEFAULT)?.[0]
  }

  add(section: Section): void {
    const key = keyOf(section)
    if (key === undefined) return
    const list = this.#lists.get(key) ?? []
    const last = list.at(-1)
    list.push(section)
    this.#lists.set(key, list)
    if (last && last.order > section.order) list.sort((one, other) => one.order - other.order)
  }

  /** Forget a section, and with it all of its name that have been detached: one pass for many. */
  remove(section: Section): void {
    const key = keyOf(section)
    const list = this.#lists.get(key) ?? []
    this.#lists.set(
      key,
      list.filter((other) => other.isAttached && other !== section),
    )
  }
}

function keyOf(section: Section): Key {
  if (isDefault(section)) return DEFAULT
  const name = readName(section.text)
  return name === undefined ? undefined : lowerCase(name)
}

/** True for a `default`: a section that is an entry begins with its keyword, in any case. */
export function isDefault(section: Section): boolean {
  return /^d/i.test(section.text)
}

/**
 * How many empty lines keep the entries apart here: as many as stand after the first of the two entries above; where
 * there are not two, and a `default` follows, after the one above, whose text may be on its way to be another.
 */
export function emptyLinesApart(above: Section, text: string, next: Section | undefined): number {
  const first = above.previous
  if (first?.previous) return emptyLinesAfter(first.text)
  return first && next && isDefault(next) ? emptyLinesAfter(text) : 0
}
