import type { NetrcDocument } from '../api.ts'
import { invalidArgument } from '../arguments.ts'
import { type OpenDocument, openDocument } from '../document.ts'
import { isNetrcError } from '../errors.ts'
import { NO_FOLLOW, readContent } from './content.ts'
import { identityOf } from './directory.ts'
import { gpg, run, runSync, type Task } from './effects.ts'
import { explain, fileError, MAX_BYTES } from './failure.ts'
import { heldLocks } from './held-locks.ts'
import { type FileOptions, pathOf } from './options.ts'
import type { Permissions } from './permissions.ts'
import { isEncrypted } from './read.ts'
import {
  assertNotReentrant,
  isSame,
  RETRY,
  type ReplaceOptions,
  type ReplaceOutcome,
  replace,
} from './replace.ts'
import { absolute, resolveTarget, type Target } from './resolve-links.ts'
import { Tries } from './tries.ts'

// An update of the file: one edit, as one transaction.

/** How the file is updated. */
export interface UpdateOptions extends FileOptions {
  /** `'private'` (default) removes the permissions of group and others; `'keep'` leaves those of an existing file. A new file is 0600. */
  readonly permissions?: Permissions | undefined
  /**
   * The maximum time for the call, in milliseconds (default 15000), including retries and waiting for other writers. The first
   * try always runs to its end. With 0, the update does not wait for others.
   */
  readonly timeout?: number | undefined
}

/** What an update did. */
export interface UpdateResult<T> {
  /** The path that was asked for, not the target of a link. */
  readonly path: string
  /** `true` if the content has changed. */
  readonly changed: boolean
  /** `true` if there was no file before. */
  readonly created: boolean
  /** What the edit returned. */
  readonly value: T
}

/** Any result but a promise: an async edit does not compile, and throws `async-edit`. */
type Sync<T> = T &
  (unknown extends T
    ? unknown
    : [Extract<T, PromiseLike<unknown>>] extends [never]
      ? unknown
      : 'the edit must not be async: await before the update')

const DEFAULT_TIMEOUT_MS = 15_000
const WOULD_BE_TOO_LARGE =
  'the file would be larger than 64 MiB, and is unchanged: make the new values shorter'

/**
 * Reads, edits and replaces the file as one transaction. `edit` must be synchronous, may run more than once, and may throw to
 * leave the file as it is. Afterwards, the document is closed: later edits throw `closed-document`.
 *
 * @throws NetrcError `locked`, `conflict`, `read-only`, `owner`, `untrusted-link`, `too-many-links`, `not-a-file`,
 * `too-large`, `unsupported-encoding`, `no-home`, `gpg`, `async-edit` or `invalid-argument`; the system's error for any
 * other failure. The file then has its old content.
 * @example
 * ```ts
 * const { changed } = await updateNetrc((netrc) => {
 *   netrc.set('api.example', { login: 'anna', password: 's3cret' })
 * })
 * ```
 */
export async function updateNetrc<T>(
  edit: (netrc: NetrcDocument) => Sync<T>,
  options: UpdateOptions = {},
): Promise<UpdateResult<T>> {
  return run(update(edit, options))
}

/**
 * Does the same as `updateNetrc`, but blocks.
 *
 * @throws NetrcError `reentrant` inside the edit of another update of the same file; otherwise as `updateNetrc` does.
 */
export function updateNetrcSync<T>(
  edit: (netrc: NetrcDocument) => Sync<T>,
  options: UpdateOptions = {},
): UpdateResult<T> {
  return runSync(update(edit, options, true))
}

type Edit<T> = (netrc: NetrcDocument) => Sync<T>

function* update<T>(
  edit: Edit<T>,
  options: UpdateOptions,
  isBlocking = false,
): Task<UpdateResult<T>> {
  const path = pathOf(options, ['permissions', 'timeout'])
  const { permissions = 'private', timeout = DEFAULT_TIMEOUT_MS } = options
  if (permissions !== 'private' && permissions !== 'keep') {
    throw invalidArgument("permissions are 'private' or 'keep'")
  }
  if (typeof timeout !== 'number' || !(timeout >= 0)) {
    throw invalidArgument('a timeout is a number of milliseconds, 0 or more')
  }
  if (typeof edit !== 'function') throw invalidArgument('an edit is a function')
  const edits = new Edits(edit)
  try {
    // Made absolute once: the working directory may have changed by the time gpg is done.
    const file = absolute(path)
    const tries = new Tries(timeout)
    const replaceOptions = { path: file, permissions, tries, isBlocking }
    for (;;) {
      const target = resolveTarget(file)
      const attempt = isEncrypted(target.path) ? updateEncrypted : updatePlain
      const outcome = yield* attempt(edits, replaceOptions, target)
      if (outcome !== RETRY) return edits.resultOf(path, outcome)
      tries.assertLeft(file)
    }
  } catch (error) {
    // The edit's own errors pass through unchanged.
    throw edits.hasThrown ? error : explain(error, path)
  }
}

