/**
 * Texts alone: reaches no module of Node, so it suits browsers and workers.
 *
 * - **A text:** {@link parse} makes a {@link NetrcDocument}, which has an {@link Entry} for each machine.
 * - **Its tokens:** {@link lex} makes {@link Token}s of a text, {@link serialize} a text of tokens.
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
