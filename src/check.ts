/**
 * Finds out which programs will not read a netrc file as intended, and what to write instead. Uses no module of Node.
 *
 * @module lossless-netrc/check
 */

export { check } from './check/check.ts'
export { programs } from './check/programs.ts'
export type * from './check-api.ts'
