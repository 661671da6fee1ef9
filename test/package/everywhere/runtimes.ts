import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { INSTALLED } from './packed-project.ts'

/** A JavaScript runtime, and how it runs a program. */
export interface Runtime {
  readonly title: string
  /** Its path in `INSTALLED`; `undefined` for the Node that runs the tests. */
  readonly file?: string
  /** Returns the arguments before the program in a command. */
  parameters?(folder: string): readonly string[]
}

const manifest = createRequire(import.meta.url)('./package.json')

function installed(name: string, title: string, file: string): Runtime & { readonly file: string } {
  const version = String(manifest.optionalDependencies[name]).replace(/^.*@/, '')
  return { title: `${title} ${version}`, file: join(name, file) }
}

/** Returns the least that Deno must allow. `access`, which checks a file before it is replaced, needs `sys=uid`. */
const denoPermissions = (folder: string): readonly string[] => [
  '--allow-env=NETRC',
  `--allow-read=${folder}`,
  `--allow-write=${folder}`,
  '--allow-sys=uid',
]

const deno = installed('@deno/linux-x64-glibc', 'Deno', 'deno')
const DENO_RUN = ['run', '--quiet', '--no-prompt']

/** Deno without any permissions. */
export const SEALED_DENO: Runtime = { ...deno, parameters: () => DENO_RUN }

/** The runtimes that the package supports. */
export const RUNTIMES: readonly Runtime[] = [
  { title: `Node ${process.versions.node}` },
  installed('node-22', 'Node', 'bin/node'),
  installed('node-24', 'Node', 'bin/node'),
  installed('node-26', 'Node', 'bin/node'),
  installed('@oven/bun-linux-x64-baseline', 'Bun', 'bin/bun'),
  { ...deno, parameters: (folder) => [...DENO_RUN, ...denoPermissions(folder)] },
]

/** Runs a program of a project, with `NETRC` naming the user's file, and returns what it prints. */
export function run(
  { file, parameters }: Runtime,
  folder: string,
  netrc: string,
  program: readonly string[],
): Promise<string> {
  const command = file === undefined ? process.execPath : join(INSTALLED, file)
  const child = spawn(command, [...(parameters?.(folder) ?? []), ...program], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, DENO_DIR: join(folder, '.deno'), NETRC: netrc },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 100_000,
    killSignal: 'SIGKILL',
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => {
      if (status === 0 && stderr === '') resolve(stdout)
      else reject(new Error(`exit status ${status}\n${stderr}`))
    })
  })
}
