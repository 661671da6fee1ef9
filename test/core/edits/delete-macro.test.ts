import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { codeOf, entryOf, untyped } from '../../support/calls.ts'
import { edited } from './edited.ts'

const MACRO = 'macdef init\nput x\nbye\n\n'
const next = 'machine b.example login bob\n'
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')

/** Deletes the macro `init` of a.example. */
const deleted = (text: string, isThere = true): string =>
  edited(text, (netrc) => {
    expect(entryOf(netrc, 'a.example').deleteMacro('init')).toBe(isThere)
    expect(netrc.get('a.example')?.macros.some(({ name }) => name === 'init')).toBe(false)
  })

/** Deletes the macro `init` of the document. */
const deletedAtTop = (text: string): string =>
  edited(text, (netrc) => expect(netrc.deleteMacro('init')).toBe(true))

describe('delete a macro of an entry', () => {
  const one = 'machine a.example login ada\n'
  const several = 'machine a.example\n  login ada\n'
  test.each([
    ['below one line', one + MACRO + next, one + next],
    ['below several lines, with its indent', `${several}  ${MACRO}${next}`, several + next],
    ['with a tab as its indent', `${several}\t${MACRO}${next}`, several + next],
    ['at the end', one + MACRO, one],
    ['after a byte order mark', `\ufeff${one}${MACRO}`, `\ufeff${one}`],
    ['with CRLF', crlf(one + MACRO + next), crlf(one + next)],
    ['without lines', `${one}macdef init\n\n${next}`, one + next],
    ['without lines, at the end', `${one}macdef init`, one],
    ['an open one', `${one}macdef init\nput x\n`, one],
    ['an open one without a line end', `${one}macdef init\nput x`, one],
    ['with its name on a later line', `${one}macdef\n  init\nput x\n\n${next}`, one + next],
    ['with the rest of the line of its name', `${one}macdef init rest\nput x\n\n`, one],
    ['in another case of the keyword', `${one}MACDEF init\nput x\n\n${next}`, one + next],
    [
      'that looks like an entry',
      `${one}macdef init\nmachine evil.example\n# "x\n\n${next}`,
      one + next,
    ],
    ['above fields', `machine a.example\n${MACRO}  login ada\n`, several],
    ['but no empty line below its own', `${one}${MACRO}\n\n${next}`, `${one}\n\n${next}`],
    ['but no empty line above it', `${one}\n${MACRO}${next}`, `${one}\n${next}`],
    ['but no comment below it', `${one}${MACRO}# b\n${next}`, `${one}# b\n${next}`],
    [
      'but no comment that ends the line above it',
      `machine a.example login ada # me\n${MACRO}${next}`,
      `machine a.example login ada # me\n${next}`,
    ],
    [
      'every one with its name, and no other',
      `${one}${MACRO}macdef m\ninit\n\nmacdef init\n\nmacdef INIT\nget y\n\n${next}`,
      `${one}macdef m\ninit\n\nmacdef INIT\nget y\n\n${next}`,
    ],
    [
      'but none of the document or of other entries',
      MACRO + one + MACRO + next + MACRO,
      MACRO + one + next + MACRO,
    ],
  ])('%s', (_, text, expected) => {
    expect(deleted(text)).toBe(expected)
  })

  test('of the default entry', () => {
    expect(
      edited(`default login x\n${MACRO}${next}`, (netrc) => {
        expect(netrc.default?.deleteMacro('init')).toBe(true)
      }),
    ).toBe(`default login x\n${next}`)
  })
})

describe('delete a macro after words on its line', () => {
  const one = 'machine a.example login ada'
  test.each([
    ['with the blanks before its keyword', `${one} ${MACRO}${next}`, `${one}\n${next}`],
    ['with the tabs before its keyword', `${one}\t \t${MACRO}${next}`, `${one}\n${next}`],
    ['at the end', `${one} ${MACRO}`, `${one}\n`],
    ['with CRLF', crlf(`${one} ${MACRO}${next}`), crlf(`${one}\n${next}`)],
    ['an open one', `${one} macdef init\nput x`, `${one}\n`],
    ['with its name on the next line', `${one} macdef\r\n\tinit`, `${one}\r\n`],
    ['without a line end', `${one} macdef init`, one],
    [
      'above fields',
      `machine a.example ${MACRO}  login ada\n${next}`,
      `machine a.example\n  login ada\n${next}`,
    ],
  ])('%s', (_, text, expected) => {
    expect(deleted(text)).toBe(expected)
  })
})

