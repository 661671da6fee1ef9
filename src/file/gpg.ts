import type * as ChildProcess from 'node:child_process'
import { createRequire } from 'node:module'
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

/** The module that starts programs: importing it costs milliseconds, and few files are encrypted. */
function childProcess(): typeof ChildProcess {
  return createRequire(process.execPath)('node:child_process')
}

/** Run gpg, blocking. */
export function runGpgSync(job: GpgJob): Uint8Array {
  const result = childProcess().spawnSync('gpg', ARGUMENTS[job.kind], {
    input: job.input,
    maxBuffer: MOST_OUTPUT,
    windowsHide: true,
  })
  const { error, status, signal, stdout, stderr } = result
  const isCut = codeOf(error) === 'EPIPE'
  if (error !== undefined && !isCut) throw failure(job, error.message, error)
  return checked(job, { status, signal, isCut, output: stdout, reason: String(stderr) })
}

/** Run gpg; other work goes on, also while it asks for a passphrase. */
export function runGpg(job: GpgJob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = childProcess().spawn('gpg', ARGUMENTS[job.kind], { windowsHide: true })
    const output: Uint8Array[] = []
    const reasons: Uint8Array[] = []
    let isCut = false
    child.stdout.on('data', (chunk: Uint8Array) => output.push(chunk))
    child.stderr.on('data', (chunk: Uint8Array) => reasons.push(chunk))
    child.on('error', (error) => reject(failure(job, error.message, error)))
    child.on('close', (status, signal) => {
      const reason = String(Buffer.concat(reasons))
      try {
        resolve(checked(job, { status, signal, isCut, output: Buffer.concat(output), reason }))
      } catch (error) {
        reject(error)
      }
    })
    child.stdin.on('error', () => {
      isCut = true
    })
    child.stdin.end(job.input)
  })
}

/** How gpg ended. */
interface Ending {
  readonly status: number | null
  readonly signal: string | null
  /** True where it ended before it had read everything. */
  readonly isCut: boolean
  readonly output: Uint8Array
  readonly reason: string
}

/** What gpg wrote. It must have read everything, and an encrypted text is never empty, whatever the status says. */
function checked(job: GpgJob, { status, signal, isCut, output, reason }: Ending): Uint8Array {
  if (status !== 0) throw failure(job, reason.trim() || `ended by ${signal ?? `status ${status}`}`)
  if (isCut) throw failure(job, 'it did not read everything')
  if (job.kind === 'encrypt' && output.length === 0) throw failure(job, 'it wrote nothing')
  return output
}

function failure({ path }: GpgJob, reason: string, cause?: unknown): NetrcError {
  const message = `gpg failed: ${reason.trim().replace(/\s*\n\s*/g, '; ')}`
  return new NetrcError('gpg', message, cause === undefined ? { path } : { path, cause })
}
