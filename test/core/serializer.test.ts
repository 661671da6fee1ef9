import { expect, test } from 'vitest'
import { lex, serialize, type Token } from '../../src/core.ts'

test('no tokens give the empty string', () => {
  expect(serialize([])).toBe('')
})

test('texts are concatenated, from any objects with texts', () => {
  const texts = [{ text: 'a.example' }, { text: '\r\n' }, { kind: 'keyword', text: 'MACHINE' }]
  expect(serialize(texts)).toBe('a.example\r\nMACHINE')
})

test('any iterable of tokens can be given', () => {
  function* withoutComments(text: string): Generator<Token> {
    for (const token of lex(text)) if (token.kind !== 'comment') yield token
  }
  expect(serialize(withoutComments('machine a.example # work\n'))).toBe('machine a.example \n')
})

test('a changed token is written with its new text', () => {
  const tokens = lex('machine a.example\n\tpassword  old # work\n').map((token) =>
    token.text === 'old' ? { ...token, text: 'new' } : token,
  )
  expect(serialize(tokens)).toBe('machine a.example\n\tpassword  new # work\n')
})

test('what was split is joined again', () => {
  const text = '\ufeff# top\r\nmachine "a b" login x\r\n\r\nmacdef m\n cd /\n\nodd'
  expect(serialize(lex(text))).toBe(text)
})
