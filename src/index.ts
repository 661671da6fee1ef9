/**
 * Reads and edits strings, bytes, and the file on disk.
 *
 * - **The file:** {@link readCredentials}, {@link readNetrc}, {@link updateNetrc}, and their blocking forms
 *   {@link readCredentialsSync}, {@link readNetrcSync}, {@link updateNetrcSync}. {@link netrcPath} returns its path.
 * - **A document:** {@link parse} returns a {@link NetrcDocument}, which has an {@link Entry} for each machine.
 * - **Errors:** a {@link NetrcError} has a {@link NetrcErrorCode}, and {@link isNetrcError} recognizes it.
 * - **Its tokens:** {@link lex} splits a string into {@link Token}s, and {@link serialize} joins them again.
 * - **Problems in a text:** {@link Diagnostic}s, each with a {@link DiagnosticCode}.
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
export { lex } from './lexer.ts'
export { maskSecrets } from './mask.ts'
export { serialize } from './serializer.ts'
export type { Token, TokenKind } from './syntax.ts'
