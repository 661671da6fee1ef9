export type {
  Credentials,
  Diagnostic,
  DiagnosticCode,
  Entry,
  Macro,
  NetrcDocument,
  Position,
  ReadonlyEntry,
  ReadonlyNetrcDocument,
  Selector,
} from './api.ts'
export { parse } from './document.ts'
export { isNetrcError, NetrcError, type NetrcErrorCode } from './errors.ts'
export { lex } from './lexer.ts'
export { serialize } from './serializer.ts'
export type { Token, TokenKind } from './syntax.ts'
