import type { NetrcDocument } from '../../src/core.ts'
import { newPassword } from './contenders.ts'
import { linearLimit, timeLimit } from './limits.ts'
import { lex, parse } from './published.ts'
import type { CurveRow, GrowthRow } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { doubling, foreseen, milliseconds, onDocument, type Trial } from './timing.ts'

/** Makes a trial of a text with `count` entries. */
type Operation = (text: string, count: number) => Trial

/** Runs once for each entry of a parsed document. */
function each(run: (netrc: NetrcDocument, index: number) => unknown): Operation {
  return (text, count) =>
    onDocument((netrc) => {
      for (let index = 0; index < count; index++) run(netrc, index)
    })(text)
}

const newName = (index: number): string => `new-${index}.example`
const credentials = { login: 'me@mail.example', password: newPassword }
const add = each((netrc, index) => netrc.add(newName(index), credentials))
const set = (netrc: NetrcDocument, index: number) =>
  netrc.set(hostName(index), { password: newPassword })

/** The measured operations, by name. */
const operations: Readonly<Record<string, Operation>> = {
  set: each(set),
  add,
  'set of new machines': each((netrc, index) => netrc.set(newName(index), credentials)),
  delete: each((netrc, index) => netrc.delete(hostName(index))),
  'delete of entries, last first': onDocument((netrc) => {
    for (const entry of [...netrc.entries].reverse()) netrc.delete(entry)
  }),
  'delete and add again': each((netrc, index) => {
    netrc.delete(hostName(index))
    netrc.add(hostName(index), credentials)
  }),
  rename: each((netrc, index) => netrc.get(hostName(index))?.rename(newName(index))),
  'entry.set of a further field': onDocument((netrc) => {
    for (const entry of netrc) entry.set('port', '8443')
  }),
  'entry.delete of a field': onDocument((netrc) => {
    for (const entry of netrc) entry.delete('password')
  }),
  'has and get': each(
    (netrc, index) => netrc.has(newName(index)) || netrc.get(hostName(index))?.password,
  ),
  'get in another case': each((netrc, index) => netrc.get(hostName(index).toUpperCase())),
  'add and get in turn': each((netrc, index) => {
    netrc.add(newName(index), credentials)
    return netrc.get(hostName(index))?.password
  }),
  'walk over all fields': onDocument((netrc) => {
    let size = 0
    for (const entry of netrc) size += entry.fields.size + entry.macros.length
    return size
  }),
  diagnostics: onDocument((netrc) => netrc.diagnostics.length),
  'set, then text and bytes': onDocument((netrc) => {
    for (const index of netrc.entries.keys()) set(netrc, index)
    return netrc.toString().length + netrc.toBytes().length
  }),
  'add to an empty document': (_, count) => add('', count),
  'add above a default entry': (text, count) => add(`${text}\ndefault\n  login anonymous\n`, count),
  parse: (text) => () => () => parse(text).entries.length,
  lex: (text) => () => () => lex(text).length,
}

/** Measures n operations on n entries, and 2n operations on 2n entries. */
export function measureGrowth(quick: boolean): GrowthRow[] {
  const size = quick ? 2000 : 10_000
  const effort = { rounds: quick ? 3 : 5, collects: true, limit: linearLimit }
  const [half, full] = [netrcText(size / 2), netrcText(size)]
  return Object.entries(operations).map(([operation, trial]) => ({
    ...{ operation, size },
    ...doubling(trial(half, size / 2), trial(full, size), effort),
  }))
}

/** The operations that are measured at many sizes. */
const followed = ['parse', 'set', 'add', 'delete', 'has and get', 'diagnostics']

/** Measures n operations on n entries, for sizes that grow tenfold until one would take too long. */
export function measureCurve(quick: boolean): CurveRow[] {
  const sizes = quick ? [10, 100, 1000] : [10, 100, 1000, 10_000, 100_000]
  return followed.flatMap((operation) => {
    const rows: CurveRow[] = []
    for (const entries of sizes) {
      if (foreseen(rows, entries) > timeLimit * 1000) break
      const trial = operations[operation]?.(netrcText(entries), entries)
      if (trial) rows.push({ operation, entries, time: leastTime(trial) })
    }
    return rows
  })
}

/** Returns the shortest time of all runs that begin within a second. */
function leastTime(trial: Trial): number {
  const end = performance.now() + 1000
  let least = Infinity
  while (least === Infinity || performance.now() < end) {
    least = Math.min(least, milliseconds(trial()))
  }
  return least
}
