/**
 * Reads and edits strings and bytes. Uses no module of Node, so it also runs in browsers and workers.
 *
 * - **A document:** {@link parse} returns a {@link NetrcDocument}, which has an {@link Entry} for each machine.
 * - **Its tokens:** {@link lex} splits a string into {@link Token}s, and {@link serialize} joins them again.
 *
 * @module lossless-netrc/core
 */

export type * from './api.ts'
export { parse } from './document.ts'
export { isNetrcError, NetrcError, type NetrcErrorCode } from './errors.ts'
export { lex } from './lexer.ts'
export { maskSecrets } from './mask.ts'
export { serialize } from './serializer.ts'
export type { Token, TokenKind } from './syntax.ts'
