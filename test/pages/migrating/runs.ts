import { type ExecFileOptionsWithStringEncoding, execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import ts from 'typescript'
import { type Example, FILE } from './page.ts'
import { type LibraryName, MODULES } from './peers.ts'

// Programs and calls of the page, each in its own child process with a home directory.

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** The folder in which everything runs. It contains the packages, and this one as built by `npm run build`. */
export const folder: string = mkdtempSync(join(tmpdir(), 'lossless-netrc-migrating-'))
mkdirSync(join(folder, 'node_modules'))
symlinkSync(ROOT, join(folder, 'node_modules/lossless-netrc'))
for (const name of ['netrc-parser', 'netrc', 'netrc-rw']) {
  symlinkSync(join(MODULES, name), join(folder, 'node_modules', name))
}

/** The command that runs a file, by its extension. */
const COMMANDS = {
  cjs: process.execPath,
  mjs: process.execPath,
  rb: 'ruby',
  py: '/usr/bin/python3',
}

/** What a program printed, and the file afterwards. */
export interface Ending {
  readonly printed: string
  readonly file: string
}

/** Runs a program of the page on the page's file. */
export async function runExample(example: Example): Promise<Ending> {
  const home = mkdtempSync(join(folder, 'home-'))
  const path = join(home, '.netrc')
  writeFileSync(path, FILE, { mode: 0o600 })
  const extension = extensionOf(example)
  const program = `program.${extension}`
  writeFileSync(join(home, program), sourceOf(example))
  const { stdout } = await promisify(execFile)(COMMANDS[extension], [program], optionsIn(home))
  return { printed: stdout, file: readFileSync(path, 'utf8') }
}

function extensionOf({ language, text }: Example): keyof typeof COMMANDS {
  if (language === 'ruby') return 'rb'
  if (language === 'python') return 'py'
  return text.includes('require(') ? 'cjs' : 'mjs'
}

/** Returns the source of a program without types, so that it can be run. */
function sourceOf({ language, text }: Example): string {
  if (language !== 'ts') return text
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  return ts.transpileModule(text, { compilerOptions }).outputText
}

function optionsIn(home: string, timeout = 20_000): ExecFileOptionsWithStringEncoding {
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, TMPDIR: home }
  return { cwd: home, env, timeout, killSignal: 'SIGKILL', encoding: 'utf8' }
}

/** A call on a file. */
export interface Call {
  readonly file: string
  readonly code: string
}

/** The result of a call: its value or its error, and the saved file. */
export interface Outcome {
  /** A string unchanged, anything else as JSON. */
  readonly value?: string
  /** A string unchanged, anything else as its own language prints it. */
  readonly shown?: string
  /** The code of the error, or else its class. */
  readonly error?: string
  readonly path: string
  /** `undefined` if there is no file. */
  readonly file?: string
}

/** Runs calls of a library in one process, and saves after each. */
export async function evaluate(
  name: LibraryName,
  calls: readonly Call[],
  timeout?: number,
): Promise<Outcome[]> {
  const extension = name === 'ruby' ? 'rb' : name === 'python' ? 'py' : 'cjs'
  const source = `evaluate.${extension}`
  const home = mkdtempSync(join(folder, 'calls-'))
  const script = join(home, source)
  writeFileSync(script, readFileSync(new URL(source, import.meta.url)))
  const running = promisify(execFile)(COMMANDS[extension], [script], optionsIn(home, timeout))
  running.child.stdin?.end(JSON.stringify(calls.map((call) => ({ ...call, name }))))
  return JSON.parse((await running).stdout)
}
