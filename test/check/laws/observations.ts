import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ALL, OBSERVED } from './programs.ts'
import { bytesOf, type Reading, type Trial } from './tally.ts'

// The observations, which are kept next to the repository: what real programs read in about 280 files.

/** The path of the observations; they may be missing. */
export const CONSUMERS: string = fileURLToPath(
  new URL('../../../../shared/consumers/', import.meta.url),
)
export const hasConsumers: boolean = existsSync(CONSUMERS)

interface Result {
  readonly status: 'found' | 'none' | 'error'
  /** A value that is not UTF-8 is in `login_b64`, or an object with its bytes in hexadecimal. */
  readonly [field: string]: string | { readonly hex: string }
}

interface Observation {
  readonly id: string
  readonly netrc_b64: string
  readonly host: string
  readonly login?: string
  readonly perm?: string
  readonly results: Readonly<Record<string, Result>>
}

/** Returns the observations that do not ask for a login, because a check is about the host. */
export function readObservations(): Trial[] {
  const lines = ['programs', 'languages'].flatMap((name) =>
    readFileSync(`${CONSUMERS}${name}.jsonl`, 'utf8').trim().split('\n'),
  )
  return lines
    .map((line): Observation => JSON.parse(line))
    .filter(({ login }) => login === undefined)
    .map(({ id, netrc_b64, host, perm, results }) => ({
      label: id,
      content: Buffer.from(netrc_b64, 'base64'),
      host,
      mode: perm === undefined ? undefined : Number.parseInt(perm, 8),
      readings: ALL.flatMap((program) =>
        OBSERVED[program].flatMap((version) => {
          const result = results[version]
          return result === undefined ? [] : [[program, readingOf(result)] as const]
        }),
      ),
    }))
}

function readingOf(result: Result): Reading {
  if (result.status === 'error') return 'refused'
  if (result.status === 'none') return 'none'
  return Buffer.concat([
    fieldOf(result, 'login'),
    bytesOf().subarray(0, 1),
    fieldOf(result, 'password'),
  ])
}

function fieldOf(result: Result, field: string): Buffer {
  const value = result[field] ?? ''
  const encoded = result[`${field}_b64`]
  if (typeof encoded === 'string') return Buffer.from(encoded, 'base64')
  return typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.hex, 'hex')
}
