import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { parse } from '../../../src/index.ts'
import { namesOf, passwordOf } from './machines.ts'

// A program that does not use the lock: it repeatedly reads the file, adds a machine, and writes the file in place.

/** The job of a foreign writer. */
export interface ForeignJob {
  readonly file: string
  readonly name: string
  readonly count: number
  readonly journal: string
}

/** One write, from before the reading to after the writing, in milliseconds since 1970. */
export interface ForeignRecord {
  readonly name: string
  readonly start: number
  readonly end: number
  /** The machines that it read, and so wrote again. */
  readonly read: readonly string[]
}

const { file, name, count, journal } = JSON.parse(process.argv[2] ?? '') as ForeignJob

for (const machine of namesOf(name, count)) {
  const start = now()
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, `${text}machine ${machine} password ${passwordOf(machine)}\n`)
  const read = parse(text).entries.flatMap((entry) => entry.name ?? [])
  const record: ForeignRecord = { name: machine, start, end: now(), read }
  appendFileSync(journal, `${JSON.stringify(record)}\n`)
  await setTimeout(5 + Math.random() * 20)
}

/** Returns a time that all processes share, finer than `Date.now`. */
function now(): number {
  return performance.timeOrigin + performance.now()
}
