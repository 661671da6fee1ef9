import { spawn, spawnSync } from 'node:child_process'
import { NetrcError } from '../errors.ts'
import { codeOf } from './system-error.ts'

// The user's gpg. The plain text goes through pipes and never touches the disk.

/** One run of gpg on the bytes of a file. */
export interface GpgJob {
  readonly kind: 'decrypt' | 'encrypt'
  readonly input: Uint8Array
  /** The file, for errors. */
  readonly path: string
}

const ARGUMENTS: Readonly<Record<GpgJob['kind'], readonly string[]>> = {
  decrypt: ['--batch', '--quiet', '--decrypt'],
  encrypt: ['-a', '--batch', '--default-recipient-self', '-e'],
}
/** 1 GiB: no bound that a credentials file could meet. */
const MOST_OUTPUT = 2 ** 30

/** Run gpg, blocking. */
export function runGpgSync({ kind, input, path }: GpgJob): Uint8Array {
  const result = spawnSync('gpg', ARGUMENTS[kind], {
    input,
    maxBuffer: MOST_OUTPUT,
    windowsHide: true,
  })
  // Where gpg ends before it has read everything, its exit status and its words say why.
  const isCut = codeOf(result.error) === 'EPIPE'
  if (result.error !== undefined && !isCut) throw failure(path, result.error.message, result.error)
  if (result.status !== 0) throw failure(path, String(result.stderr))
  return result.stdout
}

/** Run gpg; other work goes on, also while it asks for a passphrase. */
export function runGpg({ kind, input, path }: GpgJob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn('gpg', ARGUMENTS[kind], { windowsHide: true })
    const output: Uint8Array[] = []
    const reasons: Uint8Array[] = []
    child.stdout.on('data', (chunk: Uint8Array) => output.push(chunk))
    child.stderr.on('data', (chunk: Uint8Array) => reasons.push(chunk))
    child.on('error', (error) => reject(failure(path, error.message, error)))
    child.on('close', (status) => {
      if (status === 0) resolve(Buffer.concat(output))
      else reject(failure(path, String(Buffer.concat(reasons))))
    })
    // As above.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

function failure(path: string, reason: string, cause?: unknown): NetrcError {
  const message = `gpg failed: ${reason.trim().replace(/\s*\n\s*/g, '; ')}`
  return new NetrcError('gpg', message, cause === undefined ? { path } : { path, cause })
}
