import { describe, expect, test } from 'vitest'
import { addField, deleteField, type Surroundings, setValue } from '../../src/edit-field.ts'
import type { Way } from '../../src/judge.ts'
import { layoutOf } from '../../src/layout.ts'
import { statementsOf } from '../../src/lexer.ts'
import { factsOf } from '../../src/parser.ts'

/** The texts of ways, each of one section, in their order and each once. */
function textsOf(ways: Iterable<Way>): string[] {
  return [...new Set(Array.from(ways, ({ texts }) => texts.join('|')))]
}

/** What the ways ask the judge to find. */
function factsOfWays(ways: Iterable<Way>): unknown[] {
  return Array.from(ways, ({ facts }) => facts)
}

/** The ways to change the value of every statement of a field, or of the name of the machine. */
function change(text: string, word: string, value: string): Generator<Way> {
  const statements = statementsOf(text)
  const changed = statements.filter(({ field, keyword }) => (field ?? keyword) === word)
  return setValue(text, statements, new Set(changed), value)
}

/** The ways to add a field. */
function add(text: string, field: string, value: string, around: Surroundings): Generator<Way> {
  return addField(text, statementsOf(text), field, value, around)
}

/** A document without anything to learn from. */
const NOTHING: Surroundings = { lineEnd: () => '\n', model: () => undefined }

/** A document whose nearest machine is laid out like this. */
function like(model: string, lineEnd = '\n'): Surroundings {
  return { lineEnd: () => lineEnd, model: () => layoutOf(model, lineEnd) }
}

describe('a value is changed', () => {
  test('bare, else quoted, and nothing beside it', () => {
    const text = 'machine a.example\n\tpassword  old  # work\n'
    expect(textsOf(change(text, 'password', 'new'))).toEqual([
      'machine a.example\n\tpassword  new  # work\n',
      'machine a.example\n\tpassword  "new"  # work\n',
    ])
  })

  test('quoted only, where it must be', () => {
    expect(textsOf(change('default login u', 'login', 'a b'))).toEqual(['default login "a b"'])
  })

  test('in every occurrence that is to be changed, also where it is missing', () => {
    expect(textsOf(change('default login a user b\nlogin\n', 'login', 'new'))[0]).toBe(
      'default login new user new\nlogin new\n',
    )
  })

  test('and no other', () => {
    const text = 'default login "new" user old\n'
    const statements = statementsOf(text)
    const [, , last] = statements
    if (last === undefined) throw new Error('three statements were expected')
    expect(textsOf(setValue(text, statements, new Set([last]), 'new'))[0]).toBe(
      'default login "new" user new\n',
    )
  })

  test('to a keyword: bare behind its own keyword, quoted on a later line and for a further field', () => {
    const text = 'default password x port 1 login\n  y'
    const written = (field: string): string | undefined =>
      textsOf(change(text, field, 'machine'))[0]
    expect(written('password')).toBe('default password machine port 1 login\n  y')
    expect(written('login')).toBe('default password x port 1 login\n  "machine"')
    expect(written('port')).toBe('default password x port "machine" login\n  y')
  })

  test('of a name, as of a field', () => {
    expect(textsOf(change('machine  a.example login u', 'machine', 'b.example'))[0]).toBe(
      'machine  b.example login u',
    )
  })

  test('so that the judge is to find it in every occurrence, and all else as it was', () => {
    const text = 'machine a.example login u port 1 user v'
    const meant = factsOf('machine a.example login w port 1 login w')
    for (const facts of factsOfWays(change(text, 'login', 'w'))) {
      expect(facts).toEqual([meant])
    }
  })
})

