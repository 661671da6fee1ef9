import fc from 'fast-check'
import { lex } from '../../../src/core.ts'

// Files in the portable profile, and files with a few departures from it.

const pick = <T>(...choices: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...choices)

export const HOSTS = ['a.example', 'b.example', 'api.c-d.example'] as const
const LOGINS = ['anna', 'bob', 'me@mail.example', 'x'] as const
const PASSWORDS = ['s3cret', 'pa:s+s/w=', 'HRKU-1234', "it's", 'p$%&()*,.;<>?[]^{|}~'] as const

interface PlainEntry {
  readonly login: string
  readonly password: string
  readonly isOneLine: boolean
  readonly indent: string
  readonly comment: string
  readonly hasEmptyLine: boolean
}

const plainEntry: fc.Arbitrary<PlainEntry> = fc.record({
  login: pick(...LOGINS),
  password: pick(...PASSWORDS),
  isOneLine: fc.boolean(),
  indent: pick('  ', '    ', '\t'),
  comment: pick('', '', '# the second one\n', '#work\n', '# for ftp only, I think\n'),
  hasEmptyLine: fc.boolean(),
})

function writeEntry(head: string, entry: PlainEntry, index: number): string {
  const { login, password, isOneLine, indent, comment, hasEmptyLine } = entry
  const fields = [`login ${login}`, `password ${password}`]
  const gap = isOneLine && head !== 'default' ? ' ' : `\n${indent}`
  // After an empty line Python reads a comment only if it is one word.
  const isShort = !comment.trim().includes(' ')
  const above = index === 0 || isShort || !hasEmptyLine ? comment : ''
  const emptyLine = hasEmptyLine && index > 0 ? '\n' : ''
  return `${emptyLine}${above}${[head, ...fields].join(gap)}\n`
}

/** Files that all programs read the same way. */
export const plainFiles: fc.Arbitrary<string> = fc
  .record({
    machines: fc.uniqueArray(fc.tuple(pick(...HOSTS), plainEntry), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 3,
    }),
    last: fc.option(plainEntry, { nil: undefined }),
    macro: pick('', '', 'macdef init\nbinary\ncd /pub\n\n'),
  })
  .map(({ machines, last, macro }) => {
    const entries = machines.map(([name, entry]) => [`machine ${name}`, entry] as const)
    const all = last === undefined ? entries : [...entries, ['default', last] as const]
    return all.map(([head, entry], index) => writeEntry(head, entry, index)).join('') + macro
  })

/** Realistic values. */
const AWKWARD_WORDS = [
  ...[
    '"two words"',
    '""',
    '"s3cret"',
    'pa"ss',
    '"open',
    'pa#ss',
    '#s3cret',
    'back\\slash',
    'end\\',
  ],
  ...['machine', 'login', 'default', 'sécret', 'A.Example', '[::1]', 'a.example:8443', '\udce9'],
] as const
/** Text that people, editors and other programs put into files. */
const PIECES = [
  ...['\n', '\n\n', '  ', '\t', '\n  ', '\u00a0', '\f'],
  ...['\n# one two\n', '\n# one two\n', '# one two\n', '\n#one two\n', '#\n', '\n# "\n'],
  ...[
    '\n# machine a.example login old\n',
    '\nport 443\n',
    ' port 443 ',
    '\nprotocol https\n',
    ' oops ',
  ],
  ...[' account team ', ' LOGIN ', ' user ', ' login ', ' password ', '\nhost x.example\n'],
  ...['\ndefault login d password dp\n', '\nmachine a.example\n', '\nMachine B.example login c\n'],
  ...[
    '\nmachine a.example login other password second\n',
    '\nmachine A.EXAMPLE login o password t\n',
  ],
  ...['\nmacdef m\nput machine x\n\n', '\nmacdef init\nbye\n', '\nmacdef x\nls\n \ncd\n\n'],
] as const

/** A change at one place of a file. */
type Departure =
  | { readonly kind: 'insert'; readonly at: number; readonly piece: string }
  | { readonly kind: 'replace'; readonly at: number; readonly piece: string }
  | { readonly kind: 'remove'; readonly at: number }
  | { readonly kind: 'file'; readonly change: 'mark' | 'crlf' | 'cut' }

const departure: fc.Arbitrary<Departure> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({ kind: pick('insert' as const), at: fc.nat(), piece: pick(...PIECES) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: pick('replace' as const),
      at: fc.nat(),
      piece: pick(...AWKWARD_WORDS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: pick('remove' as const), at: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: pick('file' as const),
      change: pick('mark' as const, 'crlf' as const, 'cut' as const),
    }),
  },
)

function depart(text: string, departure: Departure): string {
  if (departure.kind === 'file') {
    if (departure.change === 'mark') return `\ufeff${text}`
    return departure.change === 'crlf' ? text.replace(/\r?\n/g, '\r\n') : text.trimEnd()
  }
  const tokens = lex(text)
  const texts = tokens.map((token) => token.text)
  const values = tokens.flatMap(({ kind }, index) => (kind === 'value' ? [index] : []))
  const { kind, at } = departure
  if (kind === 'replace') {
    const index = values[at % Math.max(values.length, 1)]
    if (index !== undefined) texts[index] = departure.piece
  } else
    texts.splice(
      at % (texts.length + 1),
      kind === 'remove' ? 1 : 0,
      ...(kind === 'insert' ? [departure.piece] : []),
    )
  return texts.join('')
}

/** Realistic files: mostly plain, with one to three departures. */
export const filesWithDepartures: fc.Arbitrary<string> = fc
  .tuple(plainFiles, fc.array(departure, { minLength: 1, maxLength: 3 }))
  .map(([text, departures]) => departures.reduce(depart, text))
