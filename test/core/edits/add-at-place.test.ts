import { describe, expect, test } from 'vitest'
import { type NetrcDocument, parse } from '../../../src/core.ts'
import { codeOf, entryOf, untyped } from '../../support/calls.ts'
import { edited, expectRefused, lines } from './edited.ts'

const a = 'machine a.example login ada\n'
const b = 'machine b.example login bob\n'
const fallback = 'default login x\n'
const fresh = 'machine new.example login eve password s3cret\n'
const CREDENTIALS = { login: 'eve', password: 's3cret' }
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')

type Side = 'before' | 'after'

/** Adds new.example before or after the entry at an index. */
function addAt(netrc: NetrcDocument, side: Side, index: number): void {
  const anchor = netrc.entries[index]
  if (anchor === undefined) throw new Error(`an entry ${index} was expected`)
  const place = side === 'before' ? { before: anchor } : { after: anchor }
  const entry = netrc.add('new.example', CREDENTIALS, place)
  expect(netrc.get('new.example')).toBe(entry)
  expect(netrc.entries.indexOf(entry)).toBe(side === 'before' ? index : index + 1)
  expect(netrc.entries[side === 'before' ? index + 1 : index]).toBe(anchor)
}

const added = (text: string, side: Side, index: number): string =>
  edited(text, (netrc) => addAt(netrc, side, index))

describe('add a machine before an entry', () => {
  test.each([
    ['the only one', a, 0, fresh + a],
    ['the first', a + b, 0, fresh + a + b],
    ['the last', a + b, 1, a + fresh + b],
    ['after a byte order mark', `\ufeff${a}`, 0, `\ufeff${fresh}${a}`],
    ['without a line end', a.trimEnd(), 0, fresh + a.trimEnd()],
    ['with CRLF', crlf(a + b), 1, crlf(a + fresh + b)],
    ['and the comment that touches it', `${a}# b\n# is\n${b}`, 1, `${a}${fresh}# b\n# is\n${b}`],
    ['the first, and its comment', `# a\n${a}${b}`, 0, `${fresh}# a\n${a}${b}`],
    ['but below a separate comment', `${a}# c\n\n${b}`, 1, `${a}# c\n\n${fresh}\n${b}`],
    [
      'but below the comment of the line above',
      `${a.trimEnd()} # own\n${b}`,
      1,
      `${a.trimEnd()} # own\n${fresh}${b}`,
    ],
    ['below a macro', `${a}macdef m\nx\n\n${b}`, 1, `${a}macdef m\nx\n\n${fresh}${b}`],
    ['below a macro of the document', `macdef m\nx\n\n${a}`, 0, `macdef m\nx\n\n${fresh}${a}`],
    ['default', a + fallback, 1, a + fresh + fallback],
    ['default, and its comment', `${a}# any\n${fallback}`, 1, `${a}${fresh}# any\n${fallback}`],
  ])('%s', (_, text, index, expected) => {
    expect(added(text, 'before', index)).toBe(expected)
  })
})

describe('add a machine after an entry', () => {
  test.each([
    ['the only one', a, 0, a + fresh],
    ['the first', a + b, 0, a + fresh + b],
    ['the last', a + b, 1, a + b + fresh],
    ['after a byte order mark', `\ufeff${a}`, 0, `\ufeff${a}${fresh}`],
    ['whose line end is missing', a.trimEnd(), 0, a + fresh],
    ['whose line end is missing, with CRLF', crlf(a + b).trimEnd(), 1, crlf(a + b + fresh)],
    [
      'and the comment that ends its line',
      `${a.trimEnd()} # own\n${b}`,
      0,
      `${a.trimEnd()} # own\n${fresh}${b}`,
    ],
    ['but above the comment of the next', `${a}# b\n${b}`, 0, `${a}${fresh}# b\n${b}`],
    ['but above a comment at the end', `${a}# the end\n`, 0, `${a}${fresh}# the end\n`],
    ['and its macro', `${a}macdef m\nx\n\n${b}`, 0, `${a}macdef m\nx\n\n${fresh}${b}`],
    ['and its open macro', `${a}macdef m\nx\n`, 0, `${a}macdef m\nx\n\n${fresh}`],
    ['and its open macro without a line end', `${a}macdef m\nx`, 0, `${a}macdef m\nx\n\n${fresh}`],
    ['above default', a + fallback, 0, a + fresh + fallback],
  ])('%s', (_, text, index, expected) => {
    expect(added(text, 'after', index)).toBe(expected)
  })
})