describe('a field is added', () => {
  const firstWay = (text: string, field: string, value: string, around = NOTHING): string =>
    textsOf(add(text, field, value, around))[0] ?? ''

  test('behind the last field, in its layout', () => {
    expect(firstWay('machine a.example\r\n\tlogin  u # me\r\n\r\n', 'password', 'p')).toBe(
      'machine a.example\r\n\tlogin  u # me\r\n\tpassword  p\r\n\r\n',
    )
    expect(firstWay('machine a.example login\tu # me\n', 'password', 'p')).toBe(
      'machine a.example login\tu password\tp # me\n',
    )
  })

  test('behind the last field, if it lost its value', () => {
    expect(firstWay('default login u\n  password\n', 'account', 'c')).toBe(
      'default login u\n  password\n  account c\n',
    )
  })

  test('behind the blanks that end a line, but for the last line of the file', () => {
    expect(firstWay('default\n  login u  \n', 'password', 'p')).toBe(
      'default\n  login u  \n  password p\n',
    )
    expect(firstWay('default\n  login u  ', 'password', 'p')).toBe(
      'default\n  login u\n  password p  ',
    )
  })

  test('login before password, in its layout', () => {
    expect(firstWay('machine a.example\n    password p\n', 'login', 'u')).toBe(
      'machine a.example\n    login u\n    password p\n',
    )
    expect(firstWay('machine a.example password p\n', 'login', 'u')).toBe(
      'machine a.example login u password p\n',
    )
  })

  test('behind a macro, where a line begins already', () => {
    expect(firstWay('machine a.example macdef m\nx\n\n  password p\n', 'login', 'u')).toBe(
      'machine a.example macdef m\nx\n\n  login u\n  password p\n',
    )
  })

  test('behind the last field, not behind the macro after it', () => {
    expect(firstWay('default login u macdef m\nx\n\n', 'password', 'p')).toBe(
      'default login u password p macdef m\nx\n\n',
    )
  })

  test('in the layout of the nearest machine where the entry has no field', () => {
    const text = 'machine a.example\n'
    expect(firstWay(text, 'login', 'u', like('machine b.example login\tv'))).toBe(
      'machine a.example login\tu\n',
    )
    expect(firstWay(text, 'account', 'c', like('machine b.example\n\tlogin v\n'))).toBe(
      'machine a.example\n\taccount c\n',
    )
  })

  test('on a line of its own where there is nothing to learn from', () => {
    expect(firstWay('default', 'port', '1')).toBe('default\n  port 1')
    expect(firstWay('default', 'port', '1', { ...NOTHING, lineEnd: () => '\r\n' })).toBe(
      'default\r\n  port 1',
    )
  })

  test('in quotes where its value is a keyword and it is none', () => {
    expect(firstWay('default', 'port', 'login')).toBe('default\n  port "login"')
    expect(firstWay('default', 'account', 'login')).toBe('default\n  account login')
  })

  test('else on a line of its own, else on the same one, else apart from the next word', () => {
    expect(textsOf(add('default login u', 'password', 'p', NOTHING)).slice(0, 4)).toEqual([
      'default login u password p',
      'default login u password p ',
      'default login u\n  password p',
      'default login u\n  password p ',
    ])
  })

  test('else behind the name of the entry', () => {
    // A word that stands alone would take the new one for its value.
    const ways = textsOf(add('machine a.example\nlogin\n', 'password', 'p', NOTHING))
    expect(ways).toContain('machine a.example\n  password p\nlogin\n')
  })

  test('else behind the last word that has a value', () => {
    // Both `machine` and `login` would take `port` for their value.
    const ways = textsOf(add('machine\nmacdef m\nx\n\nlogin\n', 'port', '1', NOTHING))
    expect(ways).toContain('machine\nmacdef m\nx\n\n  port 1\nlogin\n')
  })

  test('so that the judge is to find it where it was put, and all else as it was', () => {
    for (const { texts, facts } of add('default login u', 'port', '1', NOTHING)) {
      expect(facts).toEqual([factsOf(texts[0] ?? '')])
    }
  })
})

describe('a field is deleted', () => {
  const firstWay = (text: string, field: string, isFollowed = false): string =>
    textsOf(deleteField(text, field, isFollowed))[0] ?? ''

  test('with the gap before it, and not with the comment behind it', () => {
    expect(firstWay('default  login u  password p # c\n', 'password')).toBe(
      'default  login u # c\n',
    )
  })

  test('with its line', () => {
    expect(firstWay('default\n\tlogin u\r\n\tpassword p\n', 'login')).toBe(
      'default\n\tpassword p\n',
    )
  })

  test('with the gap behind it where it only begins its line', () => {
    expect(firstWay('default\n  login u  password p\n', 'login')).toBe('default\n  password p\n')
    expect(firstWay('default\n  login u # c\n', 'login')).toBe('default\n  # c\n')
  })

  test('with the line break before it where it is the last line of the file', () => {
    expect(firstWay('default\n  login u', 'login')).toBe('default')
    expect(firstWay('default\n  login u', 'login', true)).toBe('default\n  ')
    expect(firstWay('default # c\n  login u', 'login')).toBe('default # c')
    expect(firstWay('default macdef m\nx\n\n  login u', 'login')).toBe('default macdef m\nx\n\n')
  })

  test('in every occurrence, those beside each other in one piece', () => {
    expect(firstWay('default login u user v password p login\n', 'login')).toBe(
      'default password p\n',
    )
    expect(firstWay('default\n  login u  user v password p\n', 'login')).toBe(
      'default\n  password p\n',
    )
    expect(firstWay('default login a port 1 login b token x login c user d\n', 'login')).toBe(
      'default port 1 token x\n',
    )
  })

  test('else without the gap', () => {
    expect(textsOf(deleteField('default login u password p', 'login', false))).toEqual([
      'default password p',
      'default  password p',
    ])
  })

  test('so that the judge is to find all else as it was', () => {
    for (const facts of factsOfWays(deleteField('default a 1 b 2 a 3 "word"\na\n', 'a', false))) {
      expect(facts).toEqual([factsOf('default b 2 "word"')])
    }
  })
})
