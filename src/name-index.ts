import { hasOtherName } from './fast-path.ts'
import type { Section } from './section.ts'
import { lowerCase } from './syntax.ts'

/** Tells whether a machine has a name, in any ASCII case. */
export function hasName(section: Section, name: string): boolean {
  if (hasOtherName(section.text, name) || section.isDefault) return false
  const found = section.name
  return found?.length === name.length && lowerCase(found) === lowerCase(name)
}

export const DEFAULT: unique symbol = Symbol('default')
/** `undefined` for the machines without a name, which no look-up finds. */
type Key = string | typeof DEFAULT | undefined

/** The machines by name in lower case, and the `default` entries, in file order. */
export class NameIndex {
  readonly #lists = new Map<Key, Section[]>()

  constructor(preamble: Section) {
    for (let section = preamble.next; section; section = section.next) this.add(section)
  }

  get(key: Key): Section[] {
    return this.#lists.get(key) ?? []
  }

  add(section: Section): void {
    const key = keyOf(section)
    const list = this.get(key)
    const last = list.at(-1)
    list.push(section)
    this.#lists.set(key, list)
    // Stryker disable next-line ConditionalExpression,EqualityOperator: sorting a list that is in order changes nothing
    if (last && last.order > section.order) list.sort((one, other) => one.order - other.order)
  }

  /** Forgets a section, and all detached ones with its name: one pass for many removals. */
  remove(section: Section): void {
    const key = keyOf(section)
    const isOther = (other: Section): boolean => other.isAttached && other !== section
    this.#lists.set(key, this.get(key).filter(isOther))
  }
}

function keyOf(section: Section): Key {
  if (section.isDefault) return DEFAULT
  const { name } = section
  return name && lowerCase(name)
}
