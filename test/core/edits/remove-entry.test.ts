import { describe, expect, test } from 'vitest'
import { type NetrcDocument, parse } from '../../../src/core.ts'
import { entryOf } from '../../support/calls.ts'
import { edited, lines, takeLogins } from './edited.ts'

const removed = (text: string, name = 'b'): string =>
  edited(text, (netrc) => expect(netrc.delete(name)).toBe(true))

const a = 'machine a login ada\n'
const b = 'machine b login bob\n'
const c = 'machine c login cyd\n'

describe('remove an entry', () => {
  test.each([
    ['the only one', b, ''],
    ['the only one, after a byte order mark', `\ufeff${b}`, '\ufeff'],
    ['the first', b + c, c],
    ['in the middle', a + b + c, a + c],
    ['the last', a + b, a],
    ['the last, without a line end', 'machine a login ada\nmachine b login bob', a],
    ['the default after it stays', `${a + b}default login x\n`, `${a}default login x\n`],
    [
      'several lines',
      'machine a\n  login x\nmachine b\n\tlogin y\n\tport 1\nmachine c\n',
      'machine a\n  login x\nmachine c\n',
    ],
    [
      'over two lines, between a quote that is open above it and a quote below it',
      'machine a login "x machine y machine b\n  login q machine c login "z\n',
      'machine a login "x machine y \nmachine c login "z\n',
    ],
    ['CRLF', 'machine a\r\nmachine b\r\n  login y\r\nmachine c\r\n', 'machine a\r\nmachine c\r\n'],
    [
      'indented, with its indent',
      '  machine a\n  machine b\n    login y\n  machine c\n',
      '  machine a\n  machine c\n',
    ],
    ['with values on later lines', 'machine\nb\nlogin\nbob\nmachine c\n', 'machine c\n'],
    ['with single words', 'machine b stray "quoted" login\nmachine c\n', 'machine c\n'],
  ])('%s', (_, text, expected) => {
    expect(removed(text)).toBe(expected)
  })

  test.each([
    ['above the entry', `${a}# about b\n${b}${c}`, `${a}# about b\n${c}`],
    ['below the entry, above the next', `${a + b}# about c\n${c}`, `${a}# about c\n${c}`],
    ['at the end', `${a + b}# the end`, `${a}# the end`],
    ['indented, below the entry', `${b}  # about c\n${c}`, `  # about c\n${c}`],
  ])('a comment around it stays: %s', (_, text, expected) => {
    expect(removed(text)).toBe(expected)
  })

  test.each([
    ['after its last word', `machine b login bob # old\n${c}`, c],
    ['between its words', `machine b # old\n# very\n  login bob\n${c}`, c],
  ])('a comment on its line goes: %s', (_, text, expected) => {
    expect(removed(text)).toBe(expected)
  })
})

describe('empty lines around a removed entry', () => {
  test.each([
    ['those above it go with it', `${a}\n${b}\n${c}`, `${a}\n${c}`],
    ['those above the last go with it', `${a}\n${c}\n${b}`, `${a}\n${c}`],
    ['at the top, those below it go', `${b}\n${c}`, c],
    ['after a byte order mark, those below it go', `\ufeff${b}\n${c}`, `\ufeff${c}`],
    ['as many as below it, below a comment', `# mine\n\n${b}\n${c}`, `# mine\n\n${c}`],
    ['no more than there are', `${a + b}\n${c}`, `${a}\n${c}`],
    [
      'none, if there are none below and none between the entries above',
      `${a}${c}\n${b}`,
      `${a}${c}\n`,
    ],
    ['as many as between the two above', `${a}\n${c}\n\n${b}`, `${a}\n${c}\n`],
    [
      'as many as between the entry above and a default',
      `${a}\n${b}\ndefault\n`,
      `${a}\ndefault\n`,
    ],
    [
      'with CRLF',
      `${a}\n${b}\n${c}`.replaceAll('\n', '\r\n'),
      `${a}\n${c}`.replaceAll('\n', '\r\n'),
    ],
    ['after a byte order mark and a comment', `\ufeff# top\n${b}\n${c}`, `\ufeff# top\n\n${c}`],
    ['those above it, if a default touches it', `${a}\n${b}default\n`, `${a}default\n`],
    ['a line of blanks is not empty', `${a} \n${b}\n${c}`, `${a} \n\n${c}`],
  ])('%s', (_, text, expected) => {
    expect(removed(text)).toBe(expected)
  })
})

