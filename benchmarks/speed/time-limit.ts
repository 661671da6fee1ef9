import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { contenders } from './contenders.ts'
import { timeLimit } from './limits.ts'
import { openMemoryFile } from './memory-file.ts'
import type { ContenderName, Layout } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { milliseconds } from './timing.ts'

/** One reading of a generated file. */
interface Reading {
  readonly contender: ContenderName
  readonly layout: Layout
  readonly entries: number
}

const path = fileURLToPath(import.meta.url)
/** The exit status of a reading that ended, but too late. */
const LATE = 3

/** Returns whether one reading ends within the limit, tried in a process of its own. */
export function endsInTime(reading: Reading): boolean {
  const call = [...process.execArgv, path, JSON.stringify(reading)]
  // Some of it is the start of the process.
  const timeout = 1.5 * timeLimit * 1000
  const { status, signal } = spawnSync(process.execPath, call, {
    ...{ stdio: 'inherit', timeout, killSignal: 'SIGKILL' },
  })
  if (signal === 'SIGKILL' || status === LATE) return false
  if (status !== 0) throw new Error(`${reading.contender} ended with ${status ?? signal}`)
  return true
}

if (process.argv[1] === path) {
  const { contender, layout, entries }: Reading = JSON.parse(process.argv[2] ?? '')
  const tasks = contenders.find(({ name }) => name === contender)?.tasks
  const text = netrcText(entries, layout)
  openMemoryFile()
  const time = milliseconds(() => tasks?.['read one']?.(text, hostName(entries >> 1)))
  if (time > timeLimit * 1000) process.exitCode = LATE
}
