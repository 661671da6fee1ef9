import { type Entry, isNetrcError, type NetrcDocument } from '../../src/core.ts'

/** Returns the code of the error that a call throws; `undefined` if it throws none. */
export function codeOf(call: () => unknown): string | undefined {
  try {
    call()
  } catch (error) {
    if (isNetrcError(error)) return error.code
    throw error
  }
  return undefined
}

/** Returns the machine with a name. Throws if there is none. */
export function entryOf(netrc: NetrcDocument, name: string): Entry {
  const entry = netrc.get(name)
  if (entry === undefined) throw new Error(`an entry ${name} was expected`)
  return entry
}

/** Returns a value that only a program without types may pass. */
export const untyped = (value: unknown): never => value as never