describe('remove an entry that shares a line', () => {
  const line = 'machine a login ada machine b login bob machine c login cyd\n'
  test.each([
    ['the first leaves the rest', 'a', 'machine b login bob machine c login cyd\n'],
    ['in the middle', 'b', 'machine a login ada machine c login cyd\n'],
    [
      'the last leaves the line break to the text before it',
      'c',
      'machine a login ada machine b login bob \n',
    ],
  ])('%s', (_, name, expected) => {
    expect(removed(line, name)).toBe(expected)
  })

  test('the last one leaves no line break if there was none', () => {
    expect(removed('machine a login ada machine b login bob')).toBe('machine a login ada ')
  })

  test('lines that a quote would join stay separate', () => {
    expect(removed('machine a token "open machine b\n  login bob machine c login c"\n')).toBe(
      'machine a token "open \nmachine c login c"\n',
    )
  })

  test('one that ends in a macro leaves the line break of its empty line', () => {
    expect(removed('machine a machine b macdef m\nx\r\n\r\n')).toBe('machine a \r\n')
  })

  test('lines that a quote would join stay separate, even if the name is on a later one', () => {
    expect(removed('machine\na token "open machine b\n  login bob machine c login c"\n')).toBe(
      'machine\na token "open \nmachine c login c"\n',
    )
  })

  test('one that continues on other lines leaves one line break', () => {
    expect(removed('machine a login ada machine b\n  login bob\n  port 1\nmachine c\n')).toBe(
      'machine a login ada \nmachine c\n',
    )
  })
})

describe('macros around a removed entry', () => {
  test('those inside it go, so they do not become part of the entry above', () => {
    expect(removed(`${a}machine b login bob\nmacdef init\nput x\n\n${c}`)).toBe(a + c)
  })

  test('those of the document and of other entries stay', () => {
    const text = `macdef top\nput x\n\n${a}macdef init\nput y\n\n${b}${c}`
    expect(removed(text)).toBe(text.replace(b, ''))
  })

  test('an open macro of the last entry goes', () => {
    expect(removed(`${a}machine b\nmacdef init\nmachine x\n`)).toBe(a)
  })
})

describe('remove several entries at once', () => {
  const text = lines(
    '# accounts',
    'machine b login bob password 1',
    'machine a login ada',
    'machine B login eve password 2',
    '# and this',
    'machine b login bob password 3',
    'machine b',
  )

  test('every machine with the name, in any ASCII case', () => {
    expect(removed(text)).toBe(lines('# accounts', 'machine a login ada', '# and this'))
    expect(edited(text, (netrc) => netrc.delete('B'))).toBe(removed(text))
  })

  test('every machine with the name and this login', () => {
    expect(
      edited(text, (netrc) => {
        expect(netrc.delete('b', { login: 'bob' })).toBe(true)
        expect(netrc.has('b', { login: 'bob' })).toBe(false)
        expect(netrc.has('b')).toBe(true)
      }),
    ).toBe(
      lines(
        '# accounts',
        'machine a login ada',
        'machine B login eve password 2',
        '# and this',
        'machine b',
      ),
    )
  })

  test('exactly one, given as an entry', () => {
    expect(
      edited(text, (netrc) => {
        const entry = netrc.get('b', { login: 'eve' })
        expect(entry && netrc.delete(entry)).toBe(true)
      }),
    ).toBe(text.replace('machine B login eve password 2\n', ''))
  })

  test('all that share a line', () => {
    expect(removed('machine b machine a machine b login x machine c machine b\nmachine b\n')).toBe(
      'machine a machine c \n',
    )
  })

  test('all that share a line, below another one', () => {
    expect(removed('# c\nmachine b machine a machine b\n')).toBe('# c\nmachine a \n')
  })

  test('with a new line break only on the line that needs it', () => {
    const open = 'machine c token "open machine b\n  login bob machine c login c"\n'
    expect(removed(`${a + b + c}${open}`)).toBe(
      `${a + c}machine c token "open \nmachine c login c"\n`,
    )
  })

  test('all during iteration over the entries', () => {
    expect(
      edited(text, (netrc) => {
        for (const entry of netrc) netrc.delete(entry)
      }),
    ).toBe(lines('# accounts', '# and this'))
  })

  test('none if there is none', () => {
    const netrc = parse(text)
    expect(netrc.delete('x')).toBe(false)
    expect(netrc.delete('a', { login: 'eve' })).toBe(false)
    expect(netrc.delete('b ')).toBe(false)
    const entry = netrc.get('a')
    expect(entry && [netrc.delete(entry), netrc.delete(entry)]).toEqual([true, false])
  })

  test('never a default, by name', () => {
    const netrc = parse('default login x\nmachine\n')
    for (const name of ['', 'default', 'login', 'undefined']) expect(netrc.delete(name)).toBe(false)
    expect(netrc.entries).toHaveLength(2)
  })
})

