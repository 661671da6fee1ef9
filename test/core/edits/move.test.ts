import { describe, expect, test } from 'vitest'
import { type Entry, type NetrcDocument, parse } from '../../../src/core.ts'
import { codeOf, untyped } from '../../support/calls.ts'
import { factsOfEntry } from '../../support/facts.ts'
import { edited, expectRefused } from './edited.ts'

const a = 'machine a.example login ada\n'
const b = 'machine b.example login bob\n'
const c = 'machine c.example login cyd\n'
const fallback = 'default login x\n'
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')

type Side = 'before' | 'after'

function at(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index]
  if (entry === undefined) throw new Error(`an entry ${index} was expected`)
  return entry
}

/** Moves the entry at an index before or after another one. Asserts that all entries keep their identity and content. */
function moveAt(netrc: NetrcDocument, from: number, side: Side, to: number): void {
  const { entries } = netrc
  const facts = new Map(entries.map((entry) => [entry, factsOfEntry(entry)]))
  const anchor = at(entries, to)
  netrc.move(at(entries, from), side === 'before' ? { before: anchor } : { after: anchor })
  const order = permuted(entries, from, side, to)
  expect(netrc.entries.map((entry) => order.indexOf(entry))).toEqual([...order.keys()])
  for (const entry of netrc.entries) expect(factsOfEntry(entry)).toEqual(facts.get(entry))
}

function permuted<T>(all: readonly T[], from: number, side: Side, to: number): readonly T[] {
  if (from === to) return all
  const piece = all.slice(from, from + 1)
  return all.flatMap((each, index) => {
    if (index === from) return []
    if (index !== to) return [each]
    return side === 'before' ? [...piece, each] : [each, ...piece]
  })
}

const moved = (text: string, from: number, side: Side, to: number): string =>
  edited(text, (netrc) => moveAt(netrc, from, side, to))

describe('move an entry', () => {
  test.each<[string, string, number, Side, number, string]>([
    ['before the first', a + b + c, 2, 'before', 0, c + a + b],
    ['after the last', a + b + c, 0, 'after', 2, b + c + a],
    ['down, before another', a + b + c, 0, 'before', 2, b + a + c],
    ['up, after another', a + b + c, 2, 'after', 0, a + c + b],
    ['after a byte order mark', `\ufeff${a}${b}`, 1, 'before', 0, `\ufeff${b}${a}`],
    ['away from a byte order mark', `\ufeff${a}${b}`, 0, 'after', 1, `\ufeff${b}${a}`],
    ['with CRLF', crlf(a + b), 1, 'before', 0, crlf(b + a)],
    ['a line without a line end', a + b.trimEnd(), 1, 'before', 0, b + a],
    ['after a line without a line end', a + b.trimEnd(), 0, 'after', 1, b + a],
    ['after such a line, with CRLF', crlf(a + b).trimEnd(), 0, 'after', 1, crlf(b + a)],
    [
      'however it is written',
      `${a}\tMACHINE "b.example"  # own\n\n    # in\n\tpasswd\t"x y" login\n`,
      1,
      'before',
      0,
      `\tMACHINE "b.example"  # own\n\n    # in\n\tpasswd\t"x y" login\n${a}`,
    ],
    ['default down to the end', fallback + a, 0, 'after', 1, a + fallback],
    ['a machine up above default', fallback + a, 1, 'before', 0, a + fallback],
    [
      'a machine up above default, from below another',
      fallback + a + b,
      2,
      'before',
      0,
      b + fallback + a,
    ],
    ['a machine among those below default', fallback + a + b, 2, 'before', 1, fallback + b + a],
  ])('%s', (_, text, from, side, to, expected) => {
    expect(moved(text, from, side, to)).toBe(expected)
  })
})

