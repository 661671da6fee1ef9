import { describe, expect, test } from 'vitest'
import { readField } from '../../src/parser.ts'
import type { Section } from '../../src/section.ts'
import { Tree } from '../../src/tree.ts'
import { codeOf } from '../support/calls.ts'

const ANY = (): boolean => true
const withLogin =
  (login: string) =>
  ({ text }: Section): boolean =>
    readField(text, 'login') === login

/** A section that must be there. */
function found(section: Section | undefined): Section {
  if (section === undefined) throw new Error('a section was expected')
  return section
}

/** The entries of a tree, in file order. */
function entriesOf(tree: Tree): Section[] {
  const sections: Section[] = []
  for (let section = tree.first.next; section; section = section.next) sections.push(section)
  return sections
}

/** Every machine of a name as the index has it, which must be as the list has it. */
function machinesOf(tree: Tree, name: string): string[] {
  const machines = tree.machines(name)
  expect(machines).toEqual(entriesOf(tree).filter((section) => machines.includes(section)))
  return machines.map(({ text }) => text.trim())
}

describe('a tree', () => {
  test('is its text, in sections', () => {
    const text = '# c\nmachine a\nmachine b default'
    const tree = new Tree(text)
    expect(tree.text).toBe(text)
    expect(tree.first.text).toBe('# c\n')
    expect(entriesOf(tree).map((section) => section.text)).toEqual([
      'machine a\n',
      'machine b ',
      'default',
    ])
  })

  test('finds the exact name, else another case of it, among those that are wanted', () => {
    const tree = new Tree('machine A login one\nmachine a login two\nmachine a login one\n')
    for (let question = 1; question <= 3; question++) {
      expect(tree.find('a', ANY)?.text).toBe('machine a login two\n')
      expect(tree.find('a', withLogin('one'))?.text).toBe('machine a login one\n')
      expect(tree.find('A', withLogin('two'))?.text).toBe('machine a login two\n')
      expect(tree.find('a', withLogin('three'))).toBeUndefined()
    }
  })

  test('answers the first question as any other', () => {
    const texts = [
      'machine a',
      'machine ab machine a x',
      'MACHINE "a"',
      'machine\na',
      'machine A',
      'machine a 1 machine  a 2',
      'machine  a 1 machine a 2',
      'machine "a" 1 machine a 2',
      'machine\na 1 machine a 2',
      'machine\n# c\na 1 machine a 2',
      'machine a 1 machine\na 2',
    ]
    for (const text of texts) {
      const [first, later] = [new Tree(text), new Tree(text)]
      later.find('b', ANY)
      expect(first.find('a', ANY)?.text).toBe(later.find('a', ANY)?.text)
    }
  })
})

describe('the index keeps file order', () => {
  test('through names that come and go', () => {
    const tree = new Tree('machine a 1\nmachine b 2\nmachine a 3\nmachine c 4\ndefault\n')
    expect(machinesOf(tree, 'a')).toEqual(['machine a 1', 'machine a 3'])
    const [one, two, , four] = entriesOf(tree).map(found)
    tree.rename(found(two), 'A')
    tree.rename(found(four), 'a')
    expect(machinesOf(tree, 'a')).toEqual([
      'machine a 1',
      'machine A 2',
      'machine a 3',
      'machine a 4',
    ])
    tree.rename(found(one), 'b')
    expect(machinesOf(tree, 'a')).toEqual(['machine A 2', 'machine a 3', 'machine a 4'])
    expect(machinesOf(tree, 'b')).toEqual(['machine b 1'])
    tree.rename(found(one), 'a')
    expect(machinesOf(tree, 'a')[0]).toBe('machine a 1')
    expect(machinesOf(tree, 'b')).toEqual([])
  })

  test('through entries that are added above a default, one behind the other', () => {
    const tree = new Tree('machine a login 0\ndefault\n')
    expect(machinesOf(tree, 'a')).toHaveLength(1)
    for (let login = 1; login <= 5; login++) tree.add('a', new Map([['login', String(login)]]))
    expect(machinesOf(tree, 'a').map((text) => text.at(-1))).toEqual(['0', '1', '2', '3', '4', '5'])
    expect(entriesOf(tree).at(-1)?.text).toBe('default\n')
  })

  test('through entries that are removed', () => {
    const tree = new Tree('machine a 1\nmachine a 2\nmachine a 3\nmachine a 4\n')
    expect(machinesOf(tree, 'a')).toHaveLength(4)
    const [, two, , four] = entriesOf(tree).map(found)
    tree.remove([found(two), found(four)])
    expect(machinesOf(tree, 'a')).toEqual(['machine a 1', 'machine a 3'])
    tree.add('a', new Map())
    expect(machinesOf(tree, 'A')).toEqual(['machine a 1', 'machine a 3', 'machine a'])
    tree.remove(tree.machines('a'))
    expect(machinesOf(tree, 'a')).toEqual([])
  })

  test('of the defaults too', () => {
    const tree = new Tree('default 1\nmachine a\ndefault 2\n')
    expect(tree.firstDefault?.text).toBe('default 1\n')
    tree.remove([found(tree.firstDefault)])
    expect(tree.firstDefault?.text).toBe('default 2\n')
    tree.remove([found(tree.firstDefault)])
    expect(tree.firstDefault).toBeUndefined()
    expect(tree.add(undefined, new Map())).toBe(tree.firstDefault)
  })
})

