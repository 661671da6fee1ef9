import { describe, expect, test } from 'vitest'
import { parse } from '../../src/document.ts'
import { groupsOf, removeEntries } from '../../src/edit-remove.ts'
import { factsOf, split } from '../../src/parser.ts'
import { Section } from '../../src/section.ts'

/** The sections of a text, as a list. */
function sectionsOf(text: string): Section[] {
  const sections: Section[] = []
  for (const part of split(text)) sections.push(new Section(part, sections.at(-1)))
  return sections
}

/** Some sections of a text, by their place. */
function pick(text: string, ...places: number[]): Section[] {
  const sections = sectionsOf(text)
  return places.flatMap((place) => sections[place] ?? [])
}

/** The groups of some sections of a text, by the letter that names each machine. */
function groupsOfText(text: string, ...places: number[]): string[] {
  return groupsOf(pick(text, ...places)).map((group) =>
    group.map((section) => section.text.charAt('machine '.length)).join(''),
  )
}

/** The texts of what is kept, by the first way. */
function keptOf(text: string, ...places: number[]): readonly string[] {
  const { ways } = removeEntries(pick(text, ...places), '\n')
  return ways[0]?.texts ?? []
}

describe('entries are removed together', () => {
  test('that follow each other', () => {
    expect(groupsOfText('machine a\nmachine b\nmachine c\nmachine d\n', 1, 2, 4)).toEqual([
      'ab',
      'd',
    ])
  })

  test('that share a line with what is between them', () => {
    expect(groupsOfText('machine a machine b machine c\nmachine d\n', 1, 3)).toEqual(['ac'])
    expect(groupsOfText('machine a machine b\nmachine c machine d\n', 1, 3)).toEqual(['a', 'c'])
    expect(groupsOfText('machine a machine b machine c\n', 1, 2)).toEqual(['ab'])
  })

  test('and no others', () => {
    expect(groupsOfText('machine a\n', 1)).toEqual(['a'])
    expect(groupsOf([])).toEqual([])
  })
})

describe('what is left', () => {
  test('is the section above, with what the entry does not own', () => {
    expect(keptOf('# a\nmachine a # own\n# b\nmachine b\n', 1)).toEqual(['# a\n# b\n'])
  })

  test('is each section above one, and each between two', () => {
    const text = 'machine a machine b machine c machine d\n'
    const { kept, ways } = removeEntries(pick(text, 2, 4), '\n')
    expect(kept.map((section) => section.text)).toEqual(['machine a ', 'machine c '])
    expect(ways[0]?.texts).toEqual(['machine a ', 'machine c \n'])
  })

  test('is as it was where nothing goes', () => {
    expect(keptOf('machine a machine b machine c machine d machine e\n', 1, 4)).toEqual([
      '',
      'machine b ',
      'machine c ',
    ])
  })

  test('is without the empty lines that kept the entry apart', () => {
    expect(keptOf('machine a\n\nmachine b\n\nmachine c\n', 2)).toEqual(['machine a\n\n'])
    expect(keptOf('machine a\n\nmachine b\n', 2)).toEqual(['machine a\n\n'])
    expect(keptOf('machine a\n\nmachine b\n\nmachine c\n', 3)).toEqual(['machine b\n'])
    expect(keptOf('\nmachine a\n\nmachine b\n', 1)).toEqual(['\n'])
    expect(keptOf('machine a\n\nmachine b\n', 1)).toEqual([''])
    expect(keptOf('\ufeffmachine a\n\nmachine b\n', 1)).toEqual(['\ufeff'])
  })

  test('keeps the line break of an entry in the middle of a line', () => {
    expect(keptOf('machine a machine b\n# c\n', 2)).toEqual(['machine a \n# c\n'])
    expect(keptOf('machine a machine b machine c\nmachine d\n', 2, 3)).toEqual(['machine a \n'])
  })

  test('gives its place to what follows on the line', () => {
    expect(keptOf('  machine a machine b\n', 1)).toEqual(['  '])
  })

  test('is without the indent of the entry', () => {
    expect(keptOf('machine a\n  machine b\nmachine c\n', 2)).toEqual(['machine a\n'])
    expect(keptOf('# c\n  machine a', 1)).toEqual(['# c\n'])
  })

  test('keeps the empty line below where a line stands above, however short', () => {
    expect(keptOf('#\nmachine a\n\n# b\nmachine b\n', 1)).toEqual(['#\n\n# b\n'])
  })

  test('of a run of entries is what is left of removing each', () => {
    const text = '# x\nmachine a\n\n# b\nmachine b\n\n\nmachine c\n\nmachine d\n'
    const netrc = parse(text)
    for (const name of ['a', 'b', 'c']) netrc.delete(name)
    expect(String(netrc)).toBe('# x\n\n# b\n\n\nmachine d\n')
    expect(keptOf(text, 1, 2, 3)).toEqual(['# x\n\n# b\n\n\n'])
  })
})

describe('the ways', () => {
  test('are as it is, else with the line end that keeps two lines apart', () => {
    const { ways } = removeEntries(pick('machine a "x machine b\nlogin "u" machine c', 2), '\r\n')
    expect(ways.map(({ texts }) => texts)).toEqual([['machine a "x '], ['machine a "x \r\n']])
  })

  test('ask the judge to find what the kept sections said', () => {
    const { ways } = removeEntries(pick('machine a machine b machine c machine d', 2, 4), '\n')
    for (const { facts } of ways)
      expect(facts).toEqual([factsOf('machine a'), factsOf('machine c')])
  })
})
