import { assertString } from './arguments.ts'
import { type Candidate, replaceRuns } from './candidate.ts'
import {
  beginsLine,
  blanksBefore,
  bodyEnd,
  closeLine,
  commentRange,
  firstLineBreak,
  startOfBlanks,
} from './layout.ts'
import { bodyOf, type Item, valueAt } from './parser.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { serialize } from './serializer.ts'
import { isField } from './syntax.ts'
import { bodyToken, gap, SPACE, valueToken, wordToken } from './token.ts'
import { assertBody, assertMacroName, plainBody } from './value.ts'

// Edits of macros.

/** Sets the body of every macro with a name in a section, or adds one. */
export function setMacro(
  sections: SectionList,
  section: Section,
  name: string,
  body: string,
): void {
  const { tokens } = section
  const macros = macrosNamed(section, name)
  const lines = typeof body === 'string' ? plainBody(body) : undefined
  const changed = macros.filter((item) => plainBody(bodyOf(tokens, item)) !== lines)
  if (macros.length === 0) assertMacroName(name)
  else if (changed.length === 0) return
  assertBody(body)
  const lineEnd = sections.lineEnd()
  const written = `${lines}\n${lines && '\n'}`.replaceAll('\n', lineEnd)
  const runs = changed.map(({ word, value = word, end }) => {
    const start = value + 1
    const old = serialize(tokens.slice(start, end))
    // The rest of the name's line stays.
    const nameLine = old.slice(0, old.indexOf('\n') + 1) || old + lineEnd
    return { start, end, tokens: [bodyToken(nameLine + written)] }
  })
  const candidate =
    macros.length === 0
      ? addMacro(section, name, lineEnd + written, lineEnd)
      : replaceRuns(tokens, runs)
  sections.write(section, [candidate])
}

/** Adds a macro on its own lines: after the last word of an entry, or above the comment that touches the first entry. */
function addMacro(section: Section, name: string, body: string, lineEnd: string): Candidate {
  const { tokens, items, isAttached, next } = section
  const at = isAttached ? bodyEnd(section) : next ? commentRange(section).start : tokens.length
  const field = items.findLast(({ key, word }) => isField(key) && beginsLine(tokens, word))
  const closed = closeLine(section, at, lineEnd)
  const added = [
    ...closed.tokens,
    gap(field && isAttached ? blanksBefore(tokens, field.word) : ''),
    wordToken('macdef'),
    SPACE,
    valueToken('macdef', name),
    bodyToken(body),
  ]
  return { keep: closed.keep, parts: [added.concat(tokens.slice(at))] }
}

/** Deletes every macro with a name from a section. Deletes whole lines, except for words before a macro on its line. */
export function deleteMacro(sections: SectionList, section: Section, name: string): boolean {
  assertString(name, "a macro's name")
  const { tokens } = section
  const runs = macrosNamed(section, name).map(({ word, end }) => {
    const macro = beginsLine(tokens, word) ? '' : serialize(tokens.slice(word, end))
    return { start: startOfBlanks(tokens, word), end, tokens: [gap(firstLineBreak(macro) ?? '')] }
  })
  if (runs.length === 0) return false
  sections.write(section, [replaceRuns(tokens, runs)])
  return true
}

function macrosNamed({ tokens, items }: Section, name: string): Item[] {
  return items.filter((item) => item.key === 'macdef' && valueAt(tokens, item) === name)
}
