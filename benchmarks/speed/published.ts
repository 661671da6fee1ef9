import { existsSync } from 'node:fs'
import type * as Check from '../../src/check.ts'
import type * as Core from '../../src/core.ts'
import type * as Package from '../../src/index.ts'

// The built package, because the published code is measured. The types come from the source, so that checking them
// needs no build.

export const corePath: URL = new URL('../../dist/core.js', import.meta.url)
export const packagePath: URL = new URL('../../dist/index.js', import.meta.url)
if (!existsSync(packagePath)) throw new Error('dist/index.js is missing: run "npm run build" first')

const checks: typeof Check = await import(new URL('../../dist/check.js', import.meta.url).href)
const core: typeof Core = await import(corePath.href)
const whole: typeof Package = await import(packagePath.href)

export const check: typeof Check.check = checks.check
export const programs: typeof Check.programs = checks.programs
export const parse: typeof Core.parse = core.parse
export const lex: typeof Core.lex = core.lex
export const isNetrcError: typeof Core.isNetrcError = core.isNetrcError
export const readCredentialsSync: typeof Package.readCredentialsSync = whole.readCredentialsSync
export const updateNetrcSync: typeof Package.updateNetrcSync = whole.updateNetrcSync
