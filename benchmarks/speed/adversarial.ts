import type { NetrcDocument } from '../../src/core.ts'
import { type AdversarialText, adversarialTexts, target } from './adversarial-texts.ts'
import { newPassword } from './contenders.ts'
import { isSteep, steepLimit } from './limits.ts'
import { check, isNetrcError, lex, parse, programs } from './published.ts'
import type { AdversarialRow } from './rows.ts'
import { doubling, onDocument, shortestRun, type Trial } from './timing.ts'

const entryOf = (netrc: NetrcDocument) => netrc.get(target) ?? netrc.default ?? netrc.entries[0]

function readAll(netrc: NetrcDocument): number {
  let size = netrc.macros.length
  for (const entry of netrc) size += entry.fields.size + entry.macros.length
  netrc.get(target, { login: 'nobody' })
  return size + Number(netrc.has('missing.example')) + Number(netrc.has(target))
}

function deleteMiddle(netrc: NetrcDocument): boolean {
  const middle = netrc.entries[netrc.entries.length >> 1]
  return middle ? netrc.delete(middle) : false
}

function bytesTrial(text: string): Trial {
  // Each 0xFF is a byte that is not UTF-8.
  const bytes = new TextEncoder().encode(text).map((byte) => (byte === 0x78 ? 0xff : byte))
  return () => () => parse(bytes).toBytes()
}

const everyProgram = programs.map(({ name }) => name)

const added = { login: 'me', password: newPassword }

const actions: Readonly<Record<string, (text: string) => Trial>> = {
  parse: (text) => () => () => parse(text).toString(),
  lex: (text) => () => () => lex(text),
  bytes: bytesTrial,
  check: (text) => () => () => check(text, { programs: everyProgram }),
  diagnostics: onDocument((netrc) => netrc.diagnostics),
  read: onDocument(readAll),
  set: onDocument((netrc) => netrc.set(target, { password: newPassword })),
  port: onDocument((netrc) => entryOf(netrc)?.set('port', '8443')),
  add: onDocument((netrc) => netrc.add('new.example', added)),
  rename: onDocument((netrc) => entryOf(netrc)?.rename('new.example')),
  unset: onDocument((netrc) => entryOf(netrc)?.delete('password')),
  delete: onDocument((netrc) => netrc.delete(target)),
  'delete one': onDocument(deleteMiddle),
}

/** Milliseconds for one run above which no longer text is tried. */
const longest = 500

/** Measures the factor between a text and one twice as long, for each text and each operation. */
export function measureAdversarial(quick: boolean): AdversarialRow[] {
  return adversarialTexts.flatMap((text) =>
    Object.keys(actions).map((operation) => measure(text, operation, quick ? 32 : 2)),
  )
}

/**
 * A factor above the limit is measured again on longer texts, and the least one counts: a step in time, for example
 * when the garbage collector sets in, is passed once, but quadratic growth is steep at every size.
 */
function measure(text: AdversarialText, operation: string, part: number): AdversarialRow {
  let size = Math.round(text.count / part)
  let row = measureAt(size, text, operation)
  for (let step = 0; step < 2 && isSteep(row) && row.full < longest; step++) {
    size *= 2
    const longer = measureAt(size, text, operation)
    if (longer.factor < row.factor) row = longer
  }
  return row
}

function measureAt(size: number, text: AdversarialText, operation: string): AdversarialRow {
  const [half, full] = [text.write(size), text.write(size * 2)]
  const effort = { rounds: 2, collects: false, limit: steepLimit }
  const doubled = doubling(trialOf(half, operation), trialOf(full, operation), effort)
  const measurable = doubled.full >= shortestRun
  return { text: text.name, operation, characters: full.length, ...doubled, measurable }
}

/** Makes a trial. An edit that cannot be written there is refused, which must not take long either. */
function trialOf(text: string, operation: string): Trial {
  const trial = actions[operation]?.(text)
  return () => {
    const run = trial?.()
    return () => {
      try {
        return run?.()
      } catch (error) {
        if (!isNetrcError(error)) throw error
        return undefined
      }
    }
  }
}
