import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Macro, parse, type ReadonlyEntry } from '../../src/core.ts'
import {
  fields,
  hostileBodies,
  hostileComments,
  hostileValues,
  macroNames,
  netrcTexts,
  plainNames,
} from '../support/arbitraries.ts'
import { factsOf, factsOfEntry } from '../support/facts.ts'
import { attempt, forEachEntry } from './attempts.ts'
import type { Properties } from './properties.ts'

/** No value, name or field becomes more than one. */
export const hostility: Properties = {
  'a value never makes a second word, line or entry': fc.property(
    netrcTexts,
    fields,
    hostileValues,
    (text, field, value) => {
      forEachEntry(text, (netrc, entry) => {
        const others = netrc.entries.filter((other) => other !== entry).map(factsOfEntry)
        const missing = entry.get(field) === undefined
        if (attempt(() => entry.set(field, value)) === undefined) {
          assert.equal(String(netrc), text)
          return
        }
        assert.equal(entry.get(field), value)
        const fresh = parse(String(netrc))
        assert.deepEqual(
          fresh.entries.filter((_, index) => netrc.entries[index] !== entry).map(factsOfEntry),
          others,
        )
        const lineEnds = String(netrc).split('\n').length - text.split('\n').length
        assert.ok(missing ? lineEnds <= 2 : lineEnds === 0, 'a value adds no line')
      })
    },
  ),
  'a name never makes a second word, line or entry': fc.property(
    netrcTexts,
    hostileValues,
    hostileValues,
    (text, name, password) => {
      const netrc = parse(text)
      const before = netrc.entries.map(factsOfEntry)
      const known = new Set(netrc.entries)
      const added = attempt(() => netrc.add(name, { password }))
      const left = parse(String(netrc)).entries
      const others = left.filter((_, index) => netrc.entries[index] !== added)
      if (added === undefined) assert.equal(String(netrc), text)
      else if (!known.has(added)) {
        assert.deepEqual(others.map(factsOfEntry), before)
        assert.deepEqual([added.name, [...added.fields]], [name, [['password', password]]])
      }
    },
  ),
  'a macro never makes an entry, a field, a comment or another macro': fc.property(
    netrcTexts,
    macroNames,
    hostileBodies,
    (text, name, body) => {
      forEachEntry(text, (netrc, entry) => {
        const isThere = entry.macros.some((macro) => macro.name === name)
        const { length } = entry.macros
        const before = netrc.entries.map((other) => withoutMacro(other, entry, name))
        const top = netrc.macros
        if (attempt(() => entry.setMacro(name, body)) === undefined) {
          assert.equal(String(netrc), text)
          return
        }
        const fresh = parse(String(netrc))
        const changed = fresh.entries[netrc.entries.indexOf(entry)]
        assert.deepEqual(
          fresh.entries.map((other) => withoutMacro(other, changed, name)),
          before,
        )
        assert.deepEqual(fresh.macros, top)
        assert.equal(changed?.macros.length, length + (isThere ? 0 : 1))
        for (const macro of changed?.macros ?? []) {
          if (macro.name === name) assert.equal(linesOf(macro.body), linesOf(body))
        }
      })
    },
  ),
  'a comment never makes an entry, a field, a macro or another line': fc.property(
    netrcTexts,
    hostileComments,
    (text, comment) => {
      forEachEntry(text, (netrc, entry) => {
        const old = entry.comment
        const facts = netrc.entries.map((other) => ({ ...factsOfEntry(other), comment: '' }))
        const others = netrc.entries.map((other) => (other === entry ? comment : other.comment))
        if (attempt(() => entry.setComment(comment)) === undefined) {
          assert.equal(String(netrc), text)
          return
        }
        const fresh = parse(String(netrc))
        assert.deepEqual(
          fresh.entries.map((other) => ({ ...factsOfEntry(other), comment: '' })),
          facts,
        )
        assert.deepEqual(
          fresh.entries.map((other) => other.comment),
          others,
        )
        const count = (lines: string | undefined): number => lines?.split('\n').length ?? 0
        const lineEnds = String(netrc).split('\n').length - text.split('\n').length
        assert.equal(lineEnds, count(comment) - count(old), 'only the comment adds lines')
      })
    },
  ),
  'names of every kind are plain data, for machines and for fields': fc.property(
    netrcTexts,
    plainNames,
    plainNames,
    (text, name, field) => {
      const netrc = parse(text)
      const facts = factsOf(netrc)
      // UTF-16 is not read, and every edit of it is refused.
      if (netrc.diagnostics[0]?.code === 'unsupported-encoding') return
      if (!netrc.has(name)) {
        assert.equal(netrc.get(name), undefined)
        assert.equal(netrc.delete(name), false)
        assert.deepEqual(factsOf(netrc), facts)
        const entry = attempt(() => netrc.set(name, { password: 's3cret' }))
        if (entry === undefined) return
        assert.equal(netrc.get(name), entry)
        assert.equal(entry.get(field), undefined)
        assert.equal(entry.has(field), false)
        assert.equal(entry.delete(field), false)
        assert.equal(entry.set(field, 'x').get(field), 'x')
        assert.deepEqual([...entry.fields.keys()], ['password', field])
        assert.equal(netrc.delete(name), true)
        assert.equal(netrc.has(name), false)
      }
    },
  ),
}

/** Returns the content of an entry, without the macros with this name in one of them. */
function withoutMacro(entry: ReadonlyEntry, owner: unknown, name: string): object {
  const isOther = (macro: Macro): boolean => entry !== owner || macro.name !== name
  return { ...factsOfEntry(entry), macros: entry.macros.filter(isOther) }
}

/** Returns a macro's body with one line end for all, and without the last one. */
function linesOf(body: string): string {
  return body.replaceAll('\r\n', '\n').replace(/\n$/, '')
}
