import type { NetrcDocument } from '../../src/core.ts'
import { newPassword } from './contenders.ts'
import { linearLimit, timeLimit } from './limits.ts'
import { lex, parse } from './published.ts'
import type { CurveRow, GrowthRow } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { doubling, milliseconds, onDocument, type Trial } from './timing.ts'

/** What is done for each of `count` entries, on a document that was parsed just before. */
type Operation = (netrc: NetrcDocument, count: number) => unknown

function each(run: (netrc: NetrcDocument, index: number) => unknown): Operation {
  return (netrc, count) => {
    for (let index = 0; index < count; index++) run(netrc, index)
  }
}

function newName(index: number): string {
  return `new-${index}.example`
}

const credentials = { login: 'me@mail.example', password: newPassword }
const add = each((netrc, index) => netrc.add(newName(index), credentials))
const set = each((netrc, index) => netrc.set(hostName(index), { password: newPassword }))

/** What is measured on a parsed document, by name. */
const operations: Readonly<Record<string, Operation>> = {
  set,
  add,
  'set of new machines': each((netrc, index) => netrc.set(newName(index), credentials)),
  delete: each((netrc, index) => netrc.delete(hostName(index))),
  'delete of entries, last first': (netrc) => {
    for (const entry of [...netrc.entries].reverse()) netrc.delete(entry)
  },
  'delete and add again': each((netrc, index) => {
    netrc.delete(hostName(index))
    netrc.add(hostName(index), credentials)
  }),
  rename: each((netrc, index) => netrc.get(hostName(index))?.rename(newName(index))),
  'entry.set of a further field': (netrc) => {
    for (const entry of netrc) entry.set('port', '8443')
  },
  'entry.delete of a field': (netrc) => {
    for (const entry of netrc) entry.delete('password')
  },
  'has and get': each(
    (netrc, index) => netrc.has(newName(index)) || netrc.get(hostName(index))?.password,
  ),
  'get in another case': each((netrc, index) => netrc.get(hostName(index).toUpperCase())),
  'add and get in turn': each((netrc, index) => {
    netrc.add(newName(index), credentials)
    return netrc.get(hostName(index))?.password
  }),
  'walk over all fields': (netrc) => {
    let size = 0
    for (const entry of netrc) size += entry.fields.size + entry.macros.length
    return size
  },
  diagnostics: (netrc) => netrc.diagnostics.length,
  'set, then text and bytes': (netrc, count) => {
    set(netrc, count)
    return netrc.toString().length + netrc.toBytes().length
  },
}

/** What starts from another text, or from none that is parsed. */
const others: Readonly<Record<string, (text: string, count: number) => Trial>> = {
  'add to an empty document': (_, count) => onDocument('', (netrc) => add(netrc, count)),
  'add above a default entry': (text, count) =>
    onDocument(`${text}\ndefault\n  login anonymous\n`, (netrc) => add(netrc, count)),
  parse: (text) => () => () => parse(text).entries.length,
  lex: (text) => () => () => lex(text).length,
}

/** The time of n operations on n entries, and of 2n on 2n. */
export function measureGrowth(quick: boolean): GrowthRow[] {
  const size = quick ? 2000 : 10_000
  const effort = { rounds: quick ? 3 : 5, collects: true, limit: linearLimit }
  const texts = { half: netrcText(size / 2), full: netrcText(size) }
  const row = (operation: string, trial: (text: string, count: number) => Trial): GrowthRow => ({
    operation,
    size,
    ...doubling(trial(texts.half, size / 2), trial(texts.full, size), effort),
  })
  return [
    ...Object.entries(operations).map(([name, run]) =>
      row(name, (text, count) => onDocument(text, (netrc) => run(netrc, count))),
    ),
    ...Object.entries(others).map(([name, trial]) => row(name, trial)),
  ]
}

/** What is measured at many sizes. */
const followed: readonly string[] = ['set', 'add', 'delete', 'has and get', 'diagnostics']
/** Milliseconds for all runs of one operation on one size; slow ones may take longer for a third run. */
const budget = 300
const longBudget = 2000
const mostRuns = 1000

/** The time of n operations on n entries, for sizes that grow tenfold until one would take too long. */
export function measureCurve(quick: boolean): CurveRow[] {
  const sizes = quick ? [10, 100, 1000] : [10, 100, 1000, 10_000, 100_000]
  return ['parse', ...followed].flatMap((operation) => {
    const rows: CurveRow[] = []
    for (const entries of sizes) {
      if (foreseen(rows) > timeLimit * 1000) break
      const text = netrcText(entries)
      const run = operations[operation]
      const trial = run
        ? onDocument(text, (netrc) => run(netrc, entries))
        : () => () => parse(text).entries.length
      rows.push({ operation, entries, time: leastTime(trial) })
    }
    return rows
  })
}

/** The milliseconds of the next size, if it grows as the last one did. */
function foreseen(rows: readonly CurveRow[]): number {
  const [before, last] = rows.slice(-2)
  return before && last ? last.time ** 2 / before.time : 0
}

function leastTime(trial: Trial): number {
  let least = Infinity
  let spent = 0
  for (let run = 0; run < mostRuns && spent < (run < 3 ? longBudget : budget); run++) {
    const time = milliseconds(trial())
    spent += time
    least = Math.min(least, time)
  }
  return least
}
