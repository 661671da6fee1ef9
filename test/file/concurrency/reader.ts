import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { parse, readNetrc, readNetrcSync } from '../../../src/index.ts'
import { commentsOf, OLD_COMMENTS, OLD_ENTRIES } from './machines.ts'

// Reads a file in a loop until its input ends, and then reports what it saw.

/** The report of a reader. */
export interface ReaderReport {
  readonly reads: number
  /** The numbers of entries that it saw, without repetitions, in order. */
  readonly counts: readonly number[]
  /** The number of reads with fewer than the old entries, or without all comments. */
  readonly incomplete: number
  /** The codes of errors. */
  readonly failures: readonly string[]
}

const file = process.argv[2] ?? ''
const WAYS = [
  () => String(readNetrcSync({ path: file })),
  async () => String(await readNetrc({ path: file })),
  () => readFileSync(file, 'utf8'),
]

let isOver = false
process.stdin.on('end', () => {
  isOver = true
})
process.stdin.resume()

const counts: number[] = []
const failures: string[] = []
let reads = 0
let incomplete = 0
for (; !isOver; reads++) {
  try {
    look((await WAYS[reads % WAYS.length]?.()) ?? '')
  } catch (error) {
    failures.push(String(error instanceof Error && 'code' in error ? error.code : error))
  }
  await setImmediate()
}
const report: ReaderReport = { reads, counts, incomplete, failures }
console.log(JSON.stringify(report))

function look(text: string): void {
  const { length } = parse(text).entries
  if (length !== counts.at(-1)) counts.push(length)
  const isComplete = length >= OLD_ENTRIES && commentsOf(text).join() === OLD_COMMENTS.join()
  if (!isComplete) incomplete++
}