function* updatePlain<T>(
  edits: Edits<T>,
  options: ReplaceOptions,
  target: Target,
): Task<ReplaceOutcome> {
  return yield* replace(options, target, (before) => edits.run(before, options.path))
}

/**
 * Updates an encrypted file. gpg may wait minutes for a passphrase, so it runs outside the lock, and its output is used
 * only if the file is still the same.
 */
function* updateEncrypted<T>(
  edits: Edits<T>,
  options: ReplaceOptions,
  target: Target,
): Task<ReplaceOutcome> {
  const identity = identityOf(target.path)
  assertNotReentrant(options, identity)
  const { path } = options
  const source = readContent(target.path, NO_FOLLOW, path)?.bytes
  const isEmpty = source === undefined || source.length === 0
  const plain = isEmpty ? undefined : yield* gpg({ kind: 'decrypt', input: source, path })
  const edited = underGuard(identity, () => edits.run(plain, path))
  const encrypted = edited && (yield* gpg({ kind: 'encrypt', input: edited, path }))
  return yield* replace(options, target, (before) => (isSame(before, source) ? encrypted : RETRY))
}

/** Runs an edit as if the lock of its file were held: a blocking update of the same file inside it is refused. */
function underGuard<T>(identity: string | undefined, edit: () => T): T {
  const locks = heldLocks()
  if (locks.has(identity)) return edit()
  locks.add(identity)
  try {
    return edit()
  } finally {
    locks.delete(identity)
  }
}

/** Runs the edit of an update, perhaps more than once, and keeps what it returned last. */
class Edits<T> {
  readonly #edit: Edit<T>
  #returned: { readonly value: T } | undefined
  /** `true` if the edit threw: its errors are the caller's own. */
  hasThrown = false

  constructor(edit: Edit<T>) {
    this.#edit = edit
  }

  /** Runs the edit on some bytes; returns the new ones, or `undefined` if nothing has changed. */
  run(before: Uint8Array | undefined, path: string): Uint8Array | undefined {
    const opened = openDocument(before ?? '')
    const { netrc } = opened
    const text = String(netrc)
    const value = this.#apply(opened, path)
    if (isThenable(value)) {
      // Its outcome no longer matters, and a rejection must not end the process.
      Promise.resolve(value).catch(() => {})
      const message = 'the edit must not be async, and nothing was written: await before the update'
      throw fileError('async-edit', message, path)
    }
    this.#returned = { value }
    if (String(netrc) === text) return undefined
    const after = netrc.toBytes()
    if (after.length > MAX_BYTES) throw fileError('too-large', WOULD_BE_TOO_LARGE, path)
    return after
  }

  /** Applies the edit, then closes the document, because later edits of it would be lost. */
  #apply({ netrc, close }: OpenDocument, path: string): T {
    this.hasThrown = true
    try {
      const value: T = this.#edit(netrc)
      this.hasThrown = false
      return value
    } catch (error) {
      const isOfThisFile =
        isNetrcError(error) &&
        error.code === 'unsupported-encoding' &&
        netrc.diagnostics.some(({ code }) => code === 'unsupported-encoding')
      throw isOfThisFile ? fileError(error.code, error.message, path, error) : error
    } finally {
      close()
    }
  }

  resultOf(path: string, outcome: ReplaceOutcome): UpdateResult<T> {
    if (this.#returned === undefined) throw new Error('an edit runs before anything is written')
    const created = outcome === 'created'
    const changed = created || outcome === 'changed'
    return { path, changed, created, value: this.#returned.value }
  }
}

function isThenable(value: unknown): boolean {
  if (typeof value !== 'object' && typeof value !== 'function') return false
  return value !== null && 'then' in value && typeof value.then === 'function'
}
