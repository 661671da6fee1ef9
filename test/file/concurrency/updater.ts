import { appendFileSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { updateNetrc, updateNetrcSync } from '../../../src/index.ts'
import { namesOf, passwordOf } from './machines.ts'

// Adds machines to a file, one update each. Runs as a process with the job as its argument, or as a worker thread.

/** The job of an updater. */
export interface UpdaterJob {
  readonly file: string
  readonly name: string
  readonly count: number
  readonly form: 'async' | 'sync'
  /** The path of a file to which each update is appended, one line of JSON each. */
  readonly journal?: string
}

/** One update, from the edit that counted to the answer, in milliseconds since 1970. */
export interface UpdateRecord {
  readonly name: string
  /** The time at which the update was called. */
  readonly called: number
  readonly start: number
  readonly end: number
}

const job = (workerData ?? JSON.parse(process.argv[2] ?? '')) as UpdaterJob
const { file, count, form, journal } = job

for (const name of namesOf(job.name, count)) {
  let start = 0
  const called = now()
  const edit = (netrc: Parameters<Parameters<typeof updateNetrc>[0]>[0]): void => {
    start = now()
    netrc.set(name, { login: job.name, password: passwordOf(name) })
  }
  if (form === 'sync') updateNetrcSync(edit, { path: file })
  else await updateNetrc(edit, { path: file })
  const record: UpdateRecord = { name, called, start, end: now() }
  if (journal !== undefined) appendFileSync(journal, `${JSON.stringify(record)}\n`)
}

/** Returns a time that all processes share, finer than `Date.now`. */
function now(): number {
  return performance.timeOrigin + performance.now()
}