describe('the last entry', () => {
  test('stays the last where one is added above a default', () => {
    const tree = new Tree('default\nmachine a\n')
    tree.add('b', new Map())
    tree.remove([found(tree.firstDefault)])
    tree.add('c', new Map())
    expect(tree.text).toBe('machine b\nmachine a\nmachine c\n')
  })

  test('is the one that stays on the line of those removed', () => {
    const tree = new Tree('machine a 1 machine b 2 machine a 3\n')
    tree.remove(tree.machines('a'))
    tree.add('c', new Map())
    expect(tree.text).toBe('machine b 2 \nmachine c\n')
  })
})

describe('an edit that is refused changes nothing', () => {
  const TEXT = 'machine a port "p account x token\nmachine b login "u machine c\n'

  test.each<[string, string, (tree: Tree) => unknown]>([
    [
      'a value whose quote would close another',
      'unsafe-position',
      (tree) => tree.setFields(found(tree.find('a', ANY)), new Map([['account', 'y z']])),
    ],
    [
      'a name whose quote would close another',
      'unsafe-position',
      (tree) => tree.rename(found(tree.find('c', ANY)), 'c d'),
    ],
    [
      'the second field of two',
      'unwritable-value',
      (tree) =>
        tree.setFields(
          found(tree.find('a', ANY)),
          new Map([
            ['port', 'q'],
            ['account', 'y\nz'],
          ]),
        ),
    ],
    [
      'a field that cannot be written',
      'unwritable-field',
      (tree) => tree.setFields(found(tree.find('c', ANY)), new Map([['a b', 'x']])),
    ],
    ['a name that cannot be written', 'unwritable-name', (tree) => tree.add('', new Map())],
    [
      'a new entry whose value cannot be written',
      'unwritable-value',
      (tree) => tree.add('d', new Map([['login', '\0']])),
    ],
  ])('%s', (_, code, edit) => {
    const tree = new Tree(TEXT)
    const { version } = tree
    expect(codeOf(() => edit(tree))).toBe(code)
    expect(tree.text).toBe(TEXT)
    expect(tree.version).toBe(version)
  })
})

