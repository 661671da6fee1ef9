import type * as ChildProcess from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { NetrcError } from '../errors.ts'
import { ADVICE, codeOf, fileError, MAX_BYTES, tooLarge } from './failure.ts'

// Runs the user's gpg. The plain text goes through pipes and never touches the disk.

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
/** How much of what gpg prints is kept, and how much of that is in an error, in characters. */
const MAX_STDERR = 10_000
const MAX_REASON = 200
const NOT_INSTALLED = 'it is not installed, or not in PATH'
/** With a drive, or with a server. */
const ABSOLUTE_ON_WINDOWS = /^(?:[a-z]:[\\/]|\\\\)/i

/** Loads the module that starts programs on demand: importing it takes milliseconds, and few files are encrypted. */
function childProcess(): typeof ChildProcess {
  return createRequire(process.execPath)('node:child_process')
}

/** Returns gpg as the name of a program, or on Windows as its path, because Node would look in the working directory first. */
function program(job: GpgJob): string {
  if (process.platform !== 'win32') return 'gpg'
  const { PATH = '' } = process.env
  for (const directory of PATH.replaceAll('"', '').split(';')) {
    const path = join(directory, 'gpg.exe')
    if (ABSOLUTE_ON_WINDOWS.test(directory) && existsSync(path)) return path
  }
  throw gpgError(job, NOT_INSTALLED)
}

/** Runs gpg, blocking. */
export function runGpgSync(job: GpgJob): Uint8Array {
  const result = childProcess().spawnSync(program(job), ARGUMENTS[job.kind], {
    input: job.input,
    maxBuffer: MAX_BYTES,
    killSignal: 'SIGKILL',
    windowsHide: true,
  })
  const { error, status, signal, stdout, stderr } = result
  if (codeOf(error) === 'ENOBUFS') throw tooLarge(job.path)
  const leftInputUnread = codeOf(error) === 'EPIPE'
  if (error !== undefined && !leftInputUnread) throw notStarted(job, error)
  const reason = String(stderr).slice(-MAX_STDERR)
  return outputOf(job, { status, signal, leftInputUnread, output: stdout, reason })
}

/** Runs gpg without blocking, even while it asks for a passphrase. */
export function runGpg(job: GpgJob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const file = program(job)
    let child: ChildProcess.ChildProcess
    try {
      child = childProcess().spawn(file, ARGUMENTS[job.kind], { windowsHide: true })
    } catch (error) {
      return reject(notStarted(job, error))
    }
    // This comes first: if no descriptor is left, there are no pipes, and this is the only event.
    child.on('error', (error) => reject(notStarted(job, error)))
    const outputs: Uint8Array[] = []
    let reason = ''
    let leftInputUnread = false
    let length = 0
    child.stdout?.on('data', (chunk: Uint8Array) => {
      length += chunk.length
      if (length <= MAX_BYTES) return outputs.push(chunk)
      // Does not wait for its end, which may never come.
      reject(tooLarge(job.path))
      child.stdout?.destroy()
      return child.kill('SIGKILL')
    })
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      reason = (reason + chunk).slice(-MAX_STDERR)
    })
    child.on('close', (status, signal) => {
      const output = Buffer.concat(outputs)
      try {
        resolve(outputOf(job, { status, signal, leftInputUnread, output, reason }))
      } catch (error) {
        reject(error)
      }
    })
    child.stdin?.on('error', () => {
      leftInputUnread = true
    })
    child.stdin?.end(job.input)
  })
}

/** How a run of gpg ended. */
interface GpgExit {
  readonly status: number | null
  readonly signal: string | null
  readonly leftInputUnread: boolean
  readonly output: Uint8Array
  /** What it wrote to its stderr. */
  readonly reason: string
}

/** Returns what gpg wrote. It must have read everything, and encrypted output is never empty, whatever the status says. */
function outputOf(job: GpgJob, exit: GpgExit): Uint8Array {
  const { status, signal, leftInputUnread, output, reason } = exit
  if (status !== 0)
    throw gpgError(job, lastLineOf(reason) ?? `ended by ${signal ?? `status ${status}`}`)
  if (leftInputUnread) throw gpgError(job, 'it did not read everything')
  if (job.kind === 'encrypt' && output.length === 0) throw gpgError(job, 'it wrote nothing')
  return output
}

/** Returns the last line that is not empty, without control characters for a terminal. */
function lastLineOf(text: string): string | undefined {
  const line = text
    .trim()
    .split(/\s*[\r\n]\s*/)
    .at(-1)
  return line?.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, MAX_REASON) || undefined
}

function notStarted(job: GpgJob, error: unknown): NetrcError {
  const code = codeOf(error) ?? ''
  if (code === 'ENOENT') return gpgError(job, NOT_INSTALLED, error)
  const isOutOfDescriptors = code === 'EMFILE' || code === 'ENFILE'
  return gpgError(job, (isOutOfDescriptors && ADVICE[code]) || `it did not start (${code})`, error)
}

function gpgError({ path }: GpgJob, reason: string, cause?: unknown): NetrcError {
  return fileError('gpg', `gpg failed: ${reason}`, path, cause)
}
