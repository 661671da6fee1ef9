import { type ChildProcess, spawn } from 'node:child_process'
import { parse } from '../../../src/core.ts'
import type { CounterArguments } from './counter.ts'

// Processes that count in a file, and the content of their file.

const entries = (from: number, to: number): string =>
  Array.from(
    { length: to - from },
    (_, index) =>
      `# host ${from + index}\nmachine host${from + index}.example login me password p\n`,
  ).join('')

/** Returns a file of 50 entries, one of which has the count. */
export function textWith(count: number | string): string {
  const counter = `machine counter.example login me password ${count} # counts\n`
  return `${entries(0, 25)}${counter}${entries(25, 49)}`
}

/** A process that counts in a file. */
export class Counter {
  readonly name: string
  /** The last update that the process reported as done. */
  acknowledged: number
  readonly #child: ChildProcess
  readonly #ready: Promise<void>
  #output = ''

  /** Calls `onDone` after every update. */
  constructor(
    program: string,
    { path, name, start = 0 }: { path: string; name: string; start?: number },
    onDone: () => void = () => {},
  ) {
    this.name = name
    this.acknowledged = start
    const given: CounterArguments = [path, name, String(start)]
    this.#child = spawn(process.execPath, [program, ...given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#ready = new Promise((resolve, reject) => {
      this.#child.once('error', reject)
      this.#child.once('close', () => reject(new Error('the process ended by itself')))
      this.#child.stdout?.on('data', (chunk: Buffer) => {
        this.#output += chunk
        resolve()
        const [, last] = /done (\d+)\n[^\n]*$/.exec(this.#output) ?? []
        if (last === undefined) return
        this.acknowledged = Number(last)
        onDone()
      })
    })
  }

  /** Kills the process some milliseconds after it began. */
  async killAfter(milliseconds: number): Promise<void> {
    await this.#ready
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    const closed = new Promise((resolve) => this.#child.once('close', resolve))
    this.#child.kill('SIGKILL')
    await closed
  }
}

/** Returns the count of a machine in a text. */
export function countIn(text: string, name: string): number {
  return Number(parse(text).get(name)?.password ?? '0')
}
