import { isNetrcError, lex, parse, serialize, type Token } from 'lossless-netrc/core'

// For a compiler without the types of Node and of browsers.

export const tokens: Token[] = lex(String(parse('')))
export const text: string = serialize(tokens)
export const bytes: Uint8Array = parse(new Uint8Array(1)).toBytes()
export const is: boolean = isNetrcError(1)

// @ts-expect-error a text, or bytes
parse(1)
