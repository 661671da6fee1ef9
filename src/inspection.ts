import type { ReadonlyEntry } from './api.ts'

// What documents and entries show when they are printed: no secrets.

/** The method that Node's inspection calls; Deno 2.9 and Bun 1.3 do so too. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/** Makes inspection show the instances of a class in this way only. */
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

/** Shows the entries of a document without their secrets. */
export function showDocument({ entries }: { readonly entries: readonly ReadonlyEntry[] }): string {
  const lines = entries.map((entry) => `\n  ${showEntry(entry)},`)
  return `NetrcDocument { entries: [${lines.join('')}${lines.length > 0 ? '\n' : ''}] }`
}
