import { statementsOf } from './lexer.ts'
import { factsOf, startsEntry } from './parser.ts'
import type { Section } from './section.ts'
import type { Fact, Statement } from './syntax.ts'

// One judge for every edit: what is written must read back, and nothing else may read otherwise.

/** Of `machine` and of `default`. */
const KEYWORD_LENGTH = 7
const noFacts: readonly Fact[] = []

/** A way to write an edit: the new texts of its sections, and what each of them must say. */
export interface Way {
  readonly texts: readonly string[]
  readonly facts: readonly (readonly Fact[])[]
}

/**
 * True where the texts, put in the place of the sections from `first` to `last`, split into exactly these texts and
 * the sections around them, out to whole lines, and each text says what it must.
 */
export function readsBack(first: Section, last: Section, { texts, facts }: Way): boolean {
  const above = linesAbove(first)
  const start = above.join('').length
  const written = texts.join('')
  const end = start + written.length
  const all = [...above, ...texts, ...linesBelow(last, written.endsWith('\n'))]
  const joined = all.join('')
  const boundaries = endsOf(all)
  // The last one is the end of them all.
  boundaries.pop()
  const found: Statement[] = []
  let passed = 0
  for (const statement of statementsOf(joined)) {
    if (startsEntry(statement) && statement.start !== boundaries[passed++]) return false
    if (statement.start >= start && statement.start < end) found.push(statement)
  }
  return passed === boundaries.length && areSame(factsOf(joined, found), noFacts.concat(...facts))
}

function endsOf(texts: readonly string[]): number[] {
  let end = 0
  return texts.map((text) => {
    end += text.length
    return end
  })
}

/** The sections that share a line with the start of a section, back to one in which a line begins. */
function linesAbove(first: Section): string[] {
  const texts: string[] = []
  let top = first
  while (top.previous && !top.previous.text.endsWith('\n')) {
    top = top.previous
    texts.push(top.text)
    if (top.text.includes('\n')) break
  }
  // Before the first entry there is always a section, if only an empty one.
  if (top.previous) texts.push('')
  return texts.reverse()
}

/** What follows a section up to the end of its line, as parts of sections; at a line's start, the next keyword. */
function linesBelow(last: Section, isAtLineStart: boolean): string[] {
  if (isAtLineStart) return last.next ? [last.next.text.slice(0, KEYWORD_LENGTH)] : []
  const texts: string[] = []
  for (let section = last.next; section; section = section.next) {
    const end = section.text.indexOf('\n') + 1
    texts.push(end === 0 ? section.text : section.text.slice(0, end))
    if (end > 0) break
  }
  return texts
}

function areSame(found: readonly Fact[], expected: readonly Fact[]): boolean {
  if (found.length !== expected.length) return false
  return found.every(([word, isKeyword, value, body], index) => {
    const other = expected[index] ?? []
    return word === other[0] && isKeyword === other[1] && value === other[2] && body === other[3]
  })
}
