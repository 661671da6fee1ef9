import { describe, expect, test } from 'vitest'
import type { NetrcDocument } from '../../../src/core.ts'
import { edited } from './edited.ts'

const setPassword =
  (password: string) =>
  (netrc: NetrcDocument): unknown =>
    netrc.set('a.example', { password })

describe('set a field to the value it has, in every occurrence', () => {
  test.each([
    ['in unneeded quotes', 'machine a.example password "s3cret"\n', 's3cret'],
    ['with unneeded escapes', 'machine a.example password "s\\3cret"\n', 's3cret'],
    ['on a later line', 'machine a.example password\n\ts3cret\n', 's3cret'],
    ['with a comment before it', 'machine a.example password\n# the key\ns3cret\n', 's3cret'],
    ['after an alias of it', 'machine a.example PASSWD s3cret\n', 's3cret'],
    ['outside ASCII and bare', 'machine a.example password pässwort\n', 'pässwort'],
    [
      'twice, differently written',
      'machine a.example password "s3cret" password s3cret\n',
      's3cret',
    ],
    ['in an open quote', 'machine a.example password "s3cret\n', '"s3cret'],
    ['that looks like a keyword', 'machine a.example password machine\n', 'machine'],
    ['that is empty', 'machine a.example password ""\n', ''],
  ])('nothing changes: %s', (_, text, value) => {
    expect(edited(text, setPassword(value))).toBe(text)
  })

  test.each([
    ['a line end', 'machine a.example password "s3\\ncret"\n', 's3\ncret'],
    ['a carriage return', 'machine a.example password "s3\\rcret"\n', 's3\rcret'],
    ['a NUL', 'machine a.example password s3\0cret\n', 's3\0cret'],
    ['an unpaired surrogate', 'machine a.example password s3\ud800cret\n', 's3\ud800cret'],
  ])('nothing changes, even if it could not be written again: %s', (_, text, value) => {
    expect(edited(text, setPassword(value))).toBe(text)
  })

  test('nothing changes without fields, or with an account that is undefined', () => {
    const text = 'machine a.example login  ada\n'
    expect(edited(text, (netrc) => netrc.set('a.example', {}))).toBe(text)
    expect(edited(text, (netrc) => netrc.set('a.example', { account: undefined }))).toBe(text)
    expect(edited(text, (netrc) => netrc.add('a.example', { login: 'ada' }))).toBe(text)
  })

  test('a machine that is looked up in another case keeps its name', () => {
    const text = 'machine A.Example password s3cret\n'
    expect(edited(text, setPassword('s3cret'))).toBe(text)
  })

  test('a further field that already has the value', () => {
    const text = 'machine a.example\n  port "8443"\n'
    expect(edited(text, (netrc) => netrc.get('a.example')?.set('port', '8443'))).toBe(text)
  })

  test('a name that is already set, however it is written', () => {
    const text = 'machine "\\a.example" login ada\n'
    expect(edited(text, (netrc) => netrc.get('a.example')?.rename('a.example'))).toBe(text)
  })

  test('a name that could not be written again', () => {
    const text = 'machine "a\\nb" login ada\n'
    expect(edited(text, (netrc) => netrc.get('a\nb')?.rename('a\nb'))).toBe(text)
    expect(edited(text, (netrc) => netrc.set('a\nb', { login: 'ada' }))).toBe(text)
  })
})
