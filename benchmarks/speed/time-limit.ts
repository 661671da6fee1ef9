import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ContenderName, Layout } from './rows.ts'

/** One reading of a generated file. */
export interface Reading {
  readonly contender: ContenderName
  readonly layout: Layout
  readonly entries: number
}

const child = fileURLToPath(new URL('time-limit-child.ts', import.meta.url))

/** True where one reading ends within the limit, tried in a process of its own that stops itself. */
export function endsInTime(reading: Reading): boolean {
  const call = [...process.execArgv, child, JSON.stringify(reading)]
  const { status, signal } = spawnSync(process.execPath, call, { stdio: 'inherit' })
  if (signal === 'SIGKILL') return false
  if (status !== 0) throw new Error(`${reading.contender} ended with ${status ?? signal}`)
  return true
}