describe('with the comment that touches it', () => {
  test.each<[string, string, number, Side, number, string]>([
    ['up', `${a}# b\n  # is\n${b}`, 1, 'before', 0, `# b\n  # is\n${b}${a}`],
    ['down', `# a\n${a}${b}`, 0, 'after', 1, `${b}# a\n${a}`],
    ['above a comment', `# a\n${a}# b\n${b}`, 1, 'before', 0, `# b\n${b}# a\n${a}`],
    [
      'below a separate comment',
      `# head\n\n${a}# b\n${b}`,
      1,
      'before',
      0,
      `# head\n\n# b\n${b}${a}`,
    ],
    [
      'above a comment of the next',
      `${a}# b\n${b}# c\n${c}`,
      2,
      'after',
      0,
      `${a}# c\n${c}# b\n${b}`,
    ],
    [
      'above a comment at the end',
      `# a\n${a}${b}# the end\n`,
      0,
      'after',
      1,
      `${b}# a\n${a}# the end\n`,
    ],
    [
      'but not with the one that ends the line above',
      `${a.trimEnd()} # own\n${b}`,
      1,
      'before',
      0,
      `${b}${a.trimEnd()} # own\n`,
    ],
    ['after a byte order mark', `\ufeff# a\n${a}${b}`, 0, 'after', 1, `\ufeff${b}# a\n${a}`],
  ])('%s', (_, text, from, side, to, expected) => {
    expect(moved(text, from, side, to)).toBe(expected)
    const comments = (source: string) =>
      new Map(parse(source).entries.map(({ name, comment }) => [name, comment]))
    expect(comments(expected)).toEqual(comments(text))
  })

  test('and an empty line stays if a comment would touch another entry', () => {
    expect(moved(`${a}\n${b}# stray\n\n${c}${fallback}`, 2, 'before', 0)).toBe(
      `${c}\n${a}\n${b}# stray\n\n${fallback}`,
    )
  })
})

describe('with its macros', () => {
  const macro = 'macdef m\nmachine x\n\n'
  test.each<[string, string, number, Side, number, string]>([
    ['down', a + macro + b, 0, 'after', 1, b + a + macro],
    ['up', a + b + macro, 1, 'before', 0, b + macro + a],
    ['below a macro', a + macro + b + c, 2, 'after', 0, a + macro + c + b],
    ['below a macro of the document', macro + a + b, 1, 'before', 0, macro + b + a],
    [
      'up from an open macro, which is closed',
      `${a}${b}macdef m\nx`,
      1,
      'before',
      0,
      `${b}macdef m\nx\n\n${a}`,
    ],
    [
      'below an open macro, which is closed',
      `${a}${b}macdef m\nx\n`,
      0,
      'after',
      1,
      `${b}macdef m\nx\n\n${a}`,
    ],
    ['with CRLF', crlf(`${a}${b}macdef m\nx`), 1, 'before', 0, crlf(`${b}macdef m\nx\n\n${a}`)],
  ])('%s', (_, text, from, side, to, expected) => {
    expect(moved(text, from, side, to)).toBe(expected)
  })
})

describe('several entries on a line', () => {
  const line = a.trimEnd()
  test.each<[string, string, number, Side, number, string]>([
    ['onto the line, before', `${line} ${b}${c}`, 2, 'before', 1, `${line} ${c.trimEnd()} ${b}`],
    ['onto the line, after', `${line} ${b}${c}`, 2, 'after', 0, `${line} ${c.trimEnd()} ${b}`],
    ['to a line above', `${line} ${b}${c}`, 2, 'before', 0, `${c}${line} ${b}`],
    ['off the end of the line', `${line} ${b}${c}`, 1, 'after', 2, `${line} \n${c}${b}`],
    ['off the end of the line, up', `${line} ${b}${c}`, 1, 'before', 0, `${b}${line} \n${c}`],
  ])('%s', (_, text, from, side, to, expected) => {
    expect(moved(text, from, side, to)).toBe(expected)
  })
})

test.each<[string, string, string, readonly string[]]>([
  ['together', '', '', [a, b, c]],
  ['one empty line apart', '', '\n', [a, b, c]],
  ['two empty lines apart', '', '\n\n', [a, b, c]],
  ['two of them', '', '\n', [a, b]],
  ['below a comment', '# head\n\n', '\n', [a, b, c]],
  ['together, below a comment', '# head\n\n', '', [a, b, c]],
  ['after a byte order mark', '\ufeff', '\n', [a, b, c]],
  ['with CRLF', '', '\r\n', [crlf(a), crlf(b), crlf(c)]],
  ['several lines and tabs', '', '\n', [a, 'machine b.example\n\tlogin\tbob\n', `\t${c}`]],
  [
    'with comments',
    '',
    '\n',
    [`# a\n${a}`, `# b\n#\n${b}`, 'machine c.example # own\n  login cyd\n'],
  ],
  ['with macros', 'macdef m\nx\n\n', '', [`${a}macdef m\ny\n\n`, b, `# c\n${c}macdef m\nz\n\n`]],
])('every move of entries with the same layout, and back: %s', (_, head, gap, pieces) => {
  const text = head + pieces.join(gap)
  for (const from of pieces.keys()) {
    for (const to of pieces.keys()) {
      for (const side of ['before', 'after'] as const) {
        const order = permuted(pieces, from, side, to)
        expect(moved(text, from, side, to), `${from} ${side} ${to}`).toBe(head + order.join(gap))
        const back = edited(text, (netrc) => {
          const { entries } = netrc
          moveAt(netrc, from, side, to)
          const now = netrc.entries.indexOf(at(entries, from))
          const neighbor = from === 0 ? at(entries, 1) : at(entries, from - 1)
          moveAt(netrc, now, from === 0 ? 'before' : 'after', netrc.entries.indexOf(neighbor))
        })
        expect(back, `${from} ${side} ${to}, and back`).toBe(text)
      }
    }
  }
})

