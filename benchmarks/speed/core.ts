import { existsSync } from 'node:fs'
import type * as Core from '../../src/core.ts'

/** The built core: what is measured is what is published. */
export const corePath: URL = new URL('../../dist/core.js', import.meta.url)

if (!existsSync(corePath)) throw new Error('dist/core.js is missing: run "npm run build" first')

// The types come from the source, so that checking them needs no build.
const core: typeof Core = await import(corePath.href)

export const parse: typeof Core.parse = core.parse
export const lex: typeof Core.lex = core.lex
export const isNetrcError: typeof Core.isNetrcError = core.isNetrcError
