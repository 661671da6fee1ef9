import { describe, expect, test } from 'vitest'
import { readsBack } from '../../src/judge.ts'
import { factsOf, split } from '../../src/parser.ts'
import { Section } from '../../src/section.ts'

/** The sections of a text, as a list. */
function sectionsOf(text: string): Section[] {
  const sections: Section[] = []
  for (const part of split(text)) sections.push(new Section(part, sections.at(-1)))
  return sections
}

/** What the judge says of a text in the place of one section, which must say what `meant` says. */
function judge(text: string, index: number, written: string, meant: string = written): boolean {
  const section = sectionsOf(text)[index]
  if (section === undefined) throw new Error('a section was expected')
  return readsBack(section, section, { texts: [written], facts: [factsOf(meant)] })
}

const TWO = 'machine a.example login u\nmachine b.example login v\n'

describe('the judge accepts', () => {
  test('what says what it must, whatever the writing', () => {
    expect(judge(TWO, 1, 'machine a.example\n\tlogin "x"\n', 'machine a.example login x')).toBe(
      true,
    )
  })

  test('what stands before the first entry', () => {
    expect(judge(TWO, 0, '# a comment\n')).toBe(true)
    expect(judge('', 0, 'login u')).toBe(true)
  })

  test('a way of several texts', () => {
    const [first, a, b] = sectionsOf(TWO)
    if (!first || !a || !b) throw new Error('three sections were expected')
    const texts = ['machine a.example login x ', 'machine b.example']
    expect(readsBack(a, b, { texts, facts: texts.map((text) => factsOf(text)) })).toBe(true)
  })

  test('a text that splits in two where both are meant', () => {
    const [, a] = sectionsOf('machine a.example')
    if (!a) throw new Error('a section was expected')
    const texts = ['machine a.example\n', 'machine c.example\n']
    expect(readsBack(a, a, { texts, facts: texts.map((text) => factsOf(text)) })).toBe(true)
  })

  test('nothing at all in the place of an entry', () => {
    const [, a] = sectionsOf(TWO)
    if (!a) throw new Error('a section was expected')
    expect(readsBack(a, a, { texts: [], facts: [] })).toBe(true)
  })
})

describe('the judge refuses', () => {
  test('another value, field or number of fields', () => {
    const meant = 'machine a.example login x\n'
    for (const written of [
      'machine a.example login y\n',
      'machine a.example password x\n',
      'machine a.example login x login x\n',
      'machine a.example\n',
      'machine c.example login x\n',
    ]) {
      expect(judge(TWO, 1, written, meant)).toBe(false)
    }
  })

  test('a quoted word where the keyword is meant', () => {
    expect(judge(TWO, 1, 'machine a.example "login"', 'machine a.example login')).toBe(false)
  })

  test('another body of a macro', () => {
    expect(judge(TWO, 1, 'machine a.example macdef m\nx\n\n', 'machine a.example macdef m\n')).toBe(
      false,
    )
  })

  test('a second entry', () => {
    expect(judge(TWO, 1, 'machine a.example login x machine c.example\n')).toBe(false)
  })

  test('no entry', () => {
    expect(judge(TWO, 1, 'login x\n')).toBe(false)
  })

  test('a text that takes the next entry as a value', () => {
    expect(judge('default machine b.example', 1, 'default login ', 'default login')).toBe(false)
    expect(judge('default\nmachine b.example', 1, 'default login\n')).toBe(true)
  })

  test('a text that hides the next entry in a comment or in a macro', () => {
    expect(judge('default machine b.example', 1, 'default #')).toBe(false)
    expect(judge('default\nmachine b.example', 1, 'default macdef m\n')).toBe(false)
    expect(judge('default\nmachine b.example', 1, 'default macdef m\n\n')).toBe(true)
  })

  test('a quote that one further on closes, over several entries of the line', () => {
    const text = 'default x machine b.example machine c.example "\n'
    expect(judge(text, 1, 'default x "', 'default x "')).toBe(false)
    expect(judge(text, 1, 'default x " ')).toBe(false)
    expect(judge('default x machine b.example\nmachine c.example "\n', 1, 'default x " ')).toBe(
      true,
    )
  })

  test('a text that glues the next entry to its last word', () => {
    expect(judge('default x y machine b.example', 1, 'default x y')).toBe(false)
  })

  test('a text that a section above takes for its own', () => {
    // The quote stands open in the section above, on the same line.
    const text = 'default password "x machine b.example\n'
    expect(judge(text, 2, 'machine b.example login "y"\n')).toBe(false)
    expect(judge(text, 2, 'machine b.example login y\n')).toBe(true)
  })

  test('a text that the words before the first entry take for their own', () => {
    const text = '\nlogin "x machine b.example\n'
    expect(judge(text, 1, 'machine b.example login "y"\n')).toBe(false)
    expect(judge(text, 1, 'machine b.example login y\n')).toBe(true)
  })

  test('words before the first entry that take it for their own', () => {
    const text = '\nlogin x machine b.example "\n'
    expect(judge(text, 0, '\nlogin "x ')).toBe(false)
    expect(judge(text, 0, '\nlogin y ')).toBe(true)
  })

  test('a text that an entry far to the left on the same line takes for its own', () => {
    const text = '\ndefault password "x machine b.example machine c.example machine d.example\n'
    expect(judge(text, 4, 'machine d.example login "y"\n')).toBe(false)
  })
})

test('the judge looks no further than the lines that are touched', () => {
  const sections = sectionsOf(
    'machine a.example\nmachine b.example\nmachine c.example\nmachine d.example\n',
  )
  const [first, , b, , d] = sections
  if (!first || !b || !d) throw new Error('sections were expected')
  // What stands on other lines is not read anew: an edit costs what it changes.
  first.text = 'not read'
  d.text = 'not read'
  expect(
    readsBack(b, b, { texts: ['machine b.example x\n'], facts: [factsOf('machine b.example x')] }),
  ).toBe(true)
})
