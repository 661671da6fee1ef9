import type { Fixture } from '../../tools/corpus.ts'

/** The subject of a file of the corpus, by the beginning of its name: the groups of fixtures/README.md. */
export const GROUPS: Readonly<Record<string, string>> = {
  layout: 'the position of words and lines',
  comment: 'comments',
  quote: 'quotes and backslashes',
  macro: '`macdef`',
  default: '`default`',
  duplicate: 'a machine or a field twice',
  further: 'further fields',
  keyword: 'case and other spellings of keywords',
  value: 'unusual values',
  machine: 'unusual names',
  crlf: 'CRLF line ends',
  carriage: 'a lone CR',
  blank: 'characters that look like blanks',
  bytes: 'byte order marks, other encodings',
  outside: 'words before the first entry',
  plain: 'names like `__proto__`',
  empty: 'no entry at all',
  not: 'files of another kind',
  trap: 'texts that once broke a reader',
  real: 'whole files',
}

/** Returns the group of a file. */
export function groupOf({ name }: Pick<Fixture, 'name'>): string {
  return name.replace(/-.*/, '')
}
