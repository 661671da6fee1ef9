/**
 * Texts, and the file on disk.
 *
 * - **The file:** {@link readCredentials}, {@link readNetrc}, {@link updateNetrc}, and their blocking forms
 *   {@link readCredentialsSync}, {@link readNetrcSync}, {@link updateNetrcSync}; {@link netrcPath} tells which file.
 * - **A text:** {@link parse} makes a {@link NetrcDocument}, which has an {@link Entry} for each machine.
 * - **What went wrong:** a {@link NetrcError} with a {@link NetrcErrorCode}, which {@link isNetrcError} recognises.
 * - **What is wrong with a text:** {@link Diagnostic}s, each with a {@link DiagnosticCode}.
 *
 * @module lossless-netrc
 */

export type * from './api.ts'
export { parse } from './document.ts'
export { isNetrcError, NetrcError, type NetrcErrorCode } from './errors.ts'
export type { CredentialsOptions, FileOptions } from './file/options.ts'
export { netrcPath } from './file/path.ts'
export {
  readCredentials,
  readCredentialsSync,
  readNetrc,
  readNetrcSync,
} from './file/read.ts'
export {
  type UpdateOptions,
  type UpdateResult,
  updateNetrc,
  updateNetrcSync,
} from './file/update.ts'
export { maskSecrets } from './mask.ts'
