import { spawn } from 'node:child_process'

/** A program to run, and the answers to its questions. Secrets are answers, never arguments. */
export interface Script {
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** What is typed after each of these strings in its output, in this order. */
  readonly answers?: readonly Answer[]
  /** Whether its input ends after the last answer, for a program that waits for that. */
  readonly hangsUp?: boolean
  /** The whole input at once, instead of answers. */
  readonly input?: string
  /** In milliseconds, after which it is killed. */
  readonly timeout?: number
}

/** What is typed after a string, and what happens before that. */
interface Answer {
  readonly after: string | RegExp
  readonly typed: string
  readonly meanwhile?: (() => void) | undefined
}

/** The result of a program. */
export interface Ending {
  /** The exit status; undefined if it was killed. */
  readonly status: number | undefined
  readonly stdout: string
  readonly stderr: string
}

const TIMEOUT = 20_000

/** Runs a program in an environment without anything of the user's. */
export function hold(script: Script): Promise<Ending> {
  const { PATH } = process.env
  const env = { PATH, LANG: 'C.UTF-8', ...script.environment }
  const child = spawn(script.command, script.arguments, { env, cwd: script.environment.HOME })
  const timer = setTimeout(() => child.kill('SIGKILL'), script.timeout ?? TIMEOUT)
  const waiting = [...(script.answers ?? [])]
  let stdout = ''
  let stderr = ''
  let unanswered = ''

  function hear(chunk: string): void {
    unanswered += chunk
    const [next] = waiting
    if (next === undefined || unanswered.search(next.after) < 0) return
    unanswered = ''
    waiting.shift()
    next.meanwhile?.()
    child.stdin.write(next.typed)
    if (script.hangsUp && waiting.length === 0) child.stdin.end()
  }

  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
    hear(chunk)
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
    hear(chunk)
  })
  child.stdin.on('error', () => {}) // a program that ended before it read its input
  if (script.answers === undefined) child.stdin.end(script.input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => {
      clearTimeout(timer)
      resolve({ status: status ?? undefined, stdout, stderr })
    })
  })
}

/** Returns the same program in its own terminal. Its whole output is in `stdout`. */
export function onTerminal(script: Script): Script {
  const words = [script.command, ...script.arguments].map((word) => `'${word}'`)
  return { ...script, command: 'script', arguments: ['-qec', words.join(' '), '/dev/null'] }
}
