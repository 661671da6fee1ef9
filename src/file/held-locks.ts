/** The locks that this thread holds, whichever copy of the library took them. */
export function heldLocks(): Set<unknown> {
  const key = Symbol.for('lossless-netrc.held')
  const found: unknown = Reflect.get(globalThis, key)
  if (found instanceof Set) return found
  const held = new Set()
  Reflect.set(globalThis, key, held)
  return held
}
