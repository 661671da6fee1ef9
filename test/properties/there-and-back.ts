import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Entry, isNetrcError, type NetrcDocument, parse } from '../../src/core.ts'
import {
  hostileBodies,
  hostileComments,
  macroNames,
  names,
  netrcTexts,
  tidyFiles,
  writableComments,
  writableCredentials,
} from '../support/arbitraries.ts'
import { placeAt } from '../support/commands.ts'
import { factsOf, factsOfEntry } from '../support/facts.ts'
import { machinesBelowDefault, movedOrder } from '../support/look-up.ts'
import { writeTidy } from '../support/tidy.ts'
import { attempt, forEachEntry } from './attempts.ts'
import type { Properties } from './properties.ts'

const sides = fc.constantFrom('before' as const, 'after' as const)

/** An edit and its reverse, and what can be read between the two. */
export const thereAndBack: Properties = {
  'setting and deleting a macro restores the text': fc.property(
    netrcTexts,
    macroNames,
    hostileBodies,
    (text, name, body) => {
      const trySet = (netrc: NetrcDocument, owner: Entry | NetrcDocument): void => {
        if (owner.macros.some((macro) => macro.name === name)) return
        const others = owner.macros
        if (!succeeds(() => owner.setMacro(name, body))) return
        assert.deepEqual(
          owner.macros.filter((macro) => macro.name !== name),
          others,
        )
        assert.deepEqual(
          owner.macros.filter((macro) => macro.name === name).map((macro) => linesOf(macro.body)),
          [linesOf(body)],
        )
        assert.equal(owner.deleteMacro(name), true)
        expectClosed(text, String(netrc))
      }
      const netrc = parse(text)
      trySet(netrc, netrc)
      forEachEntry(text, trySet)
    },
  ),
  'setting and removing a comment restores the text': fc.property(
    netrcTexts,
    hostileComments,
    (text, comment) => {
      forEachEntry(text, (netrc, entry) => {
        if (entry.comment !== undefined || !succeeds(() => entry.setComment(comment))) return
        assert.equal(entry.comment, comment)
        entry.setComment(undefined)
        assert.equal(entry.comment, undefined)
        assert.equal(String(netrc), text)
      })
    },
  ),
  'setting a comment and setting it back restores it, and no other line changes': fc.property(
    netrcTexts,
    writableComments,
    (text, comment) => {
      forEachEntry(text, (netrc, entry) => {
        const before = entry.comment
        const facts = factsOf(netrc)
        if (before === undefined || !succeeds(() => entry.setComment(comment))) return
        if (!succeeds(() => entry.setComment(before))) return
        // A different form may be longer, and moves what is below.
        assert.deepEqual({ ...factsOf(netrc), diagnostics: [] }, { ...facts, diagnostics: [] })
        assert.equal(String(netrc).split('\n').length, text.split('\n').length)
      })
    },
  ),
  'adding a machine at a place and deleting it restores the text': fc.property(
    netrcTexts,
    names,
    writableCredentials,
    sides,
    (text, name, given, side) => {
      forEachEntry(text, (netrc, anchor) => {
        const { entries } = netrc
        const added = attempt(() => netrc.add(name, given, placeAt(side, anchor)))
        if (added === undefined || entries.includes(added)) return
        const at = entries.indexOf(anchor) + (side === 'after' ? 1 : 0)
        assert.deepEqual(netrc.entries, entries.toSpliced(at, 0, added))
        assert.equal(added.name, name)
        assert.deepEqual({ ...Object.fromEntries(added.fields) }, { ...given })
        assert.equal(netrc.delete(added), true)
        expectClosed(text, String(netrc))
      })
    },
  ),
  'moving an entry and moving it back restores a tidy file': fc.property(
    tidyFiles,
    fc.nat(),
    fc.nat(),
    sides,
    (file, moved, other, side) => {
      // Above a `default`, empty lines are as for new machines.
      const machines = file.entries.map((entry) => ({ ...entry, name: entry.name ?? 'd' }))
      const text = writeTidy({ ...file, entries: machines, hasFinalLineEnd: true })
      const netrc = parse(text)
      const { entries } = netrc
      const index = moved % Math.max(entries.length, 1)
      const [entry, anchor] = [entries[index], entries[other % Math.max(entries.length, 1)]]
      if (entry === undefined || anchor === undefined) return
      if (!succeeds(() => netrc.move(entry, placeAt(side, anchor)))) return
      assert.deepEqual(netrc.entries, movedOrder(entries, entry, anchor, side))
      const [previous, next] = [entries[index - 1], entries[index + 1]]
      const back = previous ? placeAt('after', previous) : placeAt('before', next ?? entry)
      if (!succeeds(() => netrc.move(entry, back))) return
      assert.deepEqual(netrc.entries, entries)
      assert.equal(String(netrc), text)
    },
  ),
  'a move keeps every entry and its content, in the new order, and puts no machine below a default':
    fc.property(netrcTexts, fc.nat(), sides, (text, other, side) => {
      forEachEntry(text, (netrc, entry) => {
        const { entries } = netrc
        const anchor = entries[other % entries.length]
        if (anchor === undefined) return
        const facts = entries.map(factsOfEntry)
        const macros = [...netrc.macros]
        const below = machinesBelowDefault(entries)
        if (!succeeds(() => netrc.move(entry, placeAt(side, anchor)))) {
          assert.equal(String(netrc), text)
          return
        }
        const order = movedOrder(entries, entry, anchor, side)
        assert.deepEqual(netrc.entries, order)
        assert.deepEqual(entries.map(factsOfEntry), facts)
        assert.deepEqual(netrc.macros, macros)
        assert.ok(machinesBelowDefault(netrc.entries).every((machine) => below.includes(machine)))
        const fresh = parse(String(netrc)).entries.map(factsOfEntry)
        assert.deepEqual(fresh, order.map(factsOfEntry))
        const isSame = order.every((moved, index) => moved === entries[index])
        if (isSame) assert.equal(String(netrc), text)
      })
    }),
}

/** Returns whether an edit is not refused. */
function succeeds(edit: () => unknown): boolean {
  try {
    edit()
    return true
  } catch (error) {
    if (!isNetrcError(error)) throw error
    return false
  }
}

/** Returns the lines of a macro's body. A final line end does not add one. */
function linesOf(body: string): string[] {
  return body.replace(/\r?\n$/, '').split(/\r?\n/)
}

/** Asserts that a text is unchanged, except for a line or a macro that had to be closed. */
function expectClosed(textBefore: string, textAfter: string): void {
  // If line ends are mixed, a removed empty line may be of another kind than the added one.
  const isMixed = /\r\n/.test(textBefore) && /(?<!\r)\n/.test(textBefore)
  const [before = '', after = ''] = [textBefore, textAfter].map((text) =>
    isMixed ? text.replaceAll('\r', '') : text,
  )
  if (before === after) return
  let at = 0
  while (at < before.length && before[at] === after[at]) at++
  const closed = after.slice(at, at + after.length - before.length)
  assert.equal(before.slice(0, at) + closed + before.slice(at), after, 'nothing is lost')
  assert.match(closed, /^(?:\r?\n){1,2}$/, 'only line ends stay')
  // An open macro is at the end of a text. An open line is there, or in the middle of a line.
  const isOpen =
    at === before.length ? !/\n\r?\n$/.test(before) : !/(?:^|\n)$/.test(before.slice(0, at))
  assert.ok(isOpen || isMixed, 'there was something to close')
}
