import { expect } from 'vitest'
import { type NetrcDocument, parse } from '../../../src/core.ts'
import { factsOf } from '../../support/facts.ts'

/** Parses a text, edits it, and returns the new text. Asserts that the document agrees with the new text. */
export function edited(text: string, edit: (netrc: NetrcDocument) => unknown): string {
  const netrc = parse(text)
  edit(netrc)
  const result = String(netrc)
  expect(factsOf(netrc)).toStrictEqual(factsOf(parse(result)))
  return result
}

/** Edits a text. Asserts that the edit is refused with this code, and that nothing changes. */
export function expectRefused(
  text: string,
  code: string,
  edit: (netrc: NetrcDocument) => unknown,
): void {
  const netrc = parse(text)
  const facts = factsOf(netrc)
  expect(() => edit(netrc)).toThrow(expect.objectContaining({ name: 'NetrcError', code }))
  expect(String(netrc)).toBe(text)
  expect(factsOf(netrc)).toStrictEqual(facts)
}

/** Returns a text of several lines. */
export function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('')
}

/** Returns the logins of the machines with a name, in the order in which lookups find them. Deletes the machines. */
export function takeLogins(netrc: NetrcDocument, name: string): (string | undefined)[] {
  const logins: (string | undefined)[] = []
  for (let entry = netrc.get(name); entry; entry = netrc.get(name)) {
    logins.push(entry.login)
    netrc.delete(entry)
  }
  return logins
}
