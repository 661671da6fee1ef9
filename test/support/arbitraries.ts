import fc from 'fast-check'
import { type Credentials, parse } from '../../src/core.ts'
import { loadCorpus } from '../../tools/corpus.ts'
import type { Command, CredentialsGiven, PlaceGiven } from './commands.ts'
import { type TidyFile, writeTidy } from './tidy.ts'

// Generators that are biased toward words and characters with a meaning in a netrc file.

const corpusTexts: readonly string[] = loadCorpus()
  .map(({ bytes }) => String(parse(bytes)))
  .filter((text) => text.length < 2_000)

const HOSTS = ['a.example', 'A.Example', 'b.example', 'c'] as const
const ODD_WORDS = [
  '__proto__',
  'constructor',
  'machine',
  'default',
  'login',
  'macdef',
  'user',
  'x',
  'x"',
  '"x',
  '#x',
  'x#',
  '\\',
  '\\"',
  "'",
  'é',
  '"',
  '""',
] as const
const FIELDS = ['login', 'password', 'account', 'user', 'PASSWD', 'port', 'token'] as const
const BLANKS = [' ', '  ', '\t', '\r'] as const
const LINE_BREAKS = ['\n', '\r\n', '\n\n', '\r\n\r\n'] as const
const COMMENTS = ['# note', '#', '# machine d login e', '#"'] as const

const pick = <T>(choices: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...choices)

/** A piece of syntax, without a separator before the next one. */
const fragment: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: pick(['machine', 'machine ', 'default', 'MACHINE ', 'macdef', 'macdef m\n']),
  },
  { weight: 3, arbitrary: pick(FIELDS) },
  { weight: 3, arbitrary: pick([...HOSTS, ...ODD_WORDS]) },
  { weight: 5, arbitrary: pick(BLANKS) },
  { weight: 4, arbitrary: pick(LINE_BREAKS) },
  { weight: 1, arbitrary: pick(COMMENTS) },
  { weight: 1, arbitrary: pick(['\ufeff', '\0', '\u00a0', '\ud800', '\udce9', '\f', '😀']) },
)

const gap = pick([' ', ' ', ' ', '  ', '\t', '\n', '\n  ', '\r\n\t', '\n\n'])
const word = pick([...HOSTS, ...ODD_WORDS])

/** Words with separators, so most of them have a meaning. */
const spacedWords: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc
            .tuple(pick(['machine', 'machine', 'default', 'macdef']), gap, word)
            .map((parts) => parts.join('')),
        },
        { weight: 5, arbitrary: fc.tuple(pick(FIELDS), gap, word).map((parts) => parts.join('')) },
        { weight: 2, arbitrary: pick([...FIELDS, ...ODD_WORDS]) },
        { weight: 1, arbitrary: pick(COMMENTS) },
      ),
      gap,
    ),
    { maxLength: 14 },
  )
  .map((words) => words.flat().join(''))

/** Any sequence of pieces of syntax, which is only well formed by chance. */
const syntaxSoup: fc.Arbitrary<string> = fc
  .array(fragment, { maxLength: 40 })
  .map((fragments) => fragments.join(''))

/** A file as written by a person with consistent habits, without mistakes. */
export const tidyFiles: fc.Arbitrary<TidyFile> = fc.record({
  lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
  isOneLine: fc.boolean(),
  indent: fc.constantFrom('', '  ', '\t'),
  gap: fc.constantFrom(' ', '  ', '\t'),
  emptyLines: fc.nat({ max: 2 }),
  hasFinalLineEnd: fc.boolean(),
  hasMark: fc.boolean(),
  entries: fc.array(
    fc.record({
      name: fc.option(pick(HOSTS), { freq: 5, nil: undefined }),
      fields: fc.uniqueArray(
        fc.tuple(
          pick(['login', 'password', 'account', 'port'] as const),
          pick(['ada', 's3cret', 'x', '"with blank"', 'pa#ss', '"#"', '""']),
        ),
        { selector: ([field]) => field, maxLength: 4 },
      ),
      above: fc.option(pick(COMMENTS), { freq: 5, nil: undefined }),
      trailing: fc.option(pick(COMMENTS), { freq: 5, nil: undefined }),
      macro: fc.option(pick(['m', 'init']), { freq: 8, nil: undefined }),
    }),
    { maxLength: 5 },
  ),
})

