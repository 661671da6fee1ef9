import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// The library that makes system calls of a process fail: the tests and the comparison load it.

/** Lists what is missing of what the library is built with and for. */
export function missingForInjector(): string[] {
  const missing = process.platform === 'linux' ? [] : ['Linux']
  if (spawnSync('gcc', ['--version']).status !== 0) missing.push('gcc')
  return missing
}

/** Compiles the library into a directory, and returns its path. */
export function buildInjector(directory: string): string {
  const source = fileURLToPath(new URL('inject.c', import.meta.url))
  const library = join(directory, 'inject.so')
  const built = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], {
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(built.stderr)
  return library
}
