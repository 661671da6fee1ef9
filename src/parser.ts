import type { Macro } from './api.ts'
import { endOfOrdinaryMachine } from './fast-path.ts'
import { isClosed, lexItem, lexTrivia } from './lexer.ts'
import { isField, isHead, isItemStart, type Token } from './syntax.ts'

// Text -> sections, tokens -> items, and questions about the tokens of a section. A section is the text above the first entry,
// or one `machine` or `default` up to the next. Its meaning depends on its own text alone, because anything that could extend
// past its end (an open quote, a missing value, an open macro) would have swallowed the next section.

/** The line break at the end of a macro's last line, and that of the empty line. */
const FINAL_LINE_BREAKS = /(?:\r?\n){1,2}$/

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** A word in a keyword's place with its value, as indexes into the tokens of a section. */
export interface Item {
  /** The keyword or the field; `undefined` for a quoted word, which has no value. */
  readonly key: string | undefined
  readonly word: number
  /** The value; `undefined` if there is none. */
  readonly value: number | undefined
  /** The index after the last token of the item: its value, a macro's body, or the word itself. */
  readonly end: number
}

/** The tokens of a section, and its items. */
export interface Parsed {
  readonly tokens: readonly Token[]
  readonly items: readonly Item[]
}

/** Groups the tokens of a section into items. */
export function parseItems(tokens: readonly Token[]): Item[] {
  const items: Item[] = []
  let item: Mutable<Item> | undefined
  let index = 0
  for (const token of tokens) {
    const { key } = token
    const end = index + 1
    if (isItemStart(token)) {
      item = { key, word: index, value: undefined, end }
      items.push(item)
    } else if (item && key) {
      // A value, or the body of a macro after its name.
      item.value ??= index
      item.end = end
    }
    index = end
  }
  return items
}

/** Splits a text into sections: the text above the first entry, even if it is `''`, then one for each entry. */
export function splitSections(text: string): string[] {
  const sections: string[] = []
  let start = 0
  for (let at = lexTrivia(text, 0); at < text.length; ) {
    let end = endOfOrdinaryMachine(text, at)
    let isEntry = true
    if (!end) {
      const tokens: Token[] = []
      end = lexItem(text, at, tokens)
      isEntry = isHead(tokens[0]?.key)
    }
    if (isEntry) {
      sections.push(text.slice(start, at))
      start = at
    }
    at = lexTrivia(text, end)
  }
  sections.push(text.slice(start))
  return sections
}

/** Returns the value of an item. */
export function valueAt(tokens: readonly Token[], { value }: Item): string | undefined {
  return value ? tokens[value]?.value : undefined
}

/** Returns the name of the machine in a section. */
export function nameOf(tokens: readonly Token[]): string | undefined {
  const first = tokens.find(({ value }) => value !== undefined)
  return first?.key === 'machine' ? first.value : undefined
}

/** Returns the value of a field, named as by `fieldNamed`. */
export function valueOfField(
  tokens: readonly Token[],
  field: string | undefined,
): string | undefined {
  return tokens[indexOfField(tokens, field)]?.value
}

/** Returns the index of the value of a field: the last one counts. -1 if there is none. */
export function indexOfField(tokens: readonly Token[], field: string | undefined): number {
  // Reading a file spends nearly all its time here: a loop takes half as long as `findLastIndex`.
  let index = tokens.length - 1
  for (; index >= 0; index--) {
    const token = tokens[index]
    if (token?.key === field && token?.value !== undefined) break
  }
  return index
}

/** Returns every field that has a value, in the order of their first positions, with the value that counts. */
export function fieldsOf(tokens: readonly Token[]): Map<string, string> {
  const fields = new Map<string, string>()
  for (const { key, value } of tokens) {
    if (value !== undefined && isField(key)) fields.set(key, value)
  }
  return fields
}

/** Returns the macros of a section. */
export function macrosOf({ tokens, items }: Parsed): Macro[] {
  return items
    .filter(({ key }) => key === 'macdef')
    .map((item) => ({ name: valueAt(tokens, item), body: bodyOf(tokens, item) }))
}

/** Tells whether a macro has a name, but no empty line at its end. */
export function isOpenMacro(tokens: readonly Token[], { key, value, end }: Item): boolean {
  // If it has no body, its last token is its name, which has no line break.
  return key === 'macdef' && value !== undefined && !isClosed(tokens[end - 1]?.text ?? '')
}

/** Returns the lines of a macro, without the line of its name and the line break before the empty line. */
export function bodyOf(tokens: readonly Token[], { end }: Item): string {
  // A macro that ends with its name has no line break.
  const text = tokens[end - 1]?.text ?? ''
  return text.replace(FINAL_LINE_BREAKS, '').slice(text.indexOf('\n') + 1 || text.length)
}