describe('the default entry', () => {
  test('is removed as an entry, and the next one counts', () => {
    const first = 'default login x # any\n'
    expect(
      edited(`${a}\n${first}\ndefault login y\n`, (netrc) => {
        if (netrc.default) netrc.delete(netrc.default)
        expect(netrc.default?.login).toBe('y')
      }),
    ).toBe(`${a}\ndefault login y\n`)
  })
})

describe('adding, then removing, gives back the original text', () => {
  const addAndRemove = (netrc: NetrcDocument): unknown =>
    netrc.delete(netrc.add('new.example', { login: 'eve', password: 'new' }))

  test.each([
    ['an empty document', ''],
    ['a byte order mark', '\ufeff'],
    ['a comment', '# mine\n'],
    ['empty lines', '\n\n\n'],
    ['CRLF', 'machine a\r\n  login x\r\n\r\n\r\nmachine b\r\n  login y\r\n'],
    ['two empty lines apart', `${a}\n\n${b}`],
    ['apart, with empty lines at the end', `${a}\n${b}\n\n\n`],
    ['together, with empty lines at the end', `${a}${b}\n\n`],
    ['above a default', `${a}\n# any\ndefault\n`],
    ['above a default after an empty line', `${a}\n\n\ndefault\n`],
    ['above a default at the top', '\n\n# any\n\n  default login x\n'],
    ['above a default in the middle of a line', 'machine a login x default login y\n'],
    ['after a closed macro', 'machine a\nmacdef m\nput x\n\n'],
    ['indented', '  machine a\n    login x\n'],
    ['blanks at the end', `${a}   `.replace('   ', '  \n')],
  ])('%s', (_, text) => {
    expect(edited(text, addAndRemove)).toBe(text)
  })

  test.each([
    ['a final newline', 'machine a login x', 'machine a login x\n'],
    ['a comment', '# mine', '# mine\n'],
    ['a macro', 'macdef m\nput x', 'macdef m\nput x\n\n'],
  ])('but what had to be closed stays closed: %s', (_, text, expected) => {
    expect(edited(text, addAndRemove)).toBe(expected)
  })
})

describe('what is left of several entries, removed one by one or at once', () => {
  test.each([
    [
      'what does not belong to them',
      '# a\nmachine a # own\n# b\nmachine b\n',
      'a',
      '# a\n# b\nmachine b\n',
    ],
    [
      'each one between two, and the line break of the last',
      'machine a machine b machine c machine d\n',
      'bd',
      'machine a machine c \n',
    ],
    [
      'the others on the line',
      'machine a machine b machine c machine d machine e\n',
      'ad',
      'machine b machine c machine e\n',
    ],
    [
      'the line break of two at the end of a line',
      'machine a machine b machine c\nmachine d\n',
      'bc',
      'machine a \nmachine d\n',
    ],
    [
      'the entry between two on a line, and the line below',
      'machine a machine b machine c\nmachine d\n',
      'ac',
      'machine b \nmachine d\n',
    ],
    [
      'those next to them on two lines',
      'machine a machine b\nmachine c machine d\n',
      'ac',
      'machine b\nmachine d\n',
    ],
    ['one between others', 'machine a\nmachine b\nmachine c\nmachine d\n', 'abd', 'machine c\n'],
    [
      'the line break after one in the middle of a line, above a comment',
      'machine a machine b\n# c\n',
      'b',
      'machine a \n# c\n',
    ],
    [
      'the indent, before what follows on the line',
      '  machine a machine b\n',
      'a',
      '  machine b\n',
    ],
    ['no indent of a last line', '# c\n  machine a', 'a', '# c\n'],
    ['no indent of a line', 'machine a\n  machine b\nmachine c\n', 'b', 'machine a\nmachine c\n'],
    [
      'the empty line below a line, however short',
      '#\nmachine a\n\n# b\nmachine b\n',
      'a',
      '#\n\n# b\nmachine b\n',
    ],
    ['the empty line at the top', '\nmachine a\n\nmachine b\n', 'a', '\nmachine b\n'],
    [
      'the empty lines below the last one',
      'machine a\n\nmachine b\n\nmachine c\n',
      'c',
      'machine a\n\nmachine b\n',
    ],
    [
      'a comment between two at the top',
      'machine a\n# b\nmachine b\nmachine c\n',
      'ab',
      '# b\nmachine c\n',
    ],
    [
      'what is left of each of several in a row',
      '# x\nmachine a\n\n# b\nmachine b\n\n\nmachine c\n\nmachine d\n',
      'abc',
      '# x\n\n# b\n\n\nmachine d\n',
    ],
  ])('%s', (_, text, names, expected) => {
    expect(
      edited(text, (netrc) => {
        for (const name of names) netrc.delete(name)
      }),
    ).toBe(expected)
    const sameNames = text.replaceAll(new RegExp(`machine [${names}]`, 'g'), 'machine z')
    expect(edited(sameNames, (netrc) => netrc.delete('z'))).toBe(expected)
  })

  test('lookups by name are still in file order', () => {
    const netrc = parse(
      lines('machine a login 1', 'machine a login 2', 'machine a login 3', 'machine a login 4'),
    )
    expect(netrc.has('a') && netrc.has('a')).toBe(true)
    const [, two, , four] = netrc.entries
    if (two) netrc.delete(two)
    if (four) netrc.delete(four)
    netrc.add('a', {})
    expect(takeLogins(netrc, 'A')).toEqual(['1', '3', undefined])
  })

  test('a line break, CRLF as in the text, if a quote would join two lines', () => {
    expect(removed('machine a token "x machine b\r\nlogin u machine c"')).toBe(
      'machine a token "x \r\nmachine c"',
    )
  })
})

