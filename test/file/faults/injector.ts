import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import {
  faultEnvironment,
  isReplacement,
  loggedCalls,
  missingForInjector,
  untilStopped,
} from '../../../tools/faults/injector.ts'
import { describeUnlessMissing } from '../../support/requirements.ts'
import type { Report, Task } from './updater.ts'

// Processes whose system calls can be made to fail.

const HANGING = 20_000

/** One counted system call of an update. */
interface Call {
  readonly name: string
  readonly path: string
}

/** The outcome of an update, and its calls. */
export interface Attempt {
  /** `undefined` if the process was killed. */
  readonly report: Report | undefined
  readonly calls: readonly Call[]
  /** The number of calls before the file was replaced; `undefined` if it was not. */
  readonly renamedAfter: number | undefined
}

/** Defines a `describe` that needs Linux and a C compiler. If one is missing, it fails on a CI machine, and is skipped elsewhere. */
export function describeWithCompiler(title: string, body: () => void): void {
  describeUnlessMissing(missingForInjector(), title, body)
}

/** A process that updates files under one directory. Its calls there are counted and can be made to fail. */
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
        ...faultEnvironment(library, directory, this.#log),
        FAULTS: '',
      },
    })
    this.#end = once(this.#child, 'exit')
  }

  /** Makes one update, with faults such as `3-3:28`. */
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

  /** Waits until the process is stopped. */
  stopped(): Promise<void> {
    return untilStopped(this.#child)
  }

  /** Lets a stopped process continue. */
  resume(): void {
    this.#child.kill('SIGCONT')
  }

  #readCalls(): Omit<Attempt, 'report'> {
    const lines = loggedCalls(this.#log)
    const renamed = lines.findIndex(isReplacement)
    const calls = lines
      .filter((line) => !isReplacement(line))
      .map((line) => ({
        name: line.slice(0, line.indexOf(' ')),
        path: line.slice(line.indexOf(' ') + 1),
      }))
    return { calls, renamedAfter: renamed === -1 ? undefined : renamed }
  }
}
