import type * as ChildProcess from 'node:child_process'
import { createRequire } from 'node:module'
import { NetrcError } from '../errors.ts'
import { codeOf } from './system-error.ts'

// The user's gpg. The plain text goes through pipes and never touches the disk.

/** One run of gpg on the bytes of a file. */
export interface GpgJob {
  readonly kind: 'decrypt' | 'encrypt'
  readonly input: Uint8Array
  /** The path of the file, for errors. */
  readonly path: string
}

const ARGUMENTS: Readonly<Record<GpgJob['kind'], readonly string[]>> = {
  decrypt: ['--batch', '--quiet', '--decrypt'],
  encrypt: ['-a', '--batch', '--default-recipient-self', '-e'],
}
/** 1 GiB, in bytes: more than any credentials file. */
const MAX_OUTPUT = 2 ** 30

/** Loads the module that starts programs on demand: importing it takes milliseconds, and few files are encrypted. */
function childProcess(): typeof ChildProcess {
  return createRequire(process.execPath)('node:child_process')
}

/** Runs gpg, blocking. */
export function runGpgSync(job: GpgJob): Uint8Array {
  const result = childProcess().spawnSync('gpg', ARGUMENTS[job.kind], {
    input: job.input,
    maxBuffer: MAX_OUTPUT,
    windowsHide: true,
  })
  const { error, status, signal, stdout, stderr } = result
  const leftInputUnread = codeOf(error) === 'EPIPE'
  if (error !== undefined && !leftInputUnread) throw gpgError(job, error.message, error)
  const reason = String(stderr)
  return outputOf(job, { status, signal, leftInputUnread, output: stdout, reason })
}

/** Runs gpg; other work goes on, even while it asks for a passphrase. */
export function runGpg(job: GpgJob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = childProcess().spawn('gpg', ARGUMENTS[job.kind], { windowsHide: true })
    const outputs: Uint8Array[] = []
    const reasons: Uint8Array[] = []
    let leftInputUnread = false
    child.stdout.on('data', (chunk: Uint8Array) => outputs.push(chunk))
    child.stderr.on('data', (chunk: Uint8Array) => reasons.push(chunk))
    child.on('error', (error) => reject(gpgError(job, error.message, error)))
    child.on('close', (status, signal) => {
      const output = Buffer.concat(outputs)
      const reason = String(Buffer.concat(reasons))
      try {
        resolve(outputOf(job, { status, signal, leftInputUnread, output, reason }))
      } catch (error) {
        reject(error)
      }
    })
    child.stdin.on('error', () => {
      leftInputUnread = true
    })
    child.stdin.end(job.input)
  })
}

/** How a run of gpg ended. */
interface GpgExit {
  readonly status: number | null
  readonly signal: string | null
  readonly leftInputUnread: boolean
  readonly output: Uint8Array
  readonly reason: string
}

/** Returns what gpg wrote. It must have read everything, and encrypted output is never empty, whatever the status says. */
function outputOf(job: GpgJob, exit: GpgExit): Uint8Array {
  const { status, signal, leftInputUnread, output, reason } = exit
  if (status !== 0) throw gpgError(job, reason.trim() || `ended by ${signal ?? `status ${status}`}`)
  if (leftInputUnread) throw gpgError(job, 'it did not read everything')
  if (job.kind === 'encrypt' && output.length === 0) throw gpgError(job, 'it wrote nothing')
  return output
}

function gpgError({ path }: GpgJob, reason: string, cause?: unknown): NetrcError {
  const message = `gpg failed: ${reason.trim().replace(/\s*\n\s*/g, '; ')}`
  return new NetrcError('gpg', message, cause === undefined ? { path } : { path, cause })
}
