/** Returns the identities of the files whose locks this thread holds, shared by all copies of the library. */
export function heldLocks(): Set<unknown> {
  const key = Symbol.for('lossless-netrc.held')
  const found: unknown = Reflect.get(globalThis, key)
  if (found instanceof Set) return found
  const held = new Set()
  Reflect.set(globalThis, key, held)
  return held
}
