import type { ReadonlyEntry } from './api.ts'

// What documents and entries show of themselves: no secret.

/** What Node's inspection asks for, and that of Deno 2.9 and Bun 1.3. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/** Shows the instances of a class in one way only. */
export function inspectAs<Shown extends object>(
  { prototype }: { readonly prototype: Shown },
  show: (shown: Shown) => string,
): void {
  const inspect = function (this: Shown): string {
    return show(this)
  }
  Object.defineProperties(prototype, {
    [INSPECT]: { value: inspect, configurable: true, writable: true },
    // With `showHidden` and `getters`, Node calls the accessors of every class that is not built in.
    constructor: { value: Object },
  })
}

/** Shows an entry without its secrets. */
export function showEntry({ kind, name, login, password }: ReadonlyEntry): string {
  const shown = { kind, name, login, password: password === undefined ? undefined : '(set)' }
  return `Entry ${JSON.stringify(shown)}`
}

/** Shows a document by its entries. */
export function showDocument({ entries }: { readonly entries: readonly ReadonlyEntry[] }): string {
  const lines = entries.map((entry) => `\n  ${showEntry(entry)},`)
  return `NetrcDocument { entries: [${lines.join('')}${lines.length > 0 ? '\n' : ''}] }`
}
