import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { codeOf, entryOf, untyped } from '../../support/calls.ts'
import { edited, expectRefused, lines } from './edited.ts'

const one = 'machine a.example login ada\n'
const other = 'machine z.example login zoe\n'
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
const commentsIn = (text: string): unknown[] => parse(text).entries.map(({ comment }) => comment)

/** Sets the comment of a.example. Asserts that it reads as set, and that all other comments stay the same. */
function set(text: string, comment: string | undefined): string {
  const result = edited(text, (netrc) => {
    const entry = entryOf(netrc, 'a.example')
    const comments = netrc.entries.map((each) => (each === entry ? comment : each.comment))
    expect(entry.setComment(comment)).toBe(entry)
    expect(netrc.entries.map((each) => each.comment)).toEqual(comments)
    expect(commentsIn(String(netrc))).toEqual(comments)
  })
  expect(parse(result).entries.map(({ name }) => name)).toEqual(
    parse(text).entries.map(({ name }) => name),
  )
  return result
}

describe('the comment of an entry', () => {
  test.each([
    ['the line above it', `# work\n${one}`, 'work'],
    ['several lines', `# work\n# do not edit\n${one}`, 'work\ndo not edit'],
    ['without one blank', `#work\n#  is\n# \n#\n##\n${one}`, 'work\n is\n\n\n#'],
    ['with the blanks at its end', `# work \t\n${one}`, 'work \t'],
    ['indented', `  # work\n\t# is\n  ${one}`, 'work\nis'],
    ['with a different indent from the entry', `    # work\n${one}`, 'work'],
    ['with CRLF', crlf(`# work\n# is\n${one}`), 'work\nis'],
    ['after a byte order mark', `\ufeff# work\n${one}`, 'work'],
    ['that looks like an entry', `# machine b.example "x\n${one}`, 'machine b.example "x'],
    ['above a last line without a line end', '# work\nmachine a.example', 'work'],
    ['above several lines', `# work\nmachine a.example\n  # own\n  login ada\n`, 'work'],
    ['above several entries on a line', `# work\n${one.trimEnd()} ${other}`, 'work'],
    ['below an empty line', `# far\n\n# near\n${one}`, 'near'],
    ['below a line of blanks', `# far\n \t\n# near\n${one}`, 'near'],
    ['below another entry', `${other}# work\n${one}`, 'work'],
    ['below a comment of another entry', `${other.trimEnd()} # own\n# work\n${one}`, 'work'],
    ['below a macro', `macdef m\n# body\n\n# work\n${one}`, 'work'],
    ['below fields outside an entry', `login x # own\n# work\n${one}`, 'work'],
  ])('%s', (_, text, expected) => {
    expect(entryOf(parse(text), 'a.example').comment).toBe(expected)
  })

  test.each([
    ['nothing above it', one],
    ['an empty line above it', `# far\n\n${one}`],
    ['a line of blanks above it', `# far\n \n${one}`],
    ['a comment that ends the line of another entry', `${other.trimEnd()} # own\n${one}`],
    ['a comment between the words of another', `machine z.example\n# own\nlogin zoe\n${one}`],
    ['the body of a macro above it', `macdef m\n# body\n\n${one}`],
    ['another entry before it on its line', `# z\n${other.trimEnd()} ${one}`],
    ['fields outside an entry before it on its line', `# x\nlogin x ${one}`],
    ['a comment below it', `${one}# below\n`],
    ['a comment that ends its line', `${one.trimEnd()} # own\n`],
  ])('is missing: %s', (_, text) => {
    expect(entryOf(parse(text), 'a.example').comment).toBeUndefined()
  })

  test('the default entry has one, too', () => {
    expect(parse(`${one}# anyone\ndefault login x\n`).default?.comment).toBe('anyone')
  })

  test('a removed entry has none, and leaves its comment to the next one', () => {
    const netrc = parse(`# work\n${one}${other}`)
    const entry = entryOf(netrc, 'a.example')
    netrc.delete(entry)
    expect(entry.comment).toBeUndefined()
    expect(netrc.get('z.example')?.comment).toBe('work')
  })
})

