import type { NetrcDocument } from '../../src/core.ts'
import { type AdversarialText, adversarialTexts, target } from './adversarial-texts.ts'
import { newPassword } from './contenders.ts'
import { isSteep, steepLimit } from './limits.ts'
import { isNetrcError, lex, parse } from './published.ts'
import type { AdversarialRow } from './rows.ts'
import { doubling, milliseconds, shortestRun, type Trial } from './timing.ts'

interface Action {
  readonly name: string
  readonly on: (text: string) => Trial
}

function onDocument(name: string, run: (netrc: NetrcDocument) => unknown): Action {
  const on = (text: string) => () => {
    const netrc = parse(text)
    return () => run(netrc)
  }
  return { name, on }
}

function entryOf(netrc: NetrcDocument) {
  return netrc.get(target) ?? netrc.default ?? netrc.entries[0]
}

function readAll(netrc: NetrcDocument): number {
  let size = netrc.macros.length
  for (const entry of netrc) size += entry.fields.size + entry.macros.length
  netrc.get(target, { login: 'nobody' })
  return size + Number(netrc.has('missing.example')) + Number(netrc.has(target))
}

const actions: readonly Action[] = [
  { name: 'parse', on: (text) => () => () => parse(text).toString() },
  { name: 'lex', on: (text) => () => () => lex(text) },
  { name: 'bytes', on: (text) => bytesTrial(text) },
  onDocument('diagnostics', (netrc) => netrc.diagnostics),
  onDocument('read', readAll),
  onDocument('set', (netrc) => netrc.set(target, { password: newPassword })),
  onDocument('port', (netrc) => entryOf(netrc)?.set('port', '8443')),
  onDocument('add', (netrc) => netrc.add('new.example', { login: 'me', password: newPassword })),
  onDocument('rename', (netrc) => entryOf(netrc)?.rename('new.example')),
  onDocument('unset', (netrc) => entryOf(netrc)?.delete('password')),
  onDocument('delete', (netrc) => netrc.delete(target)),
  onDocument('delete one', (netrc) => deleteMiddle(netrc)),
]

function bytesTrial(text: string): Trial {
  // Each 0xFF is a byte that is not UTF-8.
  const bytes = new TextEncoder().encode(text).map((byte) => (byte === 0x78 ? 0xff : byte))
  return () => () => parse(bytes).toBytes()
}

function deleteMiddle(netrc: NetrcDocument): boolean {
  const middle = netrc.entries[netrc.entries.length >> 1]
  return middle ? netrc.delete(middle) : false
}

/** Milliseconds for a run on an eighth above which the whole is not tried: its factor tells enough. */
const slow = 40
/** Milliseconds for one run above which nothing longer is tried. */
const longest = 500

/** The factor between a text and one twice as long, for each text and each action. */
export function measureAdversarial(quick: boolean): AdversarialRow[] {
  return adversarialTexts.flatMap(({ name, count, write }) => {
    const text = { name, count, write: remembered(write) }
    return actions.map((action) => measure(text, action, quick))
  })
}

/**
 * A factor above the limit is measured again on longer texts, and the least one is taken: a step in time, as where the
 * garbage collector sets in, is passed once, while a quadratic is steep at every size.
 */
function measure(text: AdversarialText, action: Action, quick: boolean): AdversarialRow {
  const whole = Math.round(text.count / (quick ? 32 : 2))
  const eighth = Math.round(whole / 8)
  const probe = tolerant(action.on(text.write(eighth)))
  let size = milliseconds(probe()) < slow ? whole : eighth
  let row = measureAt(size, text, action)
  for (let step = 0; step < 2 && isSteep(row) && row.full < longest; step++) {
    size *= 2
    const longer = measureAt(size, text, action)
    if (longer.factor < row.factor) row = longer
  }
  return row
}

function measureAt(size: number, text: AdversarialText, action: Action): AdversarialRow {
  const refusals = { count: 0 }
  const half = tolerant(action.on(text.write(size)), refusals)
  const longer = text.write(size * 2)
  const full = tolerant(action.on(longer), refusals)
  const doubled = doubling(half, full, {
    rounds: 2,
    collects: false,
    limit: steepLimit,
  })
  return {
    text: text.name,
    operation: action.name,
    size: size * 2,
    characters: longer.length,
    ...doubled,
    measurable: doubled.full >= shortestRun,
    refused: refusals.count > 0,
  }
}

function remembered(write: (count: number) => string): (count: number) => string {
  const texts = new Map<number, string>()
  return (count) => {
    const text = texts.get(count) ?? write(count)
    texts.set(count, text)
    return text
  }
}

/** An edit that cannot be written there is refused: that must not take long either. */
function tolerant(trial: Trial, refusals = { count: 0 }): Trial {
  return () => {
    const run = trial()
    return () => {
      try {
        return run()
      } catch (error) {
        if (!isNetrcError(error)) throw error
        refusals.count++
        return undefined
      }
    }
  }
}
