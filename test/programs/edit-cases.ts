import { expect, test } from 'vitest'
import { type NetrcDocument, parse } from '../../src/core.ts'

/** An edit, with whole texts. */
export interface EditCase {
  readonly title: string
  readonly given: string
  edit(netrc: NetrcDocument): void
  readonly expected: string
}

/** Makes the edit, and returns the text for the programs. */
export function write({ given, edit }: EditCase): string {
  const netrc = parse(given)
  edit(netrc)
  return String(netrc)
}

/** Tests the text of each edit, which needs no program. */
export function testTexts(cases: readonly EditCase[]): void {
  test.each(cases)('$title', (one) => {
    expect(write(one)).toBe(one.expected)
  })
}