describe('the version', () => {
  const TEXT = 'machine a login u\nmachine b login v\ndefault\n'

  test.each<[string, (tree: Tree, b: Section) => unknown]>([
    ['a field is set', (tree, b) => tree.setFields(b, new Map([['login', 'w']]))],
    ['a field is added', (tree, b) => tree.setFields(b, new Map([['port', '1']]))],
    ['a field is deleted', (tree, b) => tree.deleteField(b, 'login')],
    ['a machine is renamed', (tree, b) => tree.rename(b, 'c')],
    ['a machine is added', (tree) => tree.add('c', new Map())],
    ['an entry is removed', (tree, b) => tree.remove([b])],
  ])('grows where %s', (_, edit) => {
    const tree = new Tree(TEXT)
    const { version } = tree
    edit(tree, found(tree.find('b', ANY)))
    expect(tree.text).not.toBe(TEXT)
    expect(tree.version).toBeGreaterThan(version)
  })

  test('grows where a machine is added at the end', () => {
    const tree = new Tree('machine a login u\n')
    const { version } = tree
    tree.add('b', new Map())
    expect(tree.version).toBeGreaterThan(version)
  })

  test.each<[string, (tree: Tree, b: Section) => unknown]>([
    ['the value is the same', (tree, b) => tree.setFields(b, new Map([['login', 'v']]))],
    ['no field is set', (tree, b) => tree.setFields(b, new Map())],
    ['the field is not there', (tree, b) => tree.deleteField(b, 'port')],
    ['the name is the same', (tree, b) => tree.rename(b, 'b')],
    ['nothing is removed', (tree) => tree.remove(tree.machines('c'))],
  ])('stays where %s', (_, edit) => {
    const tree = new Tree(TEXT)
    const { version } = tree
    edit(tree, found(tree.find('b', ANY)))
    expect(tree.text).toBe(TEXT)
    expect(tree.version).toBe(version)
  })
})

describe('what a tree learns from', () => {
  test('is the nearest machine with fields, the one above first', () => {
    const tree = new Tree(
      'machine a\n  login u\nmachine b\nmachine c\tlogin v\nmachine d\nmachine e\n\n',
    )
    tree.setFields(found(tree.find('b', ANY)), new Map([['login', 'w']]))
    tree.add('f', new Map([['login', 'x']]))
    expect(tree.text).toBe(
      'machine a\n  login u\nmachine b\n  login w\nmachine c\tlogin v\nmachine d\nmachine e\n\n' +
        'machine f\tlogin x\n',
    )
  })

  test('is a machine before a default that is nearer', () => {
    const tree = new Tree('default\tlogin u\nmachine a\nmachine b\nmachine c\n    login v\n')
    tree.setFields(found(tree.find('a', ANY)), new Map([['login', 'w']]))
    expect(tree.text).toBe(
      'default\tlogin u\nmachine a\n    login w\nmachine b\nmachine c\n    login v\n',
    )
  })

  test('is no field that stands before the first entry', () => {
    const tree = new Tree('login\tu\nmachine a\n')
    tree.setFields(found(tree.find('a', ANY)), new Map([['login', 'v']]))
    expect(tree.text).toBe('login\tu\nmachine a\n  login v\n')
  })

  test('is far below, where nothing is nearer', () => {
    const tree = new Tree('machine a\nmachine b\nmachine c\nmachine d\tlogin u\n')
    tree.setFields(found(tree.find('a', ANY)), new Map([['login', 'v']]))
    expect(tree.text).toBe('machine a\tlogin v\nmachine b\nmachine c\nmachine d\tlogin u\n')
  })

  test('is its indent too, where it begins its line', () => {
    const tree = new Tree('machine a\n  machine b login u\n')
    tree.add('c', new Map([['login', 'v']]))
    expect(tree.text).toBe('machine a\n  machine b login u\n  machine c login v\n')
    const inline = new Tree('  machine a machine b login u\n')
    inline.add('c', new Map([['login', 'v']]))
    expect(inline.text).toBe('  machine a machine b login u\nmachine c login v\n')
  })

  test('is a default where no machine has fields', () => {
    const tree = new Tree('machine a\ndefault\tlogin u\n')
    tree.setFields(found(tree.find('a', ANY)), new Map([['login', 'v']]))
    expect(tree.text).toBe('machine a\tlogin v\ndefault\tlogin u\n')
  })

  test('is the line end of the first line, else LF', () => {
    const tree = new Tree('# c\r\nmachine a')
    tree.setFields(found(tree.find('a', ANY)), new Map([['login', 'u']]))
    expect(tree.text).toBe('# c\r\nmachine a\r\n  login u')
    const short = new Tree('machine a')
    short.setFields(found(short.find('a', ANY)), new Map([['login', 'u']]))
    expect(short.text).toBe('machine a\n  login u')
  })
})