describe('delete a macro of the document', () => {
  test.each([
    ['the whole text', MACRO, ''],
    ['after a byte order mark', `\ufeff${MACRO}${next}`, `\ufeff${next}`],
    ['above the first entry', MACRO + next, next],
    ['above a comment', `${MACRO}# b\n${next}`, `# b\n${next}`],
    ['below a comment', `# head\n\n${MACRO}${next}`, `# head\n\n${next}`],
    ['indented', `  ${MACRO}${next}`, next],
    ['an open one', '# head\n\nmacdef init\nput x', '# head\n\n'],
    [
      'every one with its name above the first entry',
      `${MACRO}macdef m\n\n${MACRO}${next}${MACRO}`,
      `macdef m\n\n${next}${MACRO}`,
    ],
    ['with CRLF', crlf(MACRO + next), crlf(next)],
  ])('%s', (_, text, expected) => {
    expect(deletedAtTop(text)).toBe(expected)
  })
})

describe('delete a missing macro', () => {
  test.each([
    ['in an entry without macros', 'machine a.example login ada\n'],
    ['that only the document and another entry have', `${MACRO}machine a.example\n${next}${MACRO}`],
    ['with its name in another case', 'machine a.example\nmacdef INIT\nput x\n\n'],
    ['with its name in the body of another', 'machine a.example\nmacdef m\nmacdef init\nput x\n\n'],
    ['with its name in a comment', 'machine a.example\n# macdef init\n'],
    ['with its name as a value', 'machine a.example\n  login macdef\n  password init\n'],
  ])('%s', (_, text) => {
    expect(deleted(text, false)).toBe(text)
  })

  test('in an empty file', () => {
    const netrc = parse('')
    expect(netrc.deleteMacro('init')).toBe(false)
    expect(String(netrc)).toBe('')
  })
})

describe('setting, then deleting, gives back the text', () => {
  test.each([
    ['one line', `machine a.example login ada\n${next}`],
    ['several lines', 'machine a.example\n  login ada\n  password s3cret\n'],
    ['tabs', 'machine\ta.example\n\tlogin\tada\n\n'],
    ['CRLF', 'machine a.example\r\n  login ada\r\n\r\nmachine b.example\r\n'],
    ['empty lines below', `machine a.example login ada\n\n\n${next}`],
    ['comments', `# head\n\n# a\nmachine a.example # own\n# b\n\n# c\n${next}# the end\n`],
    ['other macros', `macdef m\nx\n\nmachine a.example\nmacdef m\ny\n\n  login ada\n${next}`],
    ['a byte order mark', '\ufeffmachine a.example login ada\n'],
    ['a line of blanks', `machine a.example login ada\n \t\n${next}`],
    ['below default', 'default login x\nmachine a.example login ada\n'],
  ])('%s', (_, text) => {
    for (const body of ['', 'put x\n\tbye', 'machine evil.example\n"x\n# y']) {
      expect(
        edited(text, (netrc) => {
          const entry = entryOf(netrc, 'a.example')
          entry.setMacro('init', body).deleteMacro('init')
          netrc.setMacro('init', body)
          entry.setMacro('init', body)
          expect([netrc.deleteMacro('init'), entry.deleteMacro('init')]).toEqual([true, true])
        }),
      ).toBe(text)
    }
  })

  test.each([
    ['an empty file', ''],
    ['a byte order mark', '\ufeff'],
    ['a comment', '# mine\n'],
    ['empty lines', '\n\n'],
    ['an entry without a final line end', 'machine a.example login ada'],
  ])('in the document: %s', (_, text) => {
    expect(
      edited(text, (netrc) => {
        netrc.setMacro('init', 'put x')
        netrc.deleteMacro('init')
      }),
    ).toBe(text)
  })

  test.each([
    ['a line', 'machine a.example login ada', 'machine a.example login ada\n'],
    ['a macro', 'machine a.example\nmacdef m\nx', 'machine a.example\nmacdef m\nx\n\n'],
  ])('but what had to be closed stays closed: %s', (_, text, expected) => {
    expect(
      edited(text, (netrc) =>
        entryOf(netrc, 'a.example').setMacro('init', 'x').deleteMacro('init'),
      ),
    ).toBe(expected)
  })
})

describe('deleting a macro is refused, and nothing changes', () => {
  test.each([undefined, null, 1, {}, ['init']])('for the name %j', (name) => {
    const text = `${MACRO}machine a.example\n${MACRO}`
    const netrc = parse(text)
    const entry = entryOf(netrc, 'a.example')
    expect(codeOf(() => netrc.deleteMacro(untyped(name)))).toBe('invalid-argument')
    expect(codeOf(() => entry.deleteMacro(untyped(name)))).toBe('invalid-argument')
    expect(String(netrc)).toBe(text)
  })

  test('for an entry that was removed', () => {
    const netrc = parse(`machine a.example\n${MACRO}${next}`)
    const entry = entryOf(netrc, 'a.example')
    netrc.delete(entry)
    expect(codeOf(() => entry.deleteMacro('init'))).toBe('detached-entry')
    expect(String(netrc)).toBe(next)
  })
})
