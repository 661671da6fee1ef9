import {
  beginsLine,
  type EntryLayout,
  endOfBlanks,
  fieldLayoutOf,
  followsLineEnd,
  likeField,
  OWN_LINE,
  startOfBlanks,
  writeField,
} from './layout.ts'
import type { Item } from './parser.ts'
import { quote } from './quote.ts'
import { endsLine, isField, keywordOf, type Token } from './syntax.ts'
import { type Run, replaceRuns, SPACE, valueToken } from './token.ts'
import { writeValue } from './value.ts'
import type { Candidate } from './verify.ts'

// The candidates of the edits inside one entry, the best first.

/** Gives some items another value. */
export function* setValue(
  tokens: readonly Token[],
  changed: readonly Item[],
  value: string,
): Generator<Candidate> {
  for (const write of [writeInPlace, quote]) {
    const written = changed.map((item) => {
      const token = valueToken(item.key, write(value, tokens, item))
      return item.value === undefined
        ? { start: item.end, end: item.end, tokens: [SPACE, token] }
        : { start: item.value, end: item.value + 1, tokens: [token] }
    })
    yield inOneSection(replaceRuns(tokens, written))
  }
}

/**
 * A keyword needs quotes as a value on a later line than its field. After a further field it needs them on the same line
 * too: there only the second candidate reads back.
 */
function writeInPlace(value: string, tokens: readonly Token[], item: Item): string {
  const gap = tokens.slice(item.word + 1, item.value ?? item.word)
  return !gap.some(endsLine) || keywordOf(value) === undefined ? writeValue(value) : quote(value)
}

/** What new text in an entry depends on, beside the entry itself. */
export interface LayoutContext {
  readonly lineEnd: string
  /** The layout of the nearest machine with fields, for an entry without. */
  model(): EntryLayout | undefined
}

/** Adds a field that the entry does not have: `login` before `password`, any other after the last field. */
export function* addField(
  tokens: readonly Token[],
  items: readonly Item[],
  field: string,
  value: string,
  context: LayoutContext,
): Generator<Candidate> {
  const isSafe = keywordOf(field) !== undefined || keywordOf(value) === undefined
  const written = isSafe ? writeValue(value) : quote(value)
  const password = field === 'login' ? items.findIndex(({ key }) => key === 'password') : -1
  const last = lastIndex(items, (item) => isFieldItem(tokens, item))
  const neighbour = items[password === -1 ? last : password]
  const layout = isField(neighbour?.key)
    ? fieldLayoutOf(tokens, neighbour)
    : likeField(context.model(), field)
  const place = password === -1 ? last : password - 1
  // If the word before would take the new one as its value, the field goes elsewhere.
  for (const index of [place, 0, lastIndex(items, ({ value }) => value !== undefined)]) {
    const end = items[index]?.end ?? 0
    for (const like of [layout, OWN_LINE]) {
      const start = like.isOnOwnLine ? endOfWords(tokens, end) : end
      const added = writeField(field, written, like, context.lineEnd)
      // Below a macro a line begins already.
      const isLineBegun = like.isOnOwnLine && followsLineEnd(tokens, start)
      const line = isLineBegun ? [...added.slice(1), ...added.slice(0, 1)] : added
      // The next word may follow without a gap.
      for (const gap of [[], [SPACE]]) {
        yield inOneSection(replaceRuns(tokens, [{ start, end: start, tokens: line.concat(gap) }]))
      }
    }
  }
}

/** Returns the last item that a test is true for, or else the first one, which begins the entry. */
function lastIndex(items: readonly Item[], test: (item: Item) => boolean): number {
  return Math.max(0, items.findLastIndex(test))
}

/** Tells whether an item is a field, and not a word that stands alone. */
function isFieldItem(tokens: readonly Token[], { key, word, value }: Item): boolean {
  return isField(key) && (value !== undefined || tokens[word]?.kind === 'keyword')
}

/** Returns the index after the blanks and the comment that end a line; the index itself, if words follow on it or it is at its start. */
function endOfWords(tokens: readonly Token[], index: number): number {
  if (followsLineEnd(tokens, index)) return index
  const end = endOfBlanks(tokens, index)
  if (tokens[end]?.kind === 'comment') return end + 1
  return tokens[end]?.kind === 'newline' ? end : index
}

/** Deletes a field, in every occurrence. */
export function* deleteField(
  tokens: readonly Token[],
  items: readonly Item[],
  field: string,
  isFollowed: boolean,
): Generator<Candidate> {
  const runs = runsOf(tokens, items, field)
  const withGaps = runs.map((run) => withGap(tokens, run, isFollowed))
  yield inOneSection(replaceRuns(tokens, withGaps))
  // The gap may be what keeps two words apart.
  yield inOneSection(replaceRuns(tokens, runs))
}

/** Returns the occurrences of a field, those with only blanks between them as one run. */
function runsOf(tokens: readonly Token[], items: readonly Item[], field: string): Run[] {
  const runs: Run[] = []
  for (const { key, word, end } of items) {
    if (key !== field) continue
    const last = runs.at(-1)
    if (last && endOfBlanks(tokens, last.end) === word) runs[runs.length - 1] = { ...last, end }
    else runs.push({ start: word, end, tokens: [] })
  }
  return runs
}

/** A line of its own goes whole, a field that only begins its line takes the gap after it, any other the gap before it. */
function withGap(tokens: readonly Token[], run: Run, isFollowed: boolean): Run {
  const start = startOfBlanks(tokens, run.start)
  if (!beginsLine(tokens, run.start)) return { ...run, start }
  const end = endOfBlanks(tokens, run.end)
  if (tokens[end]?.kind === 'newline') return { ...run, start, end: end + 1 }
  if (end < tokens.length || isFollowed) return { ...run, end }
  // The last line of the file has no line break of its own, and takes the one above it.
  return { ...run, start: tokens[start - 1]?.kind === 'newline' ? start - 1 : start, end }
}

function inOneSection(tokens: readonly Token[]): Candidate {
  return { keep: 0, parts: [tokens] }
}
