import { type Candidate, type Run, replaceRuns } from './candidate.ts'
import {
  beginsLine,
  endOfBlanks,
  type FieldLayout,
  fieldLayoutOf,
  firstLineBreak,
  followsLineEnd,
  likeField,
  OWN_LINE,
  startOfBlanks,
  writeField,
} from './layout.ts'
import { type Item, valueAt } from './parser.ts'
import { nearest } from './place.ts'
import { quote } from './quote.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { endsLine, isField, keywordOf, type Token } from './syntax.ts'
import { gap, SPACE, valueToken } from './token.ts'
import { assertField, assertName, assertValue, writeValue } from './value.ts'

// Edits inside one entry. They propose the best candidate first.

/** Sets a field in every occurrence, or adds it. */
export function setField(
  sections: SectionList,
  section: Section,
  field: string,
  value: string,
): void {
  if (typeof value !== 'string') assertValue(value)
  const { tokens, items } = section
  const occurrences = items.filter(({ key }) => key === field)
  const changed = occurrences.filter((item) => valueAt(tokens, item) !== value)
  const isMissing = occurrences.length === 0
  if (isMissing) assertField(field)
  // A value that is already in the file does not have to be one that could be written.
  else if (changed.length === 0) return
  assertValue(value)
  const lineEnd = (): string => firstLineBreak(section.text) ?? sections.lineEnd()
  const candidates = isMissing
    ? addField(section, field, value, lineEnd)
    : setValue(section, changed, value)
  sections.write(section, candidates)
}

/** Removes a field in every occurrence; returns `false` if there is none. */
export function deleteField(sections: SectionList, section: Section, field: string): boolean {
  const { tokens } = section
  const runs = runsOf(section, field)
  if (runs.length === 0) return false
  const withGaps = runs.map((run) => withGap(section, run))
  // The gap may be what keeps two words apart.
  sections.write(section, [replaceRuns(tokens, withGaps), replaceRuns(tokens, runs)])
  return true
}

/** Renames a machine. */
export function rename(sections: SectionList, section: Section, name: string): void {
  if (typeof name === 'string' && section.name === name) return
  assertName(name)
  sections.rename(section, setValue(section, section.items.slice(0, 1), name))
}

/** Changes the value of some items. */
function* setValue(
  { tokens }: Section,
  changed: readonly Item[],
  value: string,
): Generator<Candidate> {
  // First without quotes, then all in quotes, then only some of the first three, in case a quote would close an open one.
  const ways = 2 ** Math.min(changed.length, 3)
  for (let way = ways; way > 0; way--) {
    const written = changed.map((item, index) => {
      const write = (way % ways) & (1 << Math.min(index, 2)) ? quote : writeInPlace
      const { key, value: start = item.end, end } = item
      const token = valueToken(key, write(value, tokens, item))
      return { start, end, tokens: item.value ? [token] : [SPACE, token] }
    })
    yield replaceRuns(tokens, written, changed[0]?.word)
  }
}

/**
 * A value that is a keyword needs quotes if it is on a later line than its field. After a further field, it needs them on the
 * same line too: there, only the second candidate reads back.
 */
function writeInPlace(value: string, tokens: readonly Token[], item: Item): string {
  const gap = tokens.slice(item.word + 1, item.value ?? item.word)
  return gap.some(endsLine) && keywordOf(value) ? quote(value) : writeValue(value)
}

/** Adds a field that the entry does not have: `login` before `password`, any other after the last field. */
function* addField(
  section: Section,
  field: string,
  value: string,
  lineEnd: () => string,
): Generator<Candidate> {
  const { tokens, items, previous, next } = section
  const written = !keywordOf(field) && keywordOf(value) ? quote(value) : writeValue(value)
  const [head] = items
  const password = field === 'login' ? items.findIndex(({ key }) => key === 'password') : -1
  // A word without a value is not a field.
  const isFieldItem = ({ key, word, value }: Item) =>
    isField(key) && (value || tokens[word]?.kind === 'keyword')
  const last = items.findLast(isFieldItem) ?? head
  const neighbour = items[password] ?? last
  const layout = isField(neighbour?.key)
    ? fieldLayoutOf(tokens, neighbour)
    : likeField(nearest(previous, next), field)
  const place = items[password - 1] ?? last
  // If the word before would take the new one as its value, the field goes elsewhere.
  for (const item of [place, head, items.findLast(({ value }) => value) ?? head]) {
    const end = item?.end ?? 0
    for (const like of [layout, OWN_LINE]) {
      const isOnOwnLine = like.before.startsWith('\n')
      const start = isOnOwnLine ? endOfWords(tokens, end) : end
      // After a macro, a line has already begun.
      const isLineBegun = isOnOwnLine && followsLineEnd(tokens, start)
      const at: FieldLayout = isLineBegun ? { ...like, before: like.before.slice(1) } : like
      const added = writeField(field, written, at, lineEnd)
      // There may be no gap before the next word.
      for (const space of ['', ' ']) {
        const after = gap(isLineBegun ? lineEnd() + space : space)
        yield replaceRuns(tokens, [{ start, end: start, tokens: [...added, after] }])
      }
    }
  }
}

/** Returns the index after the blanks and the comment that end a line; the index itself at the start of a line or before words. */
function endOfWords(tokens: readonly Token[], index: number): number {
  if (followsLineEnd(tokens, index)) return index
  const end = endOfBlanks(tokens, index)
  if (tokens[end]?.kind === 'comment') return end + 1
  return tokens[end]?.kind === 'newline' ? end : index
}

/** Returns the occurrences of a field, those with only blanks between them as one run. */
function runsOf({ tokens, items }: Section, field: string): Run[] {
  const runs: Run[] = []
  for (const { key, word, end } of items) {
    if (key !== field) continue
    const last = runs.at(-1)
    if (last && endOfBlanks(tokens, last.end) === word) runs[runs.length - 1] = { ...last, end }
    else runs.push({ start: word, end, tokens: [] })
  }
  return runs
}

/** Extends a run to its whole line, to the gap after it if it only begins the line, or otherwise to the gap before it. */
function withGap({ tokens, next }: Section, run: Run): Run {
  const start = startOfBlanks(tokens, run.start)
  if (!beginsLine(tokens, run.start)) return { ...run, start }
  const end = endOfBlanks(tokens, run.end)
  if (tokens[end]?.kind === 'newline') return { ...run, start, end: end + 1 }
  if (end < tokens.length || next) return { ...run, end }
  // The last line of the file has no line break, so the one before it is removed.
  return { ...run, start: tokens[start - 1]?.kind === 'newline' ? start - 1 : start, end }
}
