/** The reasons for a `NetrcError`: an edit cannot be made, or something cannot be done with the file on disk. */
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
 * What an error may have in addition to its code and message.
 *
 * @inline
 */
interface NetrcErrorOptions {
  readonly path?: string
  readonly cause?: unknown
}

const BRAND = Symbol.for('lossless-netrc.error')

/** The error that this library throws. Its message says what to do, and contains nothing from the file. */
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

// On the prototype, so they are not printed as properties of every error.
Object.defineProperties(NetrcError.prototype, {
  name: { value: 'NetrcError', configurable: true, writable: true },
  // Stryker disable next-line BooleanLiteral: only whether it is there is asked
  [BRAND]: { value: true },
})

/** Returns `true` for errors of this library, even if another copy of it (ESM, CJS, another version) threw them. */
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
