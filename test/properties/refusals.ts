import assert from 'node:assert/strict'
import fc from 'fast-check'
import { fields, netrcTexts, writableValues } from '../support/arbitraries.ts'
import { findWriting } from '../support/writings.ts'
import { countOccurrences, forEachEntry, refusalOf } from './attempts.ts'
import type { Properties } from './properties.ts'

/** Nothing is refused that can be written. */
export const refusals: Properties = {
  'a value is refused only if no way of writing it reads back': fc.property(
    netrcTexts,
    fields,
    writableValues,
    (text, field, value) => {
      forEachEntry(text, (netrc, entry) => {
        if (countOccurrences(netrc, entry, field) === 0) return
        if (refusalOf(() => entry.set(field, value)) !== 'unsafe-position') return
        assert.equal(findWriting(text, netrc.entries.indexOf(entry), field, value), undefined)
      })
    },
  ),
  'a missing field is refused only if no place for it reads back': fc.property(
    netrcTexts,
    fields,
    writableValues,
    (text, field, value) => {
      forEachEntry(text, (netrc, entry) => {
        // If a machine has no name, nothing fits after its keyword: the field would become the name.
        const isNameless = entry.kind === 'machine' && entry.name === undefined
        if (isNameless || countOccurrences(netrc, entry, field) > 0) return
        if (refusalOf(() => entry.set(field, value)) !== 'unsafe-position') return
        assert.equal(findWriting(text, netrc.entries.indexOf(entry), field, value), undefined)
      })
    },
  ),
}
