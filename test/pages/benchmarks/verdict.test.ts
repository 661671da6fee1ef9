import { describe, expect, test } from 'vitest'
import type { Edit } from '../../../benchmarks/fidelity/operations.ts'
import { judgeWritten } from '../../../benchmarks/fidelity/verdict.ts'

const write: Edit = { kind: 'write' }
const change: Edit = { kind: 'change', name: 'a.example', password: 'n3w-s3cret' }
const add: Edit = { kind: 'add', name: 'c.example', login: 'they', password: 'n3w-s3cret' }
const remove: Edit = { kind: 'remove', name: 'a.example' }

const given = `# of the office
machine a.example
  login me  # it is me
  password s3cret

machine b.example login you password s3cret-2
`

describe('a file that is written back', () => {
  test('is exact with the same bytes', () => {
    expect(judgeWritten(given, given, write)).toBe('exact')
  })

  test('has other blanks only if every word has the same meaning', () => {
    const after = `# of the office
machine a.example
\tlogin me # it is me
\tpassword "s3cret"
machine b.example
\tlogin you
\tpassword s3cret-2
`
    expect(judgeWritten(given, after, write)).toBe('other blanks only')
  })

  test('has other blanks only if it lost its byte order mark', () => {
    expect(judgeWritten(`\ufeff${given}`, given, write)).toBe('other blanks only')
  })

  test('is reordered if the same fields are in another order', () => {
    const after = `# of the office
machine a.example
  password s3cret
  login me  # it is me

machine b.example login you password s3cret-2
`
    expect(judgeWritten(given, after, write)).toBe('reordered')
  })

  test('has lost words if a comment is gone', () => {
    const after = `machine a.example
  login me
  password s3cret

machine b.example login you password s3cret-2
`
    expect(judgeWritten(given, after, write)).toBe('lost or invented words')
  })

  test('has lost words if a machine is gone', () => {
    const after = `# of the office
machine a.example
  login me  # it is me
  password s3cret

`
    expect(judgeWritten(given, after, write)).toBe('lost or invented words')
  })

  test('has lost words if a line of a macro is gone', () => {
    const before = 'machine a.example login me macdef init\ncd /pub\nls\n\n'
    const after = 'machine a.example login me macdef init\nls\n\n'
    expect(judgeWritten(before, after, write)).toBe('lost or invented words')
  })

  test('has lost words if a keyword became another with the same meaning', () => {
    const before = 'machine a.example user me\n'
    const after = 'machine a.example login me\n'
    expect(judgeWritten(before, after, write)).toBe('lost or invented words')
  })

  test('has a wrong value if a quoted value lost its quotes and its second word', () => {
    const before = 'machine a.example login me password "two words"\n'
    const after = 'machine a.example login me password two words\n'
    expect(judgeWritten(before, after, write)).toBe('wrong value')
  })

  test('has a wrong value if a machine has a new one', () => {
    const before = 'machine a.example login me\n'
    const after = 'machine a.example\n\tlogin me\n\tpassword undefined\n'
    expect(judgeWritten(before, after, write)).toBe('wrong value')
  })

  test('has a wrong value if a password moved to another machine', () => {
    const before = 'machine a.example login me\nmachine b.example login me password s3cret\n'
    const after = 'machine a.example login me password s3cret\nmachine b.example login me\n'
    expect(judgeWritten(before, after, write)).toBe('wrong value')
  })
})

describe('a file in which a password is changed', () => {
  const changed = `# of the office
machine a.example
  login me  # it is me
  password n3w-s3cret

machine b.example login you password s3cret-2
`

  test('is exact if only the characters of the password changed', () => {
    expect(judgeWritten(given, changed, change)).toBe('exact')
  })

  test('is exact if the new password is in quotes', () => {
    const after = changed.replace('n3w-s3cret', '"n3w-s3cret"')
    expect(judgeWritten(given, after, change)).toBe('exact')
  })

  test('is exact if, of two passwords, only the one that counts changed', () => {
    const before = 'machine a.example password s3cret-1 login me password s3cret-2\n'
    const after = 'machine a.example password s3cret-1 login me password n3w-s3cret\n'
    expect(judgeWritten(before, after, change)).toBe('exact')
  })

  test('is exact if the second of two machines with the name changed', () => {
    const before = 'machine a.example password s3cret-1\nmachine a.example password s3cret-2\n'
    const after = 'machine a.example password s3cret-1\nmachine a.example password n3w-s3cret\n'
    expect(judgeWritten(before, after, change)).toBe('exact')
  })

  test('has other blanks only if a blank before a comment is gone too', () => {
    const after = changed.replace('me  #', 'me #')
    expect(judgeWritten(given, after, change)).toBe('other blanks only')
  })

  test('has lost words if a comment is gone too', () => {
    const after = changed.replace('  # it is me', '')
    expect(judgeWritten(given, after, change)).toBe('lost or invented words')
  })

  test('has a wrong value if the old password is still there', () => {
    expect(judgeWritten(given, given, change)).toBe('wrong value')
  })

  test('has a wrong value if the password of another machine changed too', () => {
    const after = changed.replace('s3cret-2', 'n3w-s3cret')
    expect(judgeWritten(given, after, change)).toBe('wrong value')
  })
})

