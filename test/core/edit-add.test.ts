import { describe, expect, test } from 'vitest'
import { addEntry, type Place } from '../../src/edit-add.ts'
import { layoutOf } from '../../src/layout.ts'
import { factsOf } from '../../src/parser.ts'

/** A place behind some text, without anything to learn from. */
function below(above: string, place: Partial<Place> = {}): Place {
  return {
    above,
    isBeforeDefault: false,
    emptyLines: 0,
    indent: '',
    lineEnd: '\n',
    model: undefined,
    ...place,
  }
}

/** The texts of the first way: of the section above, and of the new one. */
function firstWay(
  name: string | undefined,
  fields: Record<string, string>,
  place: Place,
): string[] {
  for (const { texts } of addEntry(name, new Map(Object.entries(fields)), place)) return [...texts]
  throw new Error('a way was expected')
}

describe('an entry is written', () => {
  test('with each field on a line of its own where there is nothing to learn from', () => {
    expect(firstWay('a.example', { login: 'u', password: 'p q' }, below(''))).toEqual([
      '',
      'machine a.example\n  login u\n  password "p q"\n',
    ])
  })

  test('in the layout of its model, each field in that of its own', () => {
    const model = layoutOf('machine\tb.example login  v\n    password w\n', '\n')
    const place = below('x\n', { model, indent: '  ' })
    expect(firstWay('a.example', { login: 'u', password: 'p', account: 'c' }, place)).toEqual([
      'x\n  ',
      'machine\ta.example login  u\n    password p\n    account c\n',
    ])
  })

  test('as default where it has no name', () => {
    expect(firstWay(undefined, { login: 'u' }, below('', { lineEnd: '\r\n' }))).toEqual([
      '',
      'default\r\n  login u\r\n',
    ])
  })
})

describe('the text above', () => {
  test('gets a line end where it has none', () => {
    expect(firstWay('b', {}, below('machine a'))).toEqual(['machine a\n', 'machine b\n'])
  })

  test('gets none where there is only a byte order mark', () => {
    expect(firstWay('b', {}, below('\ufeff'))).toEqual(['\ufeff', 'machine b\n'])
  })

  test('gets the empty line that ends its macro', () => {
    expect(firstWay('b', {}, below('macdef m\nx\n'))).toEqual(['macdef m\nx\n\n', 'machine b\n'])
    expect(firstWay('b', {}, below('macdef m\nx'))).toEqual(['macdef m\nx\n\n', 'machine b\n'])
    expect(firstWay('b', {}, below('macdef m\nx\n\n'))).toEqual(['macdef m\nx\n\n', 'machine b\n'])
  })

  test('gets empty lines, and the new entry goes above those that are there', () => {
    expect(firstWay('b', {}, below('machine a\n', { emptyLines: 1 }))).toEqual([
      'machine a\n\n',
      'machine b\n',
    ])
    expect(firstWay('b', {}, below('machine a\n\n\n', { emptyLines: 1 }))).toEqual([
      'machine a\n\n\n',
      'machine b\n\n',
    ])
  })

  test('keeps its comments, but for those that touch the default behind it', () => {
    const above = 'machine a\n# a\n\n# d\n  # e\n'
    expect(firstWay('b', {}, below(above))).toEqual([above, 'machine b\n'])
    expect(firstWay('b', {}, below(above, { isBeforeDefault: true }))).toEqual([
      'machine a\n# a\n\n',
      'machine b\n# d\n  # e\n',
    ])
  })

  test('keeps the comment behind its words', () => {
    expect(firstWay('b', {}, below('machine a # a\n', { isBeforeDefault: true }))).toEqual([
      'machine a # a\n',
      'machine b\n',
    ])
  })

  test('keeps its line where the default behind it begins in the middle of it', () => {
    const place = below('machine a ', { isBeforeDefault: true })
    expect(firstWay('b', { login: 'u' }, place)).toEqual(['machine a ', 'machine b login u '])
  })
})

describe('the ways', () => {
  test('ask the judge to find the entry, and above it what was there', () => {
    const place = below('machine a login u', { isBeforeDefault: true, emptyLines: 2 })
    for (const { facts } of addEntry('b c', new Map([['password', 'p']]), place)) {
      expect(facts).toEqual([factsOf('machine a login u'), factsOf('machine "b c" password p')])
    }
  })

  test('end with one that leaves alone a CR at the end of an open macro', () => {
    const texts = Array.from(addEntry('b', new Map(), below('macdef m\nx\r')), ({ texts }) => texts)
    expect(texts).toContainEqual(['macdef m\nx\r\r\n\r\n', 'machine b\r\n'])
  })
})