const tidyTexts: fc.Arbitrary<string> = tidyFiles.map(writeTidy)

const patchedCorpusTexts = fc
  .tuple(pick(corpusTexts), fc.nat(), fc.nat({ max: 3 }), fragment)
  .map(([text, position, cut, inserted]) => {
    const at = text.length === 0 ? 0 : position % (text.length + 1)
    return text.slice(0, at) + inserted + text.slice(at + cut)
  })

/** Netrc files, well formed and not. */
export const netrcTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: tidyTexts },
  { weight: 4, arbitrary: spacedWords },
  { weight: 3, arbitrary: syntaxSoup },
  { weight: 2, arbitrary: pick(corpusTexts) },
  { weight: 2, arbitrary: patchedCorpusTexts },
)

/** Any text, including unpaired surrogates and NUL. */
export const anyTexts: fc.Arbitrary<string> = fc.oneof(
  netrcTexts,
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
    .map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

/** Any bytes. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  netrcTexts.map((text) => new Uint8Array(Buffer.from(text, 'latin1'))),
  netrcTexts.map((text) => new Uint8Array(Buffer.from(text, 'utf16le'))),
  fc.tuple(netrcTexts, fc.uint8Array({ maxLength: 4 }), netrcTexts).map(([text, stray, rest]) => {
    return new Uint8Array(Buffer.concat([Buffer.from(text), stray, Buffer.from(rest)]))
  }),
)

/** Values that can be written, most of them awkward. */
export const writableValues: fc.Arbitrary<string> = fc.oneof(
  pick(['s3cret', 'ada', '', ' ', 'with blank', '\t', '\u0001', 'ünï', '😀', 'pa#ss', "it's"]),
  pick([...HOSTS, ...ODD_WORDS]),
  fc.string({ unit: fc.constantFrom('"', '\\', '#', ' ', 'n', 'x', '\t'), maxLength: 5 }),
)

/** Values that try to become more than one, including those that cannot be written. */
export const hostileValues: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: writableValues },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        writableValues,
        pick(['\n', '\r', '\0', '\r\n', '\n\n', '\ud800', '\udc80', '\u2028', '\u0085']),
        writableValues,
      )
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: pick([
      'x\nmachine evil.example login m',
      '"\nmachine evil',
      'x\r\n\r\nmachine e',
      'x machine e',
    ]),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
)

/** Names of machines, most of which the generated files have. */
export const names: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: pick(HOSTS) },
  { weight: 2, arbitrary: hostileValues },
)

/** Names of fields, including those that cannot be written. */
export const fields: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: pick(FIELDS) },
  {
    weight: 1,
    arbitrary: pick(['LOGIN', 'Token', '__proto__', 'toString', '_tokens', 'hasOwnProperty']),
  },
  { weight: 1, arbitrary: hostileValues },
)

/** Credentials, each of which may be absent, `undefined` or awkward. */
const credentials: fc.Arbitrary<CredentialsGiven> = fc.record(
  {
    login: fc.option(fc.oneof(hostileValues, pick(['ada', 'x'])), { freq: 20, nil: undefined }),
    password: fc.option(hostileValues, { freq: 20, nil: undefined }),
    account: fc.option(hostileValues, { freq: 2, nil: undefined }),
  },
  { requiredKeys: [] },
)

/** Credentials that can be written. */
export const writableCredentials: fc.Arbitrary<Credentials> = fc.record(
  { login: writableValues, password: writableValues, account: writableValues },
  { requiredKeys: [] },
)