describe('deleting machines', () => {
  const TEXT =
    'machine a.example login one\nmachine A.example login two\nmachine b.example\ndefault\n'

  test('by name removes every one, in any ASCII case', () => {
    const netrc = parse(TEXT)
    expect(netrc.delete('A.EXAMPLE')).toBe(true)
    expect(netrc.has('a.example')).toBe(false)
    expect(String(netrc)).toBe('machine b.example\ndefault\n')
    expect(netrc.delete('a.example')).toBe(false)
    expect(String(netrc)).toBe('machine b.example\ndefault\n')
  })

  test('by name removes thousands that share a line with others', () => {
    const pair = 'machine b login bob machine a login ada '
    const text = `${pair.repeat(3000)}\n`
    expect(removed(text)).toBe(`${'machine a login ada '.repeat(3000)}\n`)
  })

  test('by name and login removes those with the login', () => {
    const netrc = parse(TEXT)
    expect(netrc.delete('a.example', { login: 'two' })).toBe(true)
    expect(netrc.delete('a.example', { login: 'three' })).toBe(false)
    expect(netrc.delete('b.example', { login: '' })).toBe(false)
    expect(String(netrc)).toBe('machine a.example login one\nmachine b.example\ndefault\n')
  })

  test('by entry removes exactly this one, even default', () => {
    const netrc = parse(TEXT)
    const [first, , , last] = netrc.entries
    expect([first, last].map((entry) => entry && netrc.delete(entry))).toEqual([true, true])
    expect(String(netrc)).toBe('machine A.example login two\nmachine b.example\n')
  })

  test('returns false for a removed entry', () => {
    const netrc = parse(TEXT)
    const entry = entryOf(netrc, 'b.example')
    expect(netrc.delete(entry)).toBe(true)
    expect(netrc.delete(entry)).toBe(false)
    const text = String(netrc)
    expect(String(netrc)).toBe(text)
  })

  test('by the word default removes only a machine with this name', () => {
    const netrc = parse('machine default\ndefault\n')
    expect(netrc.delete('default')).toBe(true)
    expect(netrc.delete('default')).toBe(false)
    expect(String(netrc)).toBe('default\n')
  })

  test('hides them from lookups, even after earlier lookups', () => {
    const netrc = parse('machine a.example login one\nmachine a.example login two\ndefault\n')
    expect(netrc.has('a.example') && netrc.has('a.example')).toBe(true)
    for (const [index, entry] of netrc.entries.entries()) {
      netrc.delete(entry)
      expect(netrc.has('a.example')).toBe(index === 0)
    }
    expect(netrc.default).toBeUndefined()
    expect(netrc.add('a.example', {})).toBe(netrc.get('a.example'))
  })
})
