import { firstLineBreak } from './fast-path.ts'
import {
  beginsLine,
  blanks,
  blanksBefore,
  bodyEnd,
  closeLine,
  commentRange,
  startOfBlanks,
} from './layout.ts'
import type { Item } from './parser.ts'
import type { Section } from './section.ts'
import { serialize } from './serializer.ts'
import { isField, type Token } from './syntax.ts'
import { bodyToken, replaceRuns, SPACE, triviaToken, valueToken, wordToken } from './token.ts'
import type { Candidate } from './verify.ts'

// The candidates of the edits of macros.

/** Gives some macros of a section another body, and closes them. */
export function setMacros(
  { tokens }: Section,
  macros: readonly Item[],
  body: string,
  lineEnd: string,
): Candidate {
  const runs = macros.map(({ end }) => {
    const last = tokens[end - 1]
    const old = last?.kind === 'macro-body' ? last.text : ''
    // What is on the name's line stays.
    const nameLine = old.slice(0, old.indexOf('\n') + 1) || old + lineEnd
    const start = old === '' ? end : end - 1
    return { start, end, tokens: [bodyToken(nameLine + writeBody(body, lineEnd))] }
  })
  return { keep: 0, parts: [replaceRuns(tokens, runs)] }
}

/** Adds a macro on lines of its own: after what an entry says, or above the comment that touches the first entry. */
export function addMacro(section: Section, name: string, body: string, lineEnd: string): Candidate {
  const { tokens, items, isAttached, next } = section
  const at = isAttached ? bodyEnd(section) : next ? commentRange(section).start : tokens.length
  const field = items.findLast(({ key, word }) => isField(key) && beginsLine(tokens, word))
  const closed = closeLine(section, at, lineEnd)
  const added = [
    ...closed.tokens,
    ...blanks(field && isAttached ? blanksBefore(tokens, field.word) : ''),
    wordToken('macdef'),
    SPACE,
    valueToken('macdef', name),
    bodyToken(lineEnd + writeBody(body, lineEnd)),
  ]
  return { keep: closed.keep, parts: [added.concat(tokens.slice(at))] }
}

/** Writes the lines of a macro, and the empty line that ends it. */
function writeBody(body: string, lineEnd: string): string {
  return (body === '' ? '\n' : `${body}\n\n`).replaceAll('\n', lineEnd)
}

/** Deletes some macros of a section: whole lines, but for the words before a macro on its line. */
export function deleteMacros({ tokens }: Section, macros: readonly Item[]): Candidate {
  const runs = macros.map(({ word, end }) => {
    const isOwnLine = beginsLine(tokens, word)
    const lineEnd = isOwnLine ? undefined : firstLineBreak(serialize(tokens.slice(word, end)))
    const left: Token[] = lineEnd === undefined ? [] : [triviaToken('newline', lineEnd)]
    return { start: startOfBlanks(tokens, word), end, tokens: left }
  })
  return { keep: 0, parts: [replaceRuns(tokens, runs)] }
}
