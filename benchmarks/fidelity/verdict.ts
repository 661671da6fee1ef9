import { parse, type ReadonlyEntry } from '../../src/core.ts'
import type { Edit } from './operations.ts'
import { type EntryWords, type TextWords, type Word, wordsOf } from './words.ts'

/** The outcomes of an operation, best first. */
export const VERDICTS = [
  'exact',
  'other blanks only',
  'reordered',
  'lost or invented words',
  'wrong value',
  'refused',
  'hangs',
] as const
export type Verdict = (typeof VERDICTS)[number]

/**
 * Judges a text after an edit. The worst applicable verdict counts: a wrong value, a missing or new word, another
 * order, other blanks.
 */
export function judgeWritten(before: string, after: string, edit: Edit): Verdict {
  if (isWrong(before, after, edit)) return 'wrong value'
  const rest = wordsButTheNew(wordsOf(after), edit)
  const allowed = allowedWords(wordsOf(before), edit)
  const sorted = inOrder([...rest].sort())
  if (allowed.some((words) => inOrder(words) === inOrder(rest))) {
    return isExact(before, after, edit) ? 'exact' : 'other blanks only'
  }
  const isReordered = allowed.some((words) => inOrder([...words].sort()) === sorted)
  return isReordered ? 'reordered' : 'lost or invented words'
}

/** Returns whether the edit cannot be read back, or a machine has a value that the text did not give it. */
function isWrong(before: string, after: string, edit: Edit): boolean {
  const given = parse(before).entries
  const entries = parse(after).entries
  const isNamed = ({ name }: ReadonlyEntry) => edit.kind !== 'write' && name === edit.name
  const others = edit.kind === 'add' ? entries.filter((entry) => !isNamed(entry)) : entries
  return (
    !isDone(edit, entries.filter(isNamed), given.filter(isNamed)) ||
    !others.every((entry) => isGiven(entry, given, edit))
  )
}

/** Returns whether an edit can be read back, from the machines with its name before and after it. */
function isDone(
  edit: Edit,
  named: readonly ReadonlyEntry[],
  given: readonly ReadonlyEntry[],
): boolean {
  switch (edit.kind) {
    case 'write':
      return true
    case 'change':
      return named.some(({ password }) => password === edit.password)
    case 'add':
      return named.some(({ login, password }) => login === edit.login && password === edit.password)
    case 'remove':
      return named.length < given.length
  }
}

/** Returns whether an entry has only values that one with its name had, or is new because none had its name. */
function isGiven(entry: ReadonlyEntry, given: readonly ReadonlyEntry[], edit: Edit): boolean {
  const isChanged = (field: string, value: string) =>
    edit.kind === 'change' &&
    field === 'password' &&
    entry.name === edit.name &&
    value === edit.password
  const candidates = given.filter(({ kind, name }) => kind === entry.kind && name === entry.name)
  const fits = ({ fields }: ReadonlyEntry) =>
    [...entry.fields].every(
      ([field, value]) => fields.get(field) === value || isChanged(field, value),
    )
  return candidates.length === 0 || candidates.some(fits)
}

/** Lists the words that a text may have after the edit, without those of an added machine: one list for each way to do it. */
function allowedWords(words: TextWords, edit: Edit): string[][] {
  const named = words.entries.filter(
    ({ name }) => edit.kind !== 'write' && name !== undefined && name === edit.name,
  )
  switch (edit.kind) {
    case 'write':
    case 'add':
      return [meanings(words.all)]
    case 'change':
      return named
        .flatMap(passwordsToChange)
        .map((changed) =>
          words.all.map((word) =>
            changed.some(({ start }) => start === word.start) ? edit.password : word.meaning,
          ),
        )
    case 'remove':
      return [...named.map((entry) => [entry]), named].map((entries) => {
        const gone = new Set(entries.flatMap((entry) => entry.words.map(({ start }) => start)))
        return meanings(words.all.filter(({ start }) => !gone.has(start)))
      })
  }
}

/** Lists the passwords to change: if a field is given twice, either all of them or the one that counts. */
function passwordsToChange({ values }: EntryWords): Word[][] {
  const passwords = values.filter(({ keyword }) => keyword === 'password')
  return passwords.length === 0 ? [] : [passwords, passwords.slice(-1)]
}

function wordsButTheNew(words: TextWords, edit: Edit): string[] {
  const added = words.entries.filter(({ name }) => edit.kind === 'add' && name === edit.name).at(-1)
  if (edit.kind !== 'add' || added === undefined) return meanings(words.all)
  const expected = ['machine', edit.name, 'login', edit.login, 'password', edit.password]
  const first = words.all.findIndex(({ start }) => start === added.words[0]?.start)
  const last = first + expected.length
  const written = meanings(words.all.slice(first, last))
  // In any order, but with nothing else between them.
  if (inOrder([...written].sort()) !== inOrder([...expected].sort())) return meanings(words.all)
  return meanings([...words.all.slice(0, first), ...words.all.slice(last)])
}

/** Returns whether only the requested bytes have changed. Assumes that the words are correct. */
function isExact(before: string, after: string, edit: Edit): boolean {
  if (edit.kind === 'write') return after === before
  if (edit.kind === 'add') return isOneInsertion(before, after)
  if (edit.kind === 'remove') return isOneInsertion(after, before)
  return wordsOf(before)
    .entries.filter(({ name }) => name === edit.name)
    .flatMap(passwordsToChange)
    .some((changed) =>
      [edit.password, `"${edit.password}"`].some(
        (writing) => replaceWords(before, changed, writing) === after,
      ),
    )
}

function replaceWords(text: string, words: readonly Word[], writing: string): string {
  return words.reduceRight(
    (replaced, { start, end }) => replaced.slice(0, start) + writing + replaced.slice(end),
    text,
  )
}

/** Returns whether the longer text is the shorter one with one insertion. */
function isOneInsertion(shorter: string, longer: string): boolean {
  let head = 0
  while (head < shorter.length && shorter[head] === longer[head]) head++
  return shorter.length <= longer.length && longer.endsWith(shorter.slice(head))
}

function meanings(words: readonly Word[]): string[] {
  return words.map(({ meaning }) => meaning)
}

// Joins a list to one string: no meaning has a NUL and a line break.
function inOrder(meanings: readonly string[]): string {
  return meanings.join('\0\n')
}