describe('the layout of a machine at a place', () => {
  const several = 'machine b.example\n\tlogin bob\n'
  const freshSeveral = 'machine new.example\n\tlogin eve\n\tpassword s3cret\n'
  const bare = 'machine c.example\n'
  test.each<[string, string, Side, number, string]>([
    ['one line, before', a + several, 'before', 0, fresh + a + several],
    ['one line, after', a + several, 'after', 0, a + fresh + several],
    ['several lines, before', a + several, 'before', 1, a + freshSeveral + several],
    ['several lines, after', several + a, 'after', 0, several + freshSeveral + a],
    ['indented', `  ${a}  ${b}`, 'before', 1, `  ${a}  ${fresh}  ${b}`],
    [
      'by tabs',
      'machine\ta.example\tlogin\tada\n',
      'before',
      0,
      'machine\tnew.example\tlogin\teve\tpassword\ts3cret\nmachine\ta.example\tlogin\tada\n',
    ],
    ['of the nearest beside one without fields', a + bare, 'after', 1, a + bare + fresh],
    [
      'of the nearest beside default',
      several + fallback,
      'before',
      1,
      several + freshSeveral + fallback,
    ],
    [
      'of the library in a file that shows none',
      bare,
      'before',
      0,
      `${lines('machine new.example', '  login eve', '  password s3cret')}${bare}`,
    ],
  ])('%s', (_, text, side, index, expected) => {
    expect(added(text, side, index)).toBe(expected)
  })
})

describe('the empty lines at a place', () => {
  const c = 'machine c.example login cyd\n'
  test.each<[string, string, Side, number, string]>([
    ['before the first', `${a}\n${b}`, 'before', 0, `${fresh}\n${a}\n${b}`],
    ['before one in the middle', `${a}\n${b}${c}`, 'before', 1, `${a}\n${fresh}\n${b}${c}`],
    ['before the last', `${a}${b}\n\n${c}`, 'before', 2, `${a}${b}\n\n${fresh}\n\n${c}`],
    ['after the first', `${a}\n${b}${c}`, 'after', 0, `${a}\n${fresh}\n${b}${c}`],
    ['after one in the middle', `${a}\n\n${b}${c}`, 'after', 1, `${a}\n\n${b}${fresh}${c}`],
    ['after the last', `${a}\n${b}`, 'after', 1, `${a}\n${b}\n${fresh}`],
    [
      'after the last, as below the entry above it',
      `${a}\n\n${b}${c}`,
      'after',
      2,
      `${a}\n\n${b}${c}${fresh}`,
    ],
    ['after the only one, above empty lines', `${a}\n\n`, 'after', 0, `${a}${fresh}\n\n`],
    ['before the only one, below empty lines', `\n\n${a}`, 'before', 0, `\n\n${fresh}${a}`],
    [
      'before the first, at most as many as above it',
      `# head\n\n${a}\n\n${b}`,
      'before',
      0,
      `# head\n\n${fresh}\n${a}\n\n${b}`,
    ],
    [
      'before the first, at most as many as below it',
      `# head\n\n${a}${b}`,
      'before',
      0,
      `# head\n\n${fresh}${a}${b}`,
    ],
    [
      'before the comment of the first',
      `# a\n${a}\n${b}`,
      'before',
      0,
      `${fresh}\n# a\n${a}\n${b}`,
    ],
    ['before a comment', `${a}\n# b\n${b}`, 'before', 1, `${a}\n${fresh}\n# b\n${b}`],
    ['after an entry above a comment', `${a}\n# b\n${b}`, 'after', 0, `${a}\n${fresh}\n# b\n${b}`],
    ['before default', `${a}\n${fallback}`, 'before', 1, `${a}\n${fresh}\n${fallback}`],
    ['with CRLF', crlf(`${a}\n${b}`), 'before', 1, crlf(`${a}\n${fresh}\n${b}`)],
    ['a line of blanks is not empty', `${a} \n${b}`, 'before', 1, `${a} \n${fresh}${b}`],
  ])('%s', (_, text, side, index, expected) => {
    expect(added(text, side, index)).toBe(expected)
  })
})

describe('a place in the middle of a line', () => {
  const line = a.trimEnd()
  test.each<[string, string, Side, number, string]>([
    ['before the second entry', `${line} ${b}`, 'before', 1, `${line} ${fresh.trimEnd()} ${b}`],
    ['after the first entry', `${line} ${b}`, 'after', 0, `${line} ${fresh.trimEnd()} ${b}`],
    ['before the first entry is none', `${line} ${b}`, 'before', 0, `${fresh}${line} ${b}`],
    ['after the last entry is none', `${line} ${b}`, 'after', 1, `${line} ${b}${fresh}`],
    [
      'before default',
      `${line} ${fallback}`,
      'before',
      1,
      `${line} ${fresh.trimEnd()} ${fallback}`,
    ],
  ])('%s', (_, text, side, index, expected) => {
    expect(added(text, side, index)).toBe(expected)
  })
})

