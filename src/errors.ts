/** What a `NetrcError` is about: what an edit cannot do, or what cannot be done with the file on disk. */
export type NetrcErrorCode =
  | 'unwritable-value'
  | 'unwritable-name'
  | 'unwritable-field'
  | 'unknown-field'
  | 'invalid-argument'
  | 'foreign-entry'
  | 'detached-entry'
  | 'closed-document'
  | 'unsafe-position'
  | 'unsupported-encoding'
  | 'locked'
  | 'conflict'
  | 'reentrant'
  | 'async-edit'
  | 'read-only'
  | 'owner'
  | 'not-a-file'
  | 'too-many-links'
  | 'untrusted-link'
  | 'too-large'
  | 'no-home'
  | 'gpg'

/**
 * What an error may carry beside its code and its sentence.
 *
 * @inline
 */
interface NetrcErrorOptions {
  readonly path?: string
  readonly cause?: unknown
}

const BRAND = Symbol.for('lossless-netrc.error')

/** What this library throws: a code and a sentence that says what to do, with nothing of the file's content. */
export class NetrcError extends Error {
  /** What went wrong. */
  readonly code: NetrcErrorCode
  /** The file that the error is about (for `locked`, its lock); `undefined` if it is about a text. */
  declare readonly path: string | undefined

  constructor(code: NetrcErrorCode, message: string, options: NetrcErrorOptions = {}) {
    super(message, options)
    this.code = code
    if (options.path !== undefined) this.path = options.path
  }
}

// On the prototype, so that they are no properties of each error when one is printed.
Object.defineProperties(NetrcError.prototype, {
  name: { value: 'NetrcError', configurable: true, writable: true },
  // Stryker disable next-line BooleanLiteral: only whether it is there is asked
  [BRAND]: { value: true },
})

/** Returns `true` for this library's errors, whichever copy of it (ESM, CJS, another version) threw them. */
export function isNetrcError(error: unknown): error is NetrcError {
  return typeof error === 'object' && error !== null && BRAND in error
}

/** Throws if a condition does not hold. */
export function assert(
  condition: unknown,
  code: NetrcErrorCode,
  message: string,
): asserts condition {
  if (!condition) throw new NetrcError(code, message)
}
