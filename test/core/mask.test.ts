import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lex, maskSecrets, parse, type ReadonlyNetrcDocument } from '../../src/core.ts'
import { netrcTexts } from '../support/arbitraries.ts'
import { codeOf, untyped } from '../support/calls.ts'

/** The keywords whose values are shown. */
const SHOWN = new Set<string | undefined>(['machine', 'macdef', 'login'])

describe('everything is masked except keywords, names and logins', () => {
  test.each([
    [
      'an entry on a line',
      'machine a.example login ada password s3cret\n',
      'machine a.example login ada password ***\n',
    ],
    [
      'an entry on several lines, with CRLF and tabs',
      'MACHINE a.example\r\n\tuser ada\r\n\tpasswd s3cret\r\n\taccount team\r\n',
      'MACHINE a.example\r\n\tuser ada\r\n\tpasswd ***\r\n\taccount ***\r\n',
    ],
    ['a quoted word', 'default password "s3 cret"login "a b"', 'default password "***"login "a b"'],
    ['an open quote', 'default password "s3cret', 'default password ***'],
    ['a further field', 'default token s3cret port 1', 'default *** *** *** ***'],
    ['single words', 'stray "s3cret" default s3cret', '*** "***" default ***'],
    ['comments', '# s3cret\n\t#s3cret\r\ndefault # s3', '# ***\n\t# ***\r\ndefault # ***'],
    [
      'a macro',
      'macdef init s3cret\n  put s3cret\r\n \n\tx\n\nmachine a.example',
      'macdef init ***\n  ***\r\n \n\t***\n\nmachine a.example',
    ],
    ['a byte order mark', '\ufeffdefault', '\ufeffdefault'],
    ['an empty text', '', ''],
  ])('%s', (_, text, masked) => {
    expect(maskSecrets(text)).toBe(masked)
    expect(maskSecrets(parse(text))).toBe(masked)
  })

  test('with another mask', () => {
    const text = 'default password s3cret account "x" # y\n'
    expect(maskSecrets(text, '•••')).toBe('default password ••• account "•••" # •••\n')
    expect(maskSecrets(text, '$&')).toBe('default password $& account "$&" # $&\n')
    expect(maskSecrets('macdef m\nx\n', '$&')).toBe('macdef m\n$&\n')
    expect(maskSecrets(text, 'a\\')).toBe('default password a\\ account "a\\\\" # a\\\n')
  })

  test.each(['', ' ', 'a b', 'a\n', '#', '"', 'a"', 'login', 'MACHINE', '\0', null, 1, {}])(
    'the mask must be one word: %j',
    (mask) => {
      expect(codeOf(() => maskSecrets('default', untyped(mask)))).toBe('invalid-argument')
    },
  )
})

test('the masked text reads as the same entries, names and logins, and shows nothing else', () => {
  const read = ({ entries, macros }: ReadonlyNetrcDocument): unknown => [
    entries.map(({ kind, name, login, macros }) => [kind, name, login, macros.map((m) => m.name)]),
    macros.map((macro) => macro.name),
  ]
  fc.assert(
    fc.property(netrcTexts, fc.constantFrom('***', 'x', "'"), (text, mask) => {
      const secret = text.replaceAll(/s3cret|ada|x/g, (word) => `${word}-s3cret`)
      const masked = maskSecrets(secret, mask)
      expect(read(parse(masked))).toEqual(read(parse(secret)))
      expect(masked.split('\n')).toHaveLength(secret.split('\n').length)
      expect(maskSecrets(masked, mask)).toBe(masked)
      const shown = lex(secret).filter(({ kind, key }) => kind === 'value' && SHOWN.has(key))
      if (!shown.some((word) => word.text.includes('s3cret')))
        expect(masked).not.toContain('s3cret')
    }),
    { numRuns: 500 },
  )
})
