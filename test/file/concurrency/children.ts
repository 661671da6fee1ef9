import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { bundle } from '../../support/bundle.ts'
import type { ForeignJob } from './foreign-writer.ts'
import type { ReaderReport } from './reader.ts'
import type { UpdaterJob } from './updater.ts'

const SCRIPTS = ['updater', 'reader', 'foreign-writer'] as const

/** The scripts of this folder, each bundled with the library into one file, so that plain Node can run them. */
export interface Children {
  /** A directory for the caller. */
  readonly directory: string
  /** Runs an updater in its own process. */
  update(job: UpdaterJob): Promise<void>
  /** Runs an updater in its own thread. */
  updateInThread(job: UpdaterJob): Promise<void>
  /** Runs a program that does not use the lock. */
  writeForeign(job: ForeignJob): Promise<void>
  /** Reads a file in a loop, in its own process, until `work` is done. */
  readWhile(file: string, work: () => Promise<unknown>): Promise<ReaderReport>
  remove(): void
}

/** Builds the scripts. */
export async function buildChildren(): Promise<Children> {
  const directory = mkdtempSync(join(tmpdir(), 'netrc-concurrency-'))
  const scripts = join(directory, 'scripts')
  const programOf = (script: (typeof SCRIPTS)[number]): string => join(scripts, `${script}.mjs`)
  await bundle(
    SCRIPTS.map((script) => new URL(`${script}.ts`, import.meta.url)),
    scripts,
  )
  return {
    directory,
    update: async (job) => {
      await outputOf(start(programOf('updater'), JSON.stringify(job)))
    },
    updateInThread: (job) => finished(new Worker(programOf('updater'), { workerData: job })),
    writeForeign: async (job) => {
      await outputOf(start(programOf('foreign-writer'), JSON.stringify(job)))
    },
    readWhile: async (file, work) => {
      const reader = start(programOf('reader'), file)
      const output = outputOf(reader)
      try {
        await work()
      } finally {
        reader.stdin?.end()
      }
      return JSON.parse(await output) as ReaderReport
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

function start(program: string, argument: string): ChildProcess {
  const options = { timeout: 60_000, killSignal: 'SIGKILL' } as const
  return spawn(process.execPath, [program, argument], { ...options, stdio: 'pipe' })
}

/** Returns what a process writes until it ends. Throws if it fails. */
function outputOf(child: ChildProcess): Promise<string> {
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => {
      if (status === 0) resolve(Buffer.concat(output).toString('utf8'))
      else reject(new Error(`a child ended with ${status ?? signal}: ${Buffer.concat(errors)}`))
    })
  })
}

function finished(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => resolve())
  })
}