describe('set a comment if there is none', () => {
  test.each([
    ['above one line', one, `# work\n# is\n${one}`],
    [
      'above several lines',
      `machine a.example\n  login ada\n`,
      `# work\n# is\nmachine a.example\n  login ada\n`,
    ],
    ['with the indent of the entry', `  ${one}`, `  # work\n  # is\n  ${one}`],
    ['with a tab as its indent', `\t${one}`, `\t# work\n\t# is\n\t${one}`],
    ['with CRLF', crlf(other + one), crlf(`${other}# work\n# is\n${one}`)],
    ['after a byte order mark', `\ufeff${one}`, `\ufeff# work\n# is\n${one}`],
    [
      'above a last line without a line end',
      'machine a.example',
      '# work\n# is\nmachine a.example',
    ],
    ['below another entry', other + one, `${other}# work\n# is\n${one}`],
    ['below an empty line', `${other}\n${one}`, `${other}\n# work\n# is\n${one}`],
    ['below a separate comment', `# far\n\n${one}`, `# far\n\n# work\n# is\n${one}`],
    [
      'below the comment of another entry',
      `${other.trimEnd()} # own\n${one}`,
      `${other.trimEnd()} # own\n# work\n# is\n${one}`,
    ],
    ['below a macro', `macdef m\nx\n\n${one}`, `macdef m\nx\n\n# work\n# is\n${one}`],
    ['above its own macro', `${one}macdef m\nx\n`, `# work\n# is\n${one}macdef m\nx\n`],
    [
      'below a field without a value',
      `machine z.example login\n${one}`,
      `machine z.example login\n# work\n# is\n${one}`,
    ],
    [
      'above several entries on a line',
      `${one.trimEnd()} ${other}`,
      `# work\n# is\n${one.trimEnd()} ${other}`,
    ],
    [
      'above the comment of the next entry',
      `${one}# z\n${other}`,
      `# work\n# is\n${one}# z\n${other}`,
    ],
  ])('%s', (_, text, expected) => {
    expect(set(text, 'work\nis')).toBe(expected)
    expect(set(expected, 'work\nis')).toBe(expected)
    expect(set(expected, undefined)).toBe(text)
  })

  test('of the default entry', () => {
    expect(edited(`${one}default\n`, (netrc) => netrc.default?.setComment('anyone'))).toBe(
      `${one}# anyone\ndefault\n`,
    )
  })

  test.each([
    ['', '#\n'],
    ['\n', '#\n#\n'],
    ['a\n', '# a\n#\n'],
    ['\na\n\nb', '#\n# a\n#\n# b\n'],
    [' ', '#  \n'],
    ['\t', '# \t\n'],
    ['  a  ', '#   a  \n'],
  ])('the lines of %j', (comment, written) => {
    expect(set(one + other, comment)).toBe(written + one + other)
    expect(set(`${one}# z\n${other}`, comment)).toBe(`${written + one}# z\n${other}`)
  })
})

describe('set a comment if there is one', () => {
  test.each([
    ['the line', `# old\n${one}`, 'new', `# new\n${one}`],
    ['with fewer lines', `# a\n# b\n# c\n${one}`, 'x', `# x\n${one}`],
    ['with more lines', `# a\n${one}`, 'x\ny\nz', `# x\n# y\n# z\n${one}`],
    ['with the indent of the entry', `# old\n  ${one}`, 'new', `  # new\n  ${one}`],
    ['with CRLF', crlf(`# old\n${one}`), 'new', crlf(`# new\n${one}`)],
    ['after a byte order mark', `\ufeff# old\n${one}`, 'new', `\ufeff# new\n${one}`],
    ['but not a separate one', `# far\n\n# near\n${one}`, 'new', `# far\n\n# new\n${one}`],
    ['but not one below', `# old\n${one}# z\n${other}`, 'new', `# new\n${one}# z\n${other}`],
    [
      'but not the one that ends the line above',
      `${other.trimEnd()} # own\n# old\n${one}`,
      'new',
      `${other.trimEnd()} # own\n# new\n${one}`,
    ],
    [
      'without touching its first lines',
      `#a\n  #  b\n# c\n${one}`,
      'a\n b\nx',
      `#a\n  #  b\n# x\n${one}`,
    ],
    [
      'without touching its last lines',
      `# a\n  #  b\n#c\n${one}`,
      'x\n b\nc',
      `# x\n  #  b\n#c\n${one}`,
    ],
    ['touching only its middle', `#a\n#b\n#c\n${one}`, 'a\nx\ny\nc', `#a\n# x\n# y\n#c\n${one}`],
    ['with a line added below', `#a\n${one}`, 'a\nb', `#a\n# b\n${one}`],
    ['with a line added above', `#a\n${one}`, 'b\na', `# b\n#a\n${one}`],
    ['without its first line', `#a\n#b\n${one}`, 'b', `#b\n${one}`],
  ])('%s', (_, text, comment, expected) => {
    expect(set(text, comment)).toBe(expected)
  })

  test.each([
    ['the comment it has', `#work\n  #  is\n#\n# \n${one}`, 'work\n is\n\n'],
    ['the comment it has, with CRLF', crlf(`#work\n  # is\n${one}`), 'work\nis'],
    ['no comment if there is none', `# far\n\n${one}`, undefined],
  ])('to %s changes nothing', (_, text, comment) => {
    expect(set(text, comment)).toBe(text)
  })
})