test.each([
  ['one line', a + b + fallback],
  ['several lines', 'machine a.example\n\tlogin ada\n\nmachine b.example\n\tlogin bob\n'],
  ['one empty line apart', `${a}\n${b}\n${fallback}`],
  ['two empty lines apart', `${a}\n\n${b}\n\n${a}`],
  ['with empty lines here and there', `${a}\n${b}${a}\n\n${b}\n`],
  ['comments', `# head\n\n# a\n${a.trimEnd()} # own\n# stray\n\n# b\n${b}# the end\n`],
  ['a comment at the top', `# a\n${a}\n${b}`],
  ['macros', `macdef m\nx\n\n${a}macdef m\nx\n\n${b}macdef m\nx\n\n`],
  ['CRLF', crlf(`\n${a}\n${b}\n\n`)],
  ['a byte order mark', `\ufeff${a}\n${b}`],
  ['several entries on a line', `${a.trimEnd()} ${b.trimEnd()} ${a}${b}`],
])('adding, then deleting, gives back the text at every place: %s', (_, text) => {
  const { entries } = parse(text)
  for (const [index, { kind }] of entries.entries()) {
    for (const side of ['before', 'after'] as const) {
      if (side === 'after' && kind === 'default') continue
      const result = edited(text, (netrc) => {
        addAt(netrc, side, index)
        netrc.delete('new.example')
      })
      expect(result, `${side} ${index}`).toBe(text)
    }
  }
})

test.each([
  ['a single comment', '# machine b.example\n', `# machine b.example\n\n`],
  ['a comment below empty lines', `${a}\n# b\n`, `${a}\n# b\n\n`],
  ['a comment below an entry', `${a}# b\n`, `${a}# b\n\n`],
  ['CRLF', crlf(`${a}# b\n`), crlf(`${a}# b\n\n`)],
])(
  'without a place, an empty line separates a machine from a comment at the end: %s',
  (_, text, above) => {
    const result = edited(text, (netrc) => {
      expect(netrc.add('new.example', CREDENTIALS).comment).toBeUndefined()
    })
    expect(result.slice(0, above.length)).toBe(above)
    expect(result.slice(above.length)).toMatch(
      /^machine new\.example\s+login eve\s+password s3cret\r?\n$/,
    )
    expect(edited(result, (netrc) => netrc.delete('new.example'))).toBe(text)
  },
)

test('an existing machine is updated in place', () => {
  expect(
    edited(a + b, (netrc) => {
      const place = { after: entryOf(netrc, 'b.example') }
      netrc.add('a.example', { login: 'ada', password: 's3cret' }, place)
    }),
  ).toBe(`${a.trimEnd()} password s3cret\n${b}`)
})

describe('a place is refused, and nothing changes', () => {
  const text = `# a\n${a}\n${fallback}${b}`
  test.each<[string, (netrc: NetrcDocument) => unknown]>([
    ['null', () => null],
    ['a string', () => 'a.example'],
    ['an entry', (netrc) => netrc.entries[0]],
    ['no key', () => ({})],
    ['two keys', ({ entries }) => ({ before: entries[0], after: entries[0] })],
    ['an additional key', ({ entries }) => ({ before: entries[0], login: 'ada' })],
    ['another key', ({ entries }) => ({ above: entries[0] })],
    ['a name', () => ({ before: 'a.example' })],
    ['undefined', () => ({ after: undefined })],
  ])('that is not a place: %s', (_, place) => {
    expectRefused(text, 'invalid-argument', (netrc) =>
      netrc.add('new.example', CREDENTIALS, untyped(place(netrc))),
    )
  })

  test('that names an entry of another document', () => {
    const before = entryOf(parse(text), 'a.example')
    expectRefused(text, 'foreign-entry', (netrc) => netrc.add('x', CREDENTIALS, { before }))
  })

  test('that names a removed entry', () => {
    const netrc = parse(a + b)
    const after = entryOf(netrc, 'a.example')
    netrc.delete(after)
    expect(codeOf(() => netrc.add('x', CREDENTIALS, { after }))).toBe('invalid-argument')
    expect(String(netrc)).toBe(b)
  })

  test('below default', () => {
    for (const [side, index] of [
      ['after', 1],
      ['before', 2],
      ['after', 2],
    ] as const) {
      expectRefused(text, 'unsafe-position', (netrc) => addAt(netrc, side, index))
    }
  })

  test.each(['', 'x\nmachine evil.example', 'a\0', '\ud800'])('for the name %j', (name) => {
    expectRefused(text, 'unwritable-name', (netrc) =>
      netrc.add(name, CREDENTIALS, { before: entryOf(netrc, 'a.example') }),
    )
  })

  test('but hostile names and values stay one word each', () => {
    const credentials = { login: '#machine', password: '" machine evil.example' }
    expect(
      edited(a, (netrc) =>
        netrc.add('machine x', credentials, { before: entryOf(netrc, 'a.example') }),
      ),
    ).toBe(`machine "machine x" login "#machine" password "\\" machine evil.example"\n${a}`)
  })
})
