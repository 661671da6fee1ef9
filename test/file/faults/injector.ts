import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { missingForInjector } from '../../../tools/faults/injector.ts'
import { describeUnlessMissing } from '../../support/requirements.ts'
import type { Report, Task } from './updater.ts'

// Processes whose system calls are made to fail.

/** How many processes run at once. */
export const PARALLEL = 2
const HANGING = 20_000

/** One counted system call of an update. */
interface Call {
  readonly name: string
  readonly path: string
}

/** What an update did, call by call. */
export interface Attempt {
  /** `undefined` if the process was killed. */
  readonly report: Report | undefined
  readonly calls: readonly Call[]
  /** The number of calls after which the file was replaced; `undefined` if it was not. */
  readonly renamedAfter: number | undefined
}

/** A `describe` that needs Linux and a C compiler; fails if one is missing on a CI machine, and is skipped elsewhere. */
export function describeWithCompiler(title: string, body: () => void): void {
  describeUnlessMissing(missingForInjector(), title, body)
}

/** A process that updates files under one directory, and whose calls there are counted and can be made to fail. */
export class Updater {
  readonly #child: ChildProcess
  readonly #end: Promise<unknown>
  readonly #log: string
  #runs = 0

  constructor(
    program: string,
    library: string,
    directory: string,
    owner: { readonly uid?: number; readonly gid?: number } = {},
  ) {
    this.#log = `${directory}.log`
    this.#child = fork(program, {
      ...owner,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env.PATH,
        LD_PRELOAD: library,
        FAULT_UNDER: directory,
        FAULT_LOG: this.#log,
        FAULTS: '',
        UV_USE_IO_URING: '0', // its calls are no calls of the library
      },
    })
    this.#end = once(this.#child, 'exit')
  }

  /** Make one update, with faults such as `3-3:28`. */
  async attempt(task: Omit<Task, 'faults'>, faults = ''): Promise<Attempt> {
    rmSync(this.#log, { force: true })
    const child = this.#child
    const timer = setTimeout(() => child.kill('SIGKILL'), HANGING)
    const answer = new Promise<Report>((resolve) => {
      child.once('message', (report: Report) => resolve(report))
    })
    child.send({ ...task, faults: `${++this.#runs};${faults}` } satisfies Task)
    const report = await Promise.race([answer, this.#end.then(() => undefined)])
    clearTimeout(timer)
    return { report, ...this.#readCalls() }
  }

  end(): void {
    this.#child.kill('SIGKILL')
  }

  /** Wait until the process is stopped. */
  async stopped(): Promise<void> {
    const start = performance.now()
    while (performance.now() - start < HANGING) {
      const [, state] = /\) (\w) /.exec(readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8')) ?? []
      if (state === 'T') return
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error('the process did not stop')
  }

  /** Let a stopped process go on. */
  resume(): void {
    this.#child.kill('SIGCONT')
  }

  #readCalls(): Omit<Attempt, 'report'> {
    const text = existsSync(this.#log) ? readFileSync(this.#log, 'utf8') : ''
    const lines = text.split('\n').filter((line) => line !== '')
    const renamed = lines.findIndex((line) => line.startsWith('renamed '))
    const calls = lines
      .filter((line) => !line.startsWith('renamed '))
      .map((line) => ({
        name: line.slice(0, line.indexOf(' ')),
        path: line.slice(line.indexOf(' ') + 1),
      }))
    return { calls, renamedAfter: renamed === -1 ? undefined : renamed }
  }
}

/** Work through jobs, some at once, each worker with something only it has. */
export async function workThrough<Job>(
  jobs: readonly Job[],
  work: (job: Job, worker: number) => Promise<void>,
): Promise<void> {
  const left = jobs[Symbol.iterator]()
  const workers = Array.from({ length: PARALLEL }, async (_, worker) => {
    for (const job of left) await work(job, worker)
  })
  await Promise.all(workers)
}