describe('a file to which a machine is added', () => {
  const added = 'machine c.example login they password n3w-s3cret\n'

  test('is exact with one insertion at its end', () => {
    expect(judgeWritten(given, given + added, add)).toBe('exact')
  })

  test('is exact with one insertion above the default entry', () => {
    const before = 'machine a.example login me\ndefault login anonymous\n'
    const after = `machine a.example login me\n${added}default login anonymous\n`
    expect(judgeWritten(before, after, add)).toBe('exact')
  })

  test('has other blanks only if an empty line elsewhere is gone', () => {
    const after = given.replace('\n\n', '\n') + added
    expect(judgeWritten(given, after, add)).toBe('other blanks only')
  })

  test('is reordered if the other machines are sorted', () => {
    const before = 'machine b.example login me\nmachine a.example login you\n'
    const after = `machine a.example login you\nmachine b.example login me\n${added}`
    expect(judgeWritten(before, after, add)).toBe('reordered')
  })

  test('has invented words if the machine has more than requested', () => {
    const after = `${given + added.trimEnd()} account work\n`
    expect(judgeWritten(given, after, add)).toBe('lost or invented words')
  })

  test('has a wrong value if the machine was joined to a comment', () => {
    const before = 'machine a.example login me # the last line'
    const after = `machine a.example login me # the last line${added}`
    expect(judgeWritten(before, after, add)).toBe('wrong value')
  })

  test('has a wrong value if the machine was joined to another', () => {
    const before = 'machine a.example login me'
    const after = `machine a.example login me${added}`
    expect(judgeWritten(before, after, add)).toBe('wrong value')
  })
})

describe('a file from which a machine is removed', () => {
  test('is exact with one deletion, including the comments between its words', () => {
    const after = `# of the office
machine b.example login you password s3cret-2
`
    expect(judgeWritten(given, after, remove)).toBe('exact')
  })

  test('is exact if one of two machines with the name is left', () => {
    const before = 'machine a.example login me\nmachine a.example login you\n'
    expect(judgeWritten(before, 'machine a.example login me\n', remove)).toBe('exact')
  })

  test('has other blanks only if the rest has a new layout', () => {
    const after = `# of the office
machine b.example
  login you
  password s3cret-2
`
    expect(judgeWritten(given, after, remove)).toBe('other blanks only')
  })

  test('has lost words if the comment above the machine is gone too', () => {
    const after = 'machine b.example login you password s3cret-2\n'
    expect(judgeWritten(given, after, remove)).toBe('lost or invented words')
  })

  test('has lost words if the comment below the machine is gone too', () => {
    const before = 'machine a.example login me # of mine\n# the end\n'
    expect(judgeWritten(before, '# the end\n', remove)).toBe('exact')
    expect(judgeWritten(before, '', remove)).toBe('lost or invented words')
  })

  test('has words left over if only the first line of the machine is gone', () => {
    const before = 'machine b.example login you\nmachine a.example macdef init\nls\n\n'
    const after = 'machine b.example login you\nls\n\n'
    expect(judgeWritten(before, after, remove)).toBe('lost or invented words')
  })

  test('has a wrong value if the machine is still there', () => {
    expect(judgeWritten(given, given, remove)).toBe('wrong value')
  })

  test('has a wrong value if the password of the machine moved to the one above', () => {
    const before = 'machine b.example\nmachine a.example\npassword s3cret\n'
    const after = 'machine b.example\npassword s3cret\n'
    expect(judgeWritten(before, after, remove)).toBe('wrong value')
  })
})
