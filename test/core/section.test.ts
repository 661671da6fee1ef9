import { describe, expect, test } from 'vitest'
import { emptyLinesApart, isDefault, NameIndex, Section } from '../../src/section.ts'

/** A list of sections with these texts; the first is what stands before the first entry. */
function listOf(...texts: string[]): Section[] {
  const sections: Section[] = []
  for (const text of texts) sections.push(new Section(text, sections.at(-1)))
  return sections
}

function textsFrom(first: Section): string[] {
  const texts: string[] = []
  for (let section: Section | undefined = first; section; section = section.next) {
    texts.push(section.text)
  }
  return texts
}

function at(sections: readonly Section[], index: number): Section {
  const section = sections[index]
  if (section === undefined) throw new Error('a section was expected')
  return section
}

/** Take a section out of its list, as the tree does. */
function detach(section: Section, index: NameIndex): void {
  index.remove(section)
  section.detach()
}

describe('the list', () => {
  test('puts a section behind another', () => {
    const sections = listOf('', 'a', 'c')
    const section = new Section('b', sections[1])
    expect(textsFrom(at(sections, 0))).toEqual(['', 'a', 'b', 'c'])
    expect(section.previous).toBe(sections[1])
    expect(at(sections, 2).previous).toBe(section)
    expect(section.isAttached).toBe(true)
  })

  test('takes a section out, in the middle and at the end', () => {
    const sections = listOf('', 'a', 'b', 'c')
    at(sections, 2).detach()
    expect(textsFrom(at(sections, 0))).toEqual(['', 'a', 'c'])
    expect(at(sections, 3).previous).toBe(sections[1])
    at(sections, 3).detach()
    expect(textsFrom(at(sections, 0))).toEqual(['', 'a'])
    expect(sections.map(({ isAttached }) => isAttached)).toEqual([true, true, false, false])
  })

  test('numbers the sections so that the numbers always grow', () => {
    const sections = listOf('', 'a', 'z')
    let last = at(sections, 1)
    // New entries go above the first default, each behind the one before.
    for (const text of ['b', 'c', 'd']) last = new Section(text, last)
    new Section('end', sections[2])
    expect(textsFrom(at(sections, 0))).toEqual(['', 'a', 'b', 'c', 'd', 'z', 'end'])
    for (let section = at(sections, 0); section.next; section = section.next) {
      expect(section.next.order).toBeGreaterThan(section.order)
    }
  })
})

describe('the index of names', () => {
  test('has the machines of a name in any ASCII case, in file order', () => {
    const sections = listOf('', 'machine A.example 1 ', 'machine b.example ', 'machine a.Example 2')
    const index = new NameIndex(at(sections, 0))
    expect(index.machines('a.EXAMPLE')).toEqual([sections[1], sections[3]])
    expect(index.machines('c.example')).toEqual([])
  })

  test('has lower case in ASCII only', () => {
    const sections = listOf('', 'machine \u212a.example ', 'machine \u0130 ', 'machine Ä ')
    const index = new NameIndex(at(sections, 0))
    expect(index.machines('k.example')).toEqual([])
    expect(index.machines('ä')).toEqual([])
    expect(index.machines('\u212a.EXAMPLE')).toEqual([sections[1]])
    expect(index.machines('\u0130')).toEqual([sections[2]])
  })

  test('has no machine without a name, and no default, under any name', () => {
    const sections = listOf('machine x', 'machine\n', 'default x')
    const index = new NameIndex(at(sections, 0))
    for (const name of ['', 'undefined', 'default', 'x', 'Symbol(default)']) {
      expect(index.machines(name)).toEqual([])
    }
  })

  test('has the first default', () => {
    const sections = listOf('', 'machine a.example ', 'DEFAULT login one ', 'default login two')
    const index = new NameIndex(at(sections, 0))
    expect(index.firstDefault).toBe(sections[2])
    detach(at(sections, 2), index)
    expect(index.firstDefault).toBe(sections[3])
    detach(at(sections, 3), index)
    expect(index.firstDefault).toBeUndefined()
  })

  test('keeps file order, in whatever order they come in', () => {
    const sections = listOf('', 'machine a 1 ', 'machine a 2 ', 'machine a 3 ', 'machine a 4 ')
    const index = new NameIndex(new Section(''))
    for (const place of [3, 1, 4, 2]) index.add(at(sections, place))
    expect(index.machines('a')).toEqual(sections.slice(1))
  })

  test.each([1, 2, 3])('keeps file order where number %i is renamed and back', (place) => {
    const sections = listOf('', 'machine a 1 ', 'machine a 2 ', 'machine a 3 ')
    const index = new NameIndex(at(sections, 0))
    const section = at(sections, place)
    const { text } = section
    index.remove(section)
    section.text = 'machine b '
    index.add(section)
    expect(index.machines('a')).toEqual(sections.slice(1).filter((other) => other !== section))
    expect(index.machines('B')).toEqual([section])
    index.remove(section)
    section.text = text
    index.add(section)
    expect(index.machines('a')).toEqual(sections.slice(1))
    expect(index.machines('b')).toEqual([])
  })

  test('has no section that was taken out, and one that comes in for it', () => {
    const sections = listOf('', 'machine a 1 ', 'machine a 2 ')
    const index = new NameIndex(at(sections, 0))
    detach(at(sections, 1), index)
    expect(index.machines('a')).toEqual([sections[2]])
    detach(at(sections, 2), index)
    const section = new Section('machine a 3 ', sections[0])
    index.add(section)
    expect(index.machines('a')).toEqual([section])
    detach(section, index)
    expect(index.machines('a')).toEqual([])
  })

  test('does not mind a machine without a name', () => {
    const sections = listOf('', 'machine a ')
    const index = new NameIndex(at(sections, 0))
    index.add(new Section('machine\n'))
    index.remove(new Section('machine\n'))
    index.remove(new Section('machine\n'))
    index.remove(new Section('machine b'))
    expect(index.machines('a')).toEqual([sections[1]])
  })
})

test('a section is a default by its first letter, in either case', () => {
  const isDefaultText = (text: string): boolean => isDefault(new Section(text))
  expect(['default', 'Default x', 'machine default'].map(isDefaultText)).toEqual([
    true,
    true,
    false,
  ])
})

describe('the empty lines that keep entries apart', () => {
  const texts = ['\n\n\n', 'machine a\n\n', 'machine b\n\n\n', 'default\n']

  test('stand after the first of the two entries above', () => {
    const [, , b, last] = listOf(...texts)
    if (!b || !last) throw new Error('two sections were expected')
    expect(emptyLinesApart(b, b.text, last)).toBe(1)
    expect(emptyLinesApart(last, last.text, undefined)).toBe(2)
  })

  test('stand after the only entry above where a default follows, else there are none', () => {
    const [, a, b, last] = listOf(...texts)
    if (!a || !b || !last) throw new Error('three sections were expected')
    expect(emptyLinesApart(a, a.text, last)).toBe(1)
    expect(emptyLinesApart(a, 'machine a\n\n\n\n', last)).toBe(3)
    expect(emptyLinesApart(a, a.text, b)).toBe(0)
    expect(emptyLinesApart(a, a.text, undefined)).toBe(0)
  })

  test('are none where no entry stands above', () => {
    const [top, , , last] = listOf(...texts)
    if (!top) throw new Error('a section was expected')
    expect(emptyLinesApart(top, top.text, last)).toBe(0)
  })
})
