import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { describeUnlessMissing } from './requirements.ts'

/** The real programs that tests ask what they read. */
export type ProgramName = 'curl' | 'git' | 'python3' | 'wget'

/** How a program is called, and how it is asked for its version. */
interface Program {
  readonly command: string
  readonly versionPattern: RegExp
}

const PROGRAMS: Readonly<Record<ProgramName, Program>> = {
  curl: { command: 'curl', versionPattern: /^curl (\d[\w.]*)/ },
  git: { command: 'git', versionPattern: /^git version (\d[\w.]*)/ },
  // The system's own: a version manager's shim would start another Python in another directory.
  python3: { command: '/usr/bin/python3', versionPattern: /^Python (\d[\w.]*)/ },
  wget: { command: 'wget', versionPattern: /^GNU Wget (\d[\w.]*)/ },
}

/** What is left of a program that ended. */
export interface Outcome {
  /** The exit status; undefined where a signal ended it. */
  readonly status: number | undefined
  readonly stdout: string
}

/** What a program is given. Secrets have no place in `arguments`: they would show in the list of processes. */
export interface Invocation {
  readonly arguments: readonly string[]
  readonly home: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
}

const TIMEOUT = 10_000

const versions = new Map<ProgramName, string | undefined>()

/** The version of an installed program, undefined where there is none. */
export function versionOf(name: ProgramName): string | undefined {
  if (!versions.has(name)) {
    const { command, versionPattern } = PROGRAMS[name]
    const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: TIMEOUT })
    versions.set(name, versionPattern.exec(stdout ?? '')?.[1])
  }
  return versions.get(name)
}

/** A `describe` that needs real programs; its title has their versions. */
export function describeWith(names: readonly ProgramName[], title: string, body: () => void): void {
  const missing = names.filter((name) => versionOf(name) === undefined)
  const versions = names.map((name) => `${name} ${versionOf(name)}`).join(', ')
  describeUnlessMissing(
    missing.map((name) => PROGRAMS[name].command),
    missing.length === 0 ? `${title} (${versions})` : title,
    body,
  )
}

/** Run a program in an environment that holds nothing of the user's: no proxy, no configuration. */
export function run(name: ProgramName, invocation: Invocation): Promise<Outcome> {
  const options: SpawnOptions = {
    env: {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot, // sockets need it on Windows
      LANG: 'C.UTF-8',
      HOME: invocation.home,
      USERPROFILE: invocation.home,
      ...invocation.environment,
    },
    cwd: invocation.home,
    stdio: ['pipe', 'pipe', 'ignore'], // messages of a program may show what it read
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  }
  return new Promise((resolve, reject) => {
    const child = spawn(PROGRAMS[name].command, invocation.arguments, options)
    const chunks: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stdin?.on('error', () => {}) // a program that ended before it read its input
    child.stdin?.end(invocation.input ?? '')
    child.on('error', reject)
    child.on('close', (status) => {
      resolve({ status: status ?? undefined, stdout: Buffer.concat(chunks).toString('utf8') })
    })
  })
}