describe('remove a comment', () => {
  test.each([
    ['one line', `# work\n${one}`, one],
    ['several lines', `  # work\n#\n# is\n${one}`, one],
    ['after a byte order mark', `\ufeff# work\n${one}`, `\ufeff${one}`],
    ['with CRLF', crlf(`${other}# work\n${one}`), crlf(other + one)],
    ['below an empty line', `# far\n\n# near\n${one}`, `# far\n\n${one}`],
    ['between entries', `${other}\n# a\n${one}# the end`, `${other}\n${one}# the end`],
    ['of an entry with an indent', `# work\n  ${one}`, `  ${one}`],
  ])('%s', (_, text, expected) => {
    expect(set(text, undefined)).toBe(expected)
  })
})

describe('hostile comments stay comments', () => {
  test.each([
    'machine evil.example login mallory',
    'x\nmachine evil.example\ndefault\nmacdef init\n\nlogin mallory',
    '#',
    '# #',
    '"',
    'say "hi\nand" go',
    '\\',
    '\\n',
    'a\u2028machine b\u0085c\u00a0d\fe\vf',
    '\ufeff',
    '\u{1f600}',
  ])('%j', (comment) => {
    const written = comment.split('\n').map((line) => (line ? `# ${line}` : '#'))
    for (const above of ['', other, 'machine z.example token "open\n', 'macdef m\nx\n\n']) {
      const text = set(above + one, comment)
      expect(text).toBe(above + lines(...written) + one)
      expect(parse(text).diagnostics).toHaveLength(parse(above + one).diagnostics.length)
      expect(set(text, undefined)).toBe(above + one)
    }
  })
})

describe('a comment is refused, and nothing changes', () => {
  test.each([
    ...['a\rb', 'a\r\nb', '\r', 'a\0b', '\ud800', 'a\udc80', '\udc00\ud800'],
    ...[null, 1, true, {}, ['x']],
  ])('%j', (comment) => {
    for (const text of [one, `# old\n${one}`]) {
      expectRefused(text, 'unwritable-value', (netrc) =>
        entryOf(netrc, 'a.example').setComment(untyped(comment)),
      )
    }
  })

  test.each([
    ['another entry', `${other.trimEnd()} ${one}`],
    ['another entry with a comment', `# z\n${other.trimEnd()} ${one}`],
    ['the last line of another entry', `machine z.example\n  login zoe ${one}`],
    ['a field outside an entry', `login x ${one}`],
  ])('for an entry on the line of %s', (_, text) => {
    expectRefused(text, 'unsafe-position', (netrc) =>
      entryOf(netrc, 'a.example').setComment('work'),
    )
  })

  test('for an entry that was removed', () => {
    const netrc = parse(`# work\n${one}`)
    const entry = entryOf(netrc, 'a.example')
    netrc.delete(entry)
    for (const comment of ['x', undefined]) {
      expect(codeOf(() => entry.setComment(comment))).toBe('detached-entry')
    }
    expect(String(netrc)).toBe('# work\n')
  })
})

test('removing the comment of an entry that cannot have one changes nothing', () => {
  const text = 'machine z.example login zoe machine a.example login ada\n'
  expect(set(text, undefined)).toBe(text)
})
