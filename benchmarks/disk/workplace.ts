import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs, { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import {
  buildInjector,
  faultEnvironment,
  isReplacement,
  loggedCalls,
} from '../../tools/faults/injector.ts'
import { peerNamed } from '../peers/peers.ts'
import type { Saver } from './savers.ts'
import { FIRST, NEW_PASSWORD } from './texts.ts'

// Scratch home directories of an ordinary user, and processes of that user that save in them.

/** The ordinary user, who does not own anything else on this machine. */
const USER = 65534
const HANGING = 60_000

/** What a process saves: by default, the new password of one machine. */
interface Job {
  readonly saver: Saver
  readonly home: string
  readonly hosts?: readonly string[]
  readonly password?: string
  /** For the preload library, for example `3-3:kill`; absent if no calls are counted. */
  readonly faults?: string
}

/** The outcome of a process. */
interface Outcome {
  /** `saved`, the code of an error, or `killed`. */
  readonly answer: string
  /** The system calls on the home directory since the first load: name and path. */
  readonly calls: readonly string[]
}

/** The directory in which everything is measured. */
export interface Workplace {
  readonly directory: string
  /** The path of the preload library. */
  readonly preload: string
}

/** Makes a scratch directory, and builds the preload library in it. */
export function prepareWorkplace(): Workplace {
  const directory = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'lossless-netrc-disk-')))
  give(directory, 0o700)
  return { directory, preload: buildInjector(directory) }
}

/** Makes a home directory with this `.netrc`, or with none. */
export function makeHome({ directory }: Workplace, text?: string, mode = 0o600): string {
  const home = fs.mkdtempSync(join(directory, 'home-'))
  give(home, 0o755)
  if (text !== undefined) writeNetrc(home, text, mode)
  return home
}

/** Writes the `.netrc` of a home directory. */
export function writeNetrc(home: string, text: string, mode = 0o600): void {
  const path = join(home, '.netrc')
  fs.writeFileSync(path, text)
  give(path, mode)
}

/** Gives a file or directory to the ordinary user. */
export function give(path: string, mode: number): void {
  fs.chownSync(path, USER, USER)
  fs.chmodSync(path, mode)
}

/** Reads the `.netrc` of a home directory. Returns `undefined` if there is none. */
export function netrcOf(home: string): string | undefined {
  const path = join(home, '.netrc')
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** Runs a process until it ends. */
export function save(workplace: Workplace, job: Job): Promise<Outcome> {
  return start(workplace, job).outcome
}

/** Starts a process that saves. */
export function start(
  { preload }: Workplace,
  job: Job,
): { readonly child: ChildProcess; readonly outcome: Promise<Outcome> } {
  const { saver, home, hosts = [FIRST], password = NEW_PASSWORD, faults } = job
  const log = `${home}.log`
  fs.rmSync(log, { force: true })
  const [command, ...options] = peerNamed(saver.peer).command
  const counting = faults === undefined ? {} : faultEnvironment(preload, home, log)
  const child = spawn(command, options, {
    cwd: home,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, ...counting },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: HANGING,
    killSignal: 'SIGKILL',
  })
  const rules = faults === undefined ? '' : `1;${faults}`
  const login = { call: saver.call, hosts, login: 'me', password, user: USER, faults: rules }
  child.stdin.end(JSON.stringify({ operation: 'log in', ...login }))
  const outcome = Promise.all([once(child, 'close'), textOf(child.stdout)]).then(
    ([[status, signal], printed]): Outcome => {
      const isKilled = signal === 'SIGKILL' && faults?.endsWith(':kill') === true
      if (status !== 0 && !isKilled) throw new Error(`${saver.peer} failed or hung`)
      const calls = loggedCalls(log).filter((line) => !isReplacement(line))
      return { answer: isKilled ? 'killed' : JSON.parse(printed), calls }
    },
  )
  return { child, outcome }
}
