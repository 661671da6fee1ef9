import type { NetrcDocument } from '../api.ts'
import { invalidArgument } from '../arguments.ts'
import { closeDocument, parse } from '../document.ts'
import { isNetrcError, NetrcError } from '../errors.ts'
import { gpg, run, runSync, type Task } from './effects.ts'
import { type FileOptions, isEncrypted, pathOf, readContent } from './read.ts'
import {
  isSame,
  MAX_CONFLICTS,
  RETRY,
  type ReplaceOptions,
  type ReplaceOutcome,
  replace,
} from './replace.ts'
import type { Permissions } from './write.ts'

// One edit of the file as one transaction.

/** How the file is updated. */
export interface UpdateOptions extends FileOptions {
  /** 'private' (default) clears the bits of group and others; 'keep' leaves those of an existing file. A new file is 0600. */
  readonly permissions?: Permissions | undefined
  /** How long to wait for another writer, in milliseconds (default 15000). */
  readonly timeout?: number | undefined
}

/** What an update did. */
export interface UpdateResult<T> {
  /** The path asked for, not a link's target. */
  readonly path: string
  /** True where the content is another now. */
  readonly changed: boolean
  /** True where there was no file. */
  readonly created: boolean
  /** What the edit returned. */
  readonly value: T
}

/** Any result but a promise: an async edit does not compile, and throws `async-edit`. */
type Sync<T> = T &
  (T extends PromiseLike<unknown> ? 'the edit must not be async: await before the update' : unknown)

const DEFAULT_TIMEOUT_MS = 15_000

/**
 * Read, edit, and replace the file as one transaction. `edit` is synchronous, may run more than once, and may throw to
 * leave the file alone.
 *
 * @throws NetrcError `locked`, `conflict`, `read-only`, `owner`, `not-a-file`, `too-many-links`, `no-home`, `gpg` or
 * `async-edit`; the system's error for any other failure. The old content is there then.
 */
export async function updateNetrc<T>(
  edit: (netrc: NetrcDocument) => Sync<T>,
  options: UpdateOptions = {},
): Promise<UpdateResult<T>> {
  return run(update(edit, options))
}

/**
 * `updateNetrc`, blocking.
 *
 * @throws NetrcError `reentrant` inside another edit of the same file; else as `updateNetrc` does.
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
  const path = pathOf(options, { permissions: 'string', timeout: 'number' })
  const { permissions = 'private', timeout = DEFAULT_TIMEOUT_MS } = options
  if (permissions !== 'private' && permissions !== 'keep') {
    throw invalidArgument("permissions are 'private' or 'keep'")
  }
  if (!(timeout >= 0)) throw invalidArgument('a timeout is a number of milliseconds, 0 or more')
  const replaceOptions = { path, permissions, timeout, isBlocking }
  if (isEncrypted(path)) return yield* updateEncrypted(edit, replaceOptions)
  let edited: Edited<T> | undefined
  const outcome = yield* replace(replaceOptions, (before) => {
    edited = applyEdit(edit, before, path)
    return edited.bytes
  })
  return resultOf(path, outcome, edited)
}

/**
 * Updates an encrypted file. gpg may wait minutes for a passphrase, so it runs outside the lock, and its output is used
 * only if the file is still the same.
 */
function* updateEncrypted<T>(edit: Edit<T>, options: ReplaceOptions): Task<UpdateResult<T>> {
  const { path } = options
  for (let conflicts = 0; conflicts <= MAX_CONFLICTS; conflicts++) {
    const source = readContent(path)?.bytes
    const isEmpty = source === undefined || source.length === 0
    const plain = isEmpty ? undefined : yield* gpg({ kind: 'decrypt', input: source, path })
    const edited = applyEdit(edit, plain, path)
    const { bytes } = edited
    const encrypted = bytes && (yield* gpg({ kind: 'encrypt', input: bytes, path }))
    const outcome = yield* replace(options, (before) =>
      isSame(before, source) ? encrypted : RETRY,
    )
    if (outcome !== RETRY) return resultOf(path, outcome, edited)
  }
  throw new NetrcError('conflict', 'another program changes the file again and again', { path })
}

/** What an edit returned, and the new bytes; `undefined` if nothing has changed. */
interface Edited<T> {
  readonly value: T
  readonly bytes: Uint8Array | undefined
}

function applyEdit<T>(edit: Edit<T>, before: Uint8Array | undefined, path: string): Edited<T> {
  const netrc = parse(before ?? '')
  const text = String(netrc)
  const value: T = runEdit(edit, netrc, path)
  if (isThenable(value)) {
    // Its outcome no longer matters, and a rejection must not end the process.
    Promise.resolve(value).catch(() => {})
    const message = 'the edit must not be async: nothing was written'
    throw new NetrcError('async-edit', message, { path })
  }
  if (String(netrc) === text) return { value, bytes: undefined }
  return { value, bytes: netrc.toBytes() }
}

/** Runs an edit. The document ends with it, since what is done to it later would be lost. */
function runEdit<T>(edit: Edit<T>, netrc: NetrcDocument, path: string): T {
  try {
    return edit(netrc)
  } catch (error) {
    if (!isNetrcError(error) || error.code !== 'unsupported-encoding') throw error
    throw new NetrcError(error.code, error.message, { path, cause: error })
  } finally {
    closeDocument(netrc)
  }
}

function isThenable(value: unknown): boolean {
  if (typeof value !== 'object' && typeof value !== 'function') return false
  return value !== null && 'then' in value && typeof value.then === 'function'
}

function resultOf<T>(
  path: string,
  outcome: ReplaceOutcome,
  edited: Edited<T> | undefined,
): UpdateResult<T> {
  if (edited === undefined) throw new Error('an edit runs before anything is written')
  const created = outcome === 'created'
  return { path, changed: created || outcome === 'changed', created, value: edited.value }
}