/** Names of macros, most of which the generated files have, including names that cannot be written. */
export const macroNames: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: pick(['m', 'init', 'x', 'machine']) },
  { weight: 2, arbitrary: hostileValues },
)

const macroLines = pick([
  'put x',
  'ls',
  '  machine evil.example login m',
  'macdef evil',
  '# note',
  '"',
  'x\\',
  'é',
  '\tpassword s3cret',
  'put machine x',
])

/** Bodies of macros that can be written. */
const macroBodies: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(macroLines, { maxLength: 3 }),
    pick(['\n', '\n', '\r\n']),
    pick(['', '', '\n', '\r\n']),
  )
  .map(([lines, lineEnd, end]) => (lines.length === 0 ? '' : lines.join(lineEnd) + end))

/** Bodies of macros that try to become more, including those that cannot be written. */
export const hostileBodies: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: macroBodies },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        macroBodies,
        pick(['\n', '\n\n', '\r\n\r\n', '\n \n', '\r', '\0', '\ud800', '\udc80', '\n\t', ' \n']),
        macroBodies,
      )
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: hostileValues },
)

/** Comments that can be written, most of them awkward. */
export const writableComments: fc.Arbitrary<string> = fc
  .array(
    pick([
      'note',
      '',
      ' ',
      '# note',
      ' machine evil.example login m',
      'machine d login e',
      '\tx ',
      '"',
      'macdef m',
      'é',
    ]),
    { minLength: 1, maxLength: 3 },
  )
  .map((lines) => lines.join('\n'))

/** Comments that try to become more, including those that cannot be written, and no comment. */
export const hostileComments: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 4, arbitrary: writableComments },
  { weight: 2, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        writableComments,
        pick(['\r', '\r\n', '\0', '\ud800', '\udc80', '\n\n']),
        hostileValues,
      )
      .map((parts) => parts.join('')),
  },
)

/** Names with a meaning only in JavaScript. */
export const plainNames: fc.Arbitrary<string> = pick([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Map.prototype),
  'prototype',
  '_tokens',
  'undefined',
  'null',
  'NaN',
  '0',
  '-1',
])

const entry = fc.nat({ max: 7 })
const place: fc.Arbitrary<PlaceGiven> = fc.record({
  side: pick(['before', 'after'] as const),
  anchor: fc.nat({ max: 7 }),
})
const login = fc.option(fc.oneof(writableValues, pick(['ada', 'x'])), { freq: 2, nil: undefined })

/** One editing call of the public API. */
export const commands: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ call: fc.constant('set' as const), name: names, credentials }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ call: fc.constant('add' as const), name: names, credentials }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ call: fc.constant('add' as const), name: names, credentials, place }),
  },
  { weight: 1, arbitrary: fc.record({ call: fc.constant('setDefault' as const), credentials }) },
  { weight: 2, arbitrary: fc.record({ call: fc.constant('delete' as const), name: names, login }) },
  { weight: 2, arbitrary: fc.record({ call: fc.constant('deleteEntry' as const), entry }) },
  {
    weight: 4,
    arbitrary: fc.record({
      call: fc.constant('setField' as const),
      entry,
      field: fields,
      value: hostileValues,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ call: fc.constant('deleteField' as const), entry, field: fields }),
  },
  { weight: 2, arbitrary: fc.record({ call: fc.constant('rename' as const), entry, name: names }) },
  {
    weight: 1,
    arbitrary: fc.record({
      call: fc.constant('setMacro' as const),
      name: macroNames,
      body: hostileBodies,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ call: fc.constant('deleteMacro' as const), name: macroNames }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      call: fc.constant('setMacroOf' as const),
      entry,
      name: macroNames,
      body: hostileBodies,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      call: fc.constant('deleteMacroOf' as const),
      entry,
      name: macroNames,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      call: fc.constant('setComment' as const),
      entry,
      comment: hostileComments,
    }),
  },
  { weight: 4, arbitrary: fc.record({ call: fc.constant('move' as const), entry, place }) },
)
