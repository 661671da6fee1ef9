import { describe, expect, test } from 'vitest'
import { KEYWORDS, KNOWN_FIELDS } from '../../src/syntax.ts'

describe('the keyword table', () => {
  test('says what each of the eight keywords means', () => {
    expect(Object.fromEntries(KEYWORDS)).toEqual({
      machine: 'machine',
      default: 'default',
      macdef: 'macdef',
      login: 'login',
      user: 'login',
      password: 'password',
      passwd: 'password',
      account: 'account',
    })
  })

  test('is in lower case, like lookups', () => {
    for (const word of KEYWORDS.keys()) expect(word).toBe(word.toLowerCase())
  })

  test('lists the known fields in the order in which they are written', () => {
    expect(KNOWN_FIELDS).toEqual(['login', 'password', 'account'])
  })

  test('has each known field under its own name', () => {
    for (const field of KNOWN_FIELDS) expect(KEYWORDS.get(field)).toBe(field)
  })
})
