import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildInjector } from '../../tools/faults/injector.ts'
import { fromHere, peerNamed } from '../peers/peers.ts'
import type { Saver } from './savers.ts'

// Scratch homes of an ordinary user, and processes of that user that save there.

/** The ordinary user: nobody of this machine. */
const USER = 65534
const HANGING = 60_000

/** What a process is to save. */
interface Job {
  readonly saver: Saver
  readonly home: string
  readonly hosts: readonly string[]
  readonly password: string
  /** For the injecting library, such as `3-3:kill`; absent where no calls are counted. */
  readonly faults?: string
}

/** What a process did. */
export interface Outcome {
  /** `saved`, the code of an error, or `killed`. */
  readonly answer: string
  /** The system calls on the home directory, counted from the first load on: a name and a path. */
  readonly calls: readonly string[]
}

/** A process that saves. */
interface SaverProcess {
  /** Resolves when it is stopped. */
  stopped(): Promise<void>
  resume(): void
  readonly outcome: Promise<Outcome>
}

/** Where it is measured. */
export interface Workplace {
  readonly directory: string
  /** A new home directory with this `.netrc`, or none. */
  makeHome(text?: string, mode?: number): string
  start(job: Job): SaverProcess
  remove(): void
}

/** Make a scratch directory, and build the injecting library in it. */
export function prepareWorkplace(): Workplace {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'lossless-netrc-disk-')))
  chownSync(directory, USER, USER)
  const preload = buildInjector(directory)
  let homes = 0
  return {
    directory,
    makeHome: (text, mode = 0o600) => {
      const home = join(directory, `home-${homes++}`)
      mkdirSync(home)
      give(home, 0o755)
      if (text !== undefined) writeNetrc(home, text, mode)
      return home
    },
    start: (job) => startSaver(job, preload),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** Write the `.netrc` of a home directory. */
export function writeNetrc(home: string, text: string, mode = 0o600): void {
  const path = join(home, '.netrc')
  writeFileSync(path, text)
  give(path, mode)
}

/** Make a file or directory the ordinary user's. */
export function give(path: string, mode: number): void {
  chownSync(path, USER, USER)
  chmodSync(path, mode)
}

/** The `.netrc` of a home directory; undefined where there is none. */
export function netrcOf(home: string): string | undefined {
  const path = join(home, '.netrc')
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function startSaver({ saver, home, hosts, password, faults }: Job, preload: string): SaverProcess {
  const log = `${home}.log`
  rmSync(log, { force: true })
  const [command, program] =
    saver.peer === 'ruby-netrc' ? ['ruby', 'save.rb'] : [process.execPath, 'save.js']
  const counting = {
    LD_PRELOAD: preload,
    FAULT_UNDER: home,
    FAULT_LOG: log,
    UV_USE_IO_URING: '0', // its calls are no calls of the library
  }
  const child = spawn(command, [fromHere(`disk/${program}`)], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      HOME: home,
      ...(faults === undefined ? {} : counting),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: HANGING,
    killSignal: 'SIGKILL',
  })
  const { adapter } = peerNamed(saver.peer)
  const job = { adapter, call: saver.call, hosts, login: 'me', password, user: USER }
  child.stdin?.end(JSON.stringify({ ...job, faults: faults === undefined ? '' : `1;${faults}` }))
  return {
    stopped: () => untilStopped(child),
    resume: () => child.kill('SIGCONT'),
    outcome: answerOf(child).then((answer) => {
      const isExpected = answer !== 'killed' || faults?.endsWith(':kill')
      if (answer === undefined || !isExpected) throw new Error(`${saver.name} failed or hung`)
      return { answer, calls: callsIn(log) }
    }),
  }
}

/** What a process answers; `killed` for one that was, `undefined` for one that failed. */
function answerOf(child: ChildProcess): Promise<string | undefined> {
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => {
      if (status === 0) resolve(Buffer.concat(chunks).toString('utf8'))
      else resolve(signal === 'SIGKILL' ? 'killed' : undefined)
    })
  })
}

async function untilStopped({ pid, exitCode }: ChildProcess): Promise<void> {
  const start = performance.now()
  while (performance.now() - start < HANGING && exitCode === null) {
    const [, state] = /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    if (state === 'T') return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('the process did not stop')
}

function callsIn(log: string): string[] {
  const text = existsSync(log) ? readFileSync(log, 'utf8') : ''
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('renamed '))
}
