import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { describeUnlessMissing } from './requirements.ts'

/** The real programs whose reading is tested. */
export type ProgramName = 'curl' | 'git' | 'python3' | 'wget'

/** The real ftp clients that run a macro in the tests. */
export type FtpClientName = 'inetutils-ftp' | 'tnftp'

/** How to call a program, and how to get its version: by `--version`, or in a dialogue. */
interface Program {
  readonly command: string
  readonly versionPattern: RegExp
  readonly versionDialogue?: Pick<Invocation, 'arguments' | 'input'>
}

const PROGRAMS: Readonly<Record<ProgramName | FtpClientName, Program>> = {
  curl: { command: 'curl', versionPattern: /^curl (\d[\w.]*)/ },
  git: { command: 'git', versionPattern: /^git version (\d[\w.]*)/ },
  // The system's own: a version manager's shim would start another Python in another directory.
  python3: { command: '/usr/bin/python3', versionPattern: /^Python (\d[\w.]*)/ },
  wget: { command: 'wget', versionPattern: /^GNU Wget (\d[\w.]*)/ },
  'inetutils-ftp': {
    command: 'inetutils-ftp',
    versionPattern: /^ftp \(GNU inetutils\) (\d[\w.]*)/,
  },
  tnftp: {
    command: 'tnftp',
    versionPattern: /^Version: tnftp (\d[\w.]*)/m,
    versionDialogue: { arguments: ['-n'], input: 'status\n' },
  },
}

/** The versions whose reading the tests describe completely: those of Debian 12. */
const TOLD: Readonly<Record<ProgramName, RegExp>> = {
  curl: /^7\.88\.1$/,
  git: /^2\.39\./,
  python3: /^3\.11\./,
  wget: /^1\.21\.3$/,
}

/** The result of a program that ended. */
export interface Outcome {
  /** The exit status; `undefined` if a signal ended it. */
  readonly status: number | undefined
  readonly stdout: string
}

/** The input of a program. Never put secrets in `arguments`, because the list of processes shows them. */
export interface Invocation {
  readonly arguments: readonly string[]
  readonly home: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
}

const TIMEOUT = 10_000

const versions = new Map<ProgramName | FtpClientName, string | undefined>()

/** Returns the version of a program; `undefined` if it is not installed. */
export function versionOf(name: ProgramName | FtpClientName): string | undefined {
  if (!versions.has(name)) {
    const { command, versionPattern, versionDialogue } = PROGRAMS[name]
    const { stdout } = spawnSync(command, versionDialogue?.arguments ?? ['--version'], {
      encoding: 'utf8',
      input: versionDialogue?.input ?? '',
      timeout: TIMEOUT,
    })
    versions.set(name, versionPattern.exec(stdout ?? '')?.[1])
  }
  return versions.get(name)
}

/** Returns whether the tests describe everything that this version reads; another one may read more, or less. */
export function isTold(name: ProgramName): boolean {
  return TOLD[name].test(versionOf(name) ?? '')
}

/** Defines a `describe` that needs real programs; its title has their versions. */
export function describeWith(
  names: readonly (ProgramName | FtpClientName)[],
  title: string,
  body: () => void,
): void {
  const missing = names.filter((name) => versionOf(name) === undefined)
  const versions = names.map((name) => `${name} ${versionOf(name)}`).join(', ')
  describeUnlessMissing(
    missing.map((name) => PROGRAMS[name].command),
    missing.length === 0 ? `${title} (${versions})` : title,
    body,
  )
}

/** Runs a program in an environment without anything of the user's: no proxy, no configuration. */
export function run(name: ProgramName | FtpClientName, invocation: Invocation): Promise<Outcome> {
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
