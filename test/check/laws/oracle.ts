import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Program } from '../../../src/check.ts'
import { CONSUMERS } from './observations.ts'
import { bytesOf, type Reading, type Trial } from './tally.ts'

// What programs read, according to models of them and Python's own module.

const ORACLE = fileURLToPath(new URL('./oracle.py', import.meta.url))
// The system's own: a version manager's shim would start another Python.
const PYTHON = '/usr/bin/python3'

/** Lists what is missing to run the oracle. */
export function missingForOracle(): readonly string[] {
  return [`${CONSUMERS}models.py`, PYTHON].filter((path) => !existsSync(path))
}

type Answer = 'none' | 'error' | readonly [login: string, password: string]

/** Asks the oracle about each of the files for each of the hosts. */
export function askOracle(files: readonly Uint8Array[], hosts: readonly string[]): Trial[] {
  const questions = files.map((file) =>
    JSON.stringify({ content: Buffer.from(file).toString('base64'), hosts }),
  )
  const { stdout, status } = spawnSync(PYTHON, [ORACLE, CONSUMERS], {
    input: `${questions.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  if (status !== 0) throw new Error('the oracle did not answer')
  const lines = stdout.trim().split('\n')
  return files.flatMap((content, index) => {
    const answers: Record<Program, Answer[]>[] = JSON.parse(lines[index] ?? '[]')
    return hosts.map((host, at) => ({
      label: `${JSON.stringify(Buffer.from(content).toString('latin1'))} ${host}`,
      content,
      host,
      readings: Object.entries(answers[at] ?? {}).flatMap(([program, ofVersions]) =>
        ofVersions.map((answer) => [program as Program, readingOf(answer)] as const),
      ),
    }))
  })
}

function readingOf(answer: Answer): Reading {
  if (answer === 'none') return 'none'
  if (answer === 'error') return 'refused'
  const [login, password] = answer.map((value) => Buffer.from(value, 'base64'))
  return Buffer.concat([login ?? Buffer.of(), bytesOf(), password ?? Buffer.of()])
}
