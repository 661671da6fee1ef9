import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parse } from '../../src/core.ts'
import { fields, hostileValues, netrcTexts, plainNames } from '../support/arbitraries.ts'
import { factsOf, factsOfEntry } from '../support/facts.ts'
import { attempt, forEachEntry } from './attempts.ts'
import type { Properties } from './properties.ts'

/** No value, name or field is more than one. */
export const hostility: Properties = {
  'no value makes a second word, line or entry': fc.property(
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
        assert.ok(missing ? lineEnds <= 2 : lineEnds === 0, 'no line comes of a value')
      })
    },
  ),
  'no name makes a second word, line or entry': fc.property(
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
  'names of every kind are plain data, for machines and for fields': fc.property(
    netrcTexts,
    plainNames,
    plainNames,
    (text, name, field) => {
      const netrc = parse(text)
      const facts = factsOf(netrc)
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
