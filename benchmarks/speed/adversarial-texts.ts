import { repeat } from './texts.ts'

/** A text that grows with `count`, and is hard on one part of a reader. */
export interface AdversarialText {
  readonly name: string
  /** The largest count in a full run, unless a factor is steep. */
  readonly count: number
  readonly write: (count: number) => string
}

/** The machine that is read and edited if the text has it. */
export const target = 'a.example'
const first = `machine ${target} login me password s3cret`

function lines(name: string, count: number, line: string | ((index: number) => string)) {
  return { name, count, write: (size: number) => repeat(size, line) }
}

function afterEntry(name: string, count: number, piece: string | ((index: number) => string)) {
  return { name, count, write: (size: number) => `${first}${repeat(size, piece)}\n` }
}

function closed(name: string, count: number, start: string, piece: string, end: string) {
  return { name, count, write: (size: number) => `${start}${repeat(size, piece)}${end}` }
}

export const adversarialTexts: readonly AdversarialText[] = [
  afterEntry('quotes without end, one a line', 100_000, '\npassword "x'),
  afterEntry('quotes without end, all one line', 100_000, ' "x'),
  closed('one quote without end, escaped quotes', 100_000, `${first} account "`, '\\" ', '\n'),
  afterEntry('a quote and a backslash before a blank', 100_000, ' "\\'),
  afterEntry('a quote and a backslash before a line end', 100_000, '\n"\\'),
  closed('backslashes in quotes', 100_000, `${first} account "`, '\\\\', '"\n'),
  afterEntry('quoted words that stand alone', 100_000, ' "x"'),
  lines('macros without end', 100_000, 'macdef m\n'),
  lines('macros without end or name', 100_000, 'macdef\n'),
  afterEntry('macros in one entry', 30_000, ' macdef m\nls\n\n'),
  closed('one long macro without end', 100_000, `${first}\nmacdef m\n`, 'machine x\n', ''),
  lines('blanks only', 200_000, ' '),
  lines('newlines only', 200_000, '\n'),
  lines('CR only', 200_000, '\r'),
  lines('CR for line ends', 20_000, `${first}\r`),
  afterEntry('blanks at the end', 200_000, ' '),
  afterEntry('newlines at the end', 200_000, '\n'),
  lines('keyword machine only, one a line', 100_000, 'machine\n'),
  lines('keyword machine only, all one line', 100_000, 'machine '),
  lines('keyword default only', 100_000, 'default\n'),
  afterEntry('keyword password only, one a line', 100_000, '\npassword'),
  afterEntry('keyword password only, all one line', 100_000, ' password'),
  afterEntry('one entry, many fields, one a line', 100_000, (index) => `\n  field-${index} x`),
  afterEntry('one entry, many fields, all one line', 100_000, (index) => ` field-${index} x`),
  afterEntry('one entry, one field many times', 100_000, '\n  password s3cret'),
  lines('fields before any entry', 100_000, 'password s3cret\n'),
  lines('one name, many entries', 100_000, `${first}\n`),
  lines('one name, many logins', 100_000, (index) => `machine ${target} login user-${index}\n`),
  lines('one name, nothing else', 100_000, `machine ${target}\n`),
  lines('entries all one line', 36_000, (index) => `machine ${index === 0 ? target : index} `),
  lines('whole entries all one line', 36_000, `${first} `),
  lines('quoted passwords, all one line', 2_000, `${first} password "a b" `),
  closed('machines after default', 60_000, `default\n${first}\n`, 'machine b password x\n', ''),
  lines('comments only', 100_000, '# machine a.example\n'),
  lines('comment lines of 4,000 characters', 100, `# ${'x'.repeat(3990)}\n`),
  closed('one long comment', 200_000, `# ${first}`, ' #', '\n'),
  afterEntry('comment lines at the end', 100_000, '\n# a comment'),
  afterEntry('comments and empty lines at the end', 100_000, '\n# a comment\n'),
  closed('comments above default', 100_000, `${first}\n`, '# a comment\n', 'default login x\n'),
  closed('empty lines above default', 100_000, `${first}\n`, '\n', 'default login x\n'),
  lines('unknown words, one a line', 100_000, 'word\n'),
  afterEntry('unknown words, all one line', 100_000, ' word'),
  afterEntry('unknown words that stand alone', 100_000, '\nword # none'),
  afterEntry('a password of one long word', 200_000, 'x'),
  closed('a name of one long word', 200_000, 'machine ', 'x', ` login me\n${first}\n`),
  closed('one long word', 200_000, '', 'x', ''),
  afterEntry('characters outside ASCII', 100_000, '\n  ключ 密碼🔑'),
  lines('NUL', 200_000, '\0'),
  closed('a name, a comment and CRLF', 100_000, 'machine ', 'x', ` # c\r\n${first}\r\n`),
]
