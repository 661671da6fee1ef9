import assert from 'node:assert/strict'
import fc from 'fast-check'
import { lex, parse } from '../../src/core.ts'
import {
  fields,
  names,
  netrcTexts,
  writableCredentials,
  writableValues,
} from '../support/arbitraries.ts'
import { expectInsertion } from '../support/contract.ts'
import { isOccurrence, piecesOf, sectionsOf, textOf } from '../support/pieces.ts'
import { attempt, countOccurrences, forEachEntry } from './attempts.ts'
import type { Properties } from './properties.ts'

/** An edit changes one place, and its reverse restores it. */
export const locality: Properties = {
  'setting the same value, in every occurrence, changes nothing': fc.property(
    netrcTexts,
    (text) => {
      forEachEntry(text, (netrc, entry) => {
        for (const [field, value] of entry.fields) {
          if (countOccurrences(netrc, entry, field) !== 1) continue
          entry.set(field, value)
          assert.equal(String(netrc), text)
        }
      })
    },
  ),
  'setting and setting back changes only how the value is written': fc.property(
    netrcTexts,
    fields,
    writableValues,
    (text, field, value) => {
      forEachEntry(text, (netrc, entry) => {
        const before = entry.get(field)
        if (before === undefined || countOccurrences(netrc, entry, field) !== 1) return
        attempt(() => entry.set(field, value).set(field, before))
        assert.deepEqual(shape(String(netrc)), shape(text))
      })
    },
  ),
  'adding a machine is one insertion, and removing it restores the text': fc.property(
    netrcTexts,
    names,
    writableCredentials,
    (text, name, given) => {
      const netrc = parse(text)
      const { length } = netrc.entries
      const added = attempt(() => netrc.add(name, given))
      if (added === undefined || netrc.entries.length === length) return
      expectInsertion(text, String(netrc))
      assert.equal(netrc.delete(added), true)
      expectClosed(text, String(netrc))
    },
  ),
  'adding a default is one insertion, and removing it restores the text': fc.property(
    netrcTexts,
    writableCredentials,
    (text, given) => {
      const netrc = parse(text)
      if (netrc.default) return
      const added = attempt(() => netrc.setDefault(given))
      if (added === undefined) return
      expectInsertion(text, String(netrc))
      assert.equal(netrc.delete(added), true)
      expectClosed(text, String(netrc))
    },
  ),
  'adding a field is one insertion, and deleting it restores the text': fc.property(
    netrcTexts,
    fields,
    writableValues,
    (text, field, value) => {
      forEachEntry(text, (netrc, entry) => {
        if (attempt(() => entry.delete(field)) !== false) return
        if (attempt(() => entry.set(field, value)) === undefined) return
        expectInsertion(text, String(netrc))
        const isFollowed = isFollowedOnLine(String(netrc), netrc.entries.indexOf(entry), field)
        assert.equal(entry.delete(field), true)
        // A field that begins a line with something else at its end leaves that line; and if words touch, the blank that had
        // to be added between them stays.
        if (isFollowed || hasTouchingWords(text)) return
        // If line ends are mixed, the removed line end after the field may be of another kind.
        if (/\r\n/.test(text) && /(?<!\r)\n/.test(text)) return
        // Blanks after a last field without a line end are removed with it.
        assert.equal(withoutFinalBlanks(String(netrc)), withoutFinalBlanks(text))
      })
    },
  ),
}

/** Returns the tokens of a text, without the written form of values. */
function shape(text: string): (readonly string[])[] {
  return lex(text).map((token) => (token.kind === 'value' ? ['value'] : [token.kind, token.text]))
}

/** Returns whether another word follows a field on its line. */
function isFollowedOnLine(text: string, index: number, field: string): boolean {
  const sections = sectionsOf(text)
  const [own = [], ...below] = sections.slice(index + 1)
  const at = own.findIndex((piece) => isOccurrence(piece, field))
  const trailing = textOf([...own.slice(at + 1), ...below.flat()])
  return /^[ \t\r]*[^ \t\r\n#]/.test(trailing)
}

function hasTouchingWords(text: string): boolean {
  const pieces = piecesOf(text)
  return pieces.some(
    ({ kind }, index) => kind !== 'gap' && (pieces[index + 1]?.kind ?? 'gap') !== 'gap',
  )
}

function withoutFinalBlanks(text: string): string {
  return text.replace(/[ \t\r]+$/, '')
}

/** Asserts that a text is unchanged, except for a line or a macro that adding had to close. */
function expectClosed(before: string, after: string): void {
  if (before === after) return
  let at = 0
  while (at < before.length && before[at] === after[at]) at++
  const closed = after.slice(at, at + after.length - before.length)
  assert.equal(before.slice(0, at) + closed + before.slice(at), after, 'nothing is lost')
  assert.match(closed, /^(?:\r?\n){1,2}$/, 'only line ends stay')
  // In the middle of a text, only if a quote is open on the line.
  if (at < before.length) assert.match(before.slice(0, at), /"[^\n]*$/)
  else assert.doesNotMatch(before, /\n\r?\n$/, 'there was something to close')
}