test.each([
  ['together', a + b + fallback],
  ['apart', `${a}\n\n${b}\n${fallback}`],
  ['with comments', `# a\n${a}\n# stray\n\n# b\n${b}# the end`],
  ['on one line', `${a.trimEnd()} ${b}`],
  ['without a line end', a + b.trimEnd()],
  ['with an open macro', `${a}${b}macdef m\nx`],
  ['below default', fallback + a],
  ['with CRLF and a byte order mark', `\ufeff${crlf(`${a}\n${b}`)}`],
])('a move to where an entry is, or next to itself, changes nothing: %s', (_, text) => {
  for (const index of parse(text).entries.keys()) {
    expect(moved(text, index, 'before', index)).toBe(text)
    expect(moved(text, index, 'after', index)).toBe(text)
    if (index === 0) continue
    expect(moved(text, index, 'after', index - 1)).toBe(text)
    expect(moved(text, index - 1, 'before', index)).toBe(text)
  }
})

test('lookups find the one that is now first', () => {
  const text = 'machine a.example login ada\nmachine a.example login eve\n'
  edited(text, (netrc) => {
    expect(netrc.get('a.example')?.login).toBe('ada')
    moveAt(netrc, 1, 'before', 0)
    expect(netrc.get('a.example')?.login).toBe('eve')
  })
})

describe('a move is refused, and nothing changes', () => {
  const text = `# a\n${a}\n${b}\n${fallback}# c\n${c}`
  test.each<[string, number, Side, number]>([
    ['a machine after default', 0, 'after', 2],
    ['a machine after one below default', 1, 'after', 3],
    ['a machine before one below default', 0, 'before', 3],
    ['default before a machine', 2, 'before', 1],
    ['default after a machine that has others below it', 2, 'after', 0],
  ])('that would put a machine below default: %s', (_, from, side, to) => {
    expectRefused(text, 'unsafe-position', (netrc) => moveAt(netrc, from, side, to))
  })

  test.each<[string, (netrc: NetrcDocument) => unknown]>([
    ['none', () => undefined],
    ['null', () => null],
    ['a string', () => 'b.example'],
    ['an entry', (netrc) => at(netrc.entries, 1)],
    ['no key', () => ({})],
    ['two keys', (netrc) => ({ before: at(netrc.entries, 1), after: at(netrc.entries, 1) })],
    ['an additional key', (netrc) => ({ before: at(netrc.entries, 1), login: 'bob' })],
    ['a name', () => ({ before: 'b.example' })],
  ])('for something that is not a place: %s', (_, place) => {
    expectRefused(text, 'invalid-argument', (netrc) =>
      netrc.move(at(netrc.entries, 0), untyped(place(netrc))),
    )
  })

  test.each([undefined, null, 'a.example', 1, {}])(
    'for something that is not an entry: %j',
    (entry) => {
      expectRefused(text, 'invalid-argument', (netrc) =>
        netrc.move(untyped(entry), { before: at(netrc.entries, 0) }),
      )
    },
  )

  test('for an entry or a place of another document', () => {
    const other = at(parse(text).entries, 0)
    expectRefused(text, 'foreign-entry', (netrc) =>
      netrc.move(other, { after: at(netrc.entries, 1) }),
    )
    expectRefused(text, 'foreign-entry', (netrc) =>
      netrc.move(at(netrc.entries, 1), { after: other }),
    )
  })

  test('for a removed entry, and a place that names one', () => {
    const netrc = parse(a + b)
    const [removed, left] = [at(netrc.entries, 0), at(netrc.entries, 1)]
    netrc.delete(removed)
    expect(codeOf(() => netrc.move(removed, { after: left }))).toBe('detached-entry')
    expect(codeOf(() => netrc.move(left, { before: removed }))).toBe('invalid-argument')
    expect(String(netrc)).toBe(b)
  })
})
