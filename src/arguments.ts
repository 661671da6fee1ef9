import { NetrcError } from './errors.ts'

// Checks the arguments of a call before anything is looked up or changed.

/** Throws if a value is not an object, or has a key or a type of value (as `typeof` names it) that is not listed. */
export function assertShape(
  value: unknown,
  types: Readonly<Record<string, string>>,
  message: string,
): void {
  const isRight = ([key, held]: [string, unknown]): boolean =>
    Object.hasOwn(types, key) && (held === undefined || typeof held === types[key])
  const isObject = typeof value === 'object' && value !== null
  assertArgument(isObject && Object.entries(value).every(isRight), message)
}

/** Throws if a value is not a string. */
export function assertString(value: unknown, what: string): asserts value is string {
  if (typeof value !== 'string') throw invalidArgument(`${what} must be a string`)
}

/** Throws for a call that is a mistake. */
export function assertArgument(condition: unknown, message: string): asserts condition {
  if (!condition) throw invalidArgument(message)
}

/** Makes the error for a call that is a mistake. */
export function invalidArgument(message: string): NetrcError {
  return new NetrcError('invalid-argument', message)
}
