import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { parse, readNetrc, readNetrcSync } from '../../../src/index.ts'
import { commentsOf, OLD_COMMENTS, OLD_ENTRIES } from './machines.ts'

// Reads a file in a loop until its input ends, and then tells what it saw.

/** What a reader saw. */
export interface ReaderReport {
  readonly reads: number
  /** How many entries it saw, each number once, in the order in which they came. */
  readonly counts: readonly number[]
  /** Reads with less than the old entries, or not with every comment. */
  readonly incomplete: number
  /** Names of errors. */
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
