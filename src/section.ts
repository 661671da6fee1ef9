import type { Entry } from './api.ts'
import { isDefaultText, lexSection, ordinaryNameOf } from './fast-path.ts'
import { type Item, nameOf, parseItems } from './parser.ts'
import { serialize } from './serializer.ts'
import { isItemStart, type Token } from './syntax.ts'

/**
 * One section of a document, in a linked list, because an array would make a thousand removals quadratic. It holds its text, and
 * its tokens and items once they are needed. After an edit, it holds its tokens, and its text once that is needed.
 */
export class Section {
  previous: Section | undefined
  next: Section | undefined
  /** A number larger than that of the section before, if there is room between the two. It has no other meaning. */
  order = 0
  /** Its view, once a caller has got it, so that two calls return the same one. */
  view: Entry | undefined
  #text: string | undefined
  #tokens: Token[] | undefined
  #items: readonly Item[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** Puts it into a list, after another section. */
  attach(previous: Section): void {
    const { next } = previous
    this.previous = previous
    this.next = next
    this.order = next ? (previous.order + next.order) / 2 : previous.order + 1
    if (next) next.previous = this
    previous.next = this
  }

  get text(): string {
    this.#text ??= serialize(this.#tokens ?? [])
    return this.#text
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= lexSection(this.text)
    return this.#tokens
  }

  get items(): readonly Item[] {
    this.#items ??= parseItems(this.tokens)
    return this.#items
  }

  get isDefault(): boolean {
    return isDefaultText(this.text)
  }

  /** The name of the machine; `undefined` if it has none. */
  get name(): string | undefined {
    return ordinaryNameOf(this.text) ?? nameOf(this.tokens)
  }

  /** Whether it is an entry that has not been removed. False for the section above the first entry. */
  get isAttached(): boolean {
    return this.previous !== undefined
  }

  /** Replaces all tokens except the first `keep` with tokens that the lexer made. */
  replace(keep: number, tokens: readonly Token[]): void {
    // Stryker disable next-line UnaryOperator: keeping the items saves time only
    const lastItem = this.#items?.at(-1)
    // Stryker disable next-line all: forgetting the items costs time only, and no edit adds words after those that stay
    const isSameItems = (lastItem?.end ?? 0) <= keep && !tokens.some(isItemStart)
    // Stryker disable next-line ConditionalExpression: keeping the items saves time only
    if (!isSameItems) this.#items = undefined
    const own = this.#tokens ?? []
    own.length = keep
    for (const token of tokens) own.push(token)
    this.#tokens = own
    this.#text = undefined
  }

  /** Takes it out of its list. */
  detach(): void {
    const { previous, next } = this
    if (previous) previous.next = next
    if (next) next.previous = previous
    this.previous = undefined
    this.next = undefined
  }
}
