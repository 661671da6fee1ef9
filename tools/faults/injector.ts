import { type ChildProcess, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// The preload library that makes a process's system calls fail, for the tests and the comparison.

/** Lists what is missing to build and use the preload library. */
export function missingForInjector(): string[] {
  const missing = process.platform === 'linux' ? [] : ['Linux']
  if (spawnSync('gcc', ['--version']).status !== 0) missing.push('gcc')
  return missing
}

/** Compiles the preload library into a directory, and returns its path. */
export function buildInjector(directory: string): string {
  const source = fileURLToPath(new URL('inject.c', import.meta.url))
  const library = join(directory, 'inject.so')
  const built = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], {
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(built.stderr)
  return library
}

/** The milliseconds after which a process counts as hung. */
const HANGING = 60_000

/** Returns the environment in which the calls under a directory are logged, and the faults in `FAULTS` occur. */
export function faultEnvironment(
  library: string,
  directory: string,
  log: string,
): Record<string, string> {
  return {
    ...{ LD_PRELOAD: library, FAULT_UNDER: directory, FAULT_LOG: log },
    UV_USE_IO_URING: '0', // its calls are no calls of the library
  }
}

/** Reads the log: a line with name and path for each call, and a line for each replacement of the file. */
export function loggedCalls(log: string): readonly string[] {
  const text = existsSync(log) ? readFileSync(log, 'utf8') : ''
  return text.split('\n').filter((line) => line !== '')
}

/** Returns whether a line of the log says that the file was replaced. */
export function isReplacement(line: string): boolean {
  return line.startsWith('renamed ')
}

/** Waits until a process is stopped. */
export async function untilStopped(child: ChildProcess): Promise<void> {
  const start = performance.now()
  while (performance.now() - start < HANGING && child.exitCode === null) {
    const [, state] = /\) (\w) /.exec(readFileSync(`/proc/${child.pid}/stat`, 'utf8')) ?? []
    if (state === 'T') return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('the process did not stop')
}
