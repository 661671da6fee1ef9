import { existsSync } from 'node:fs'
import type * as Package from '../../src/index.ts'

/** The built package with its file layer: what is measured is what is published. */
export const packagePath: URL = new URL('../../dist/index.js', import.meta.url)

if (!existsSync(packagePath)) throw new Error('dist/index.js is missing: run "npm run build" first')

// The types come from the source, so that checking them needs no build.
const built: typeof Package = await import(packagePath.href)

export const readCredentialsSync: typeof Package.readCredentialsSync = built.readCredentialsSync
export const updateNetrcSync: typeof Package.updateNetrcSync = built.updateNetrcSync
