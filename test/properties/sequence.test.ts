import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/core.ts'
import { loadCorpus } from '../../tools/corpus.ts'
import { commands } from '../support/arbitraries.ts'
import { CheckedDocument } from '../support/checked-document.ts'
import { testProperties } from '../support/test-properties.ts'
import { RUNS_PER_FIXTURE } from './properties.ts'
import { refusals } from './refusals.ts'
import { sequence } from './sequence.ts'

describe('any sequence of edits', () => {
  testProperties(sequence)
})

describe('a refusal has a reason', () => {
  testProperties(refusals)
})

describe('the laws hold for edits of each file of the corpus', () => {
  const texts = loadCorpus().map(({ name, bytes }) => ({ name, text: String(parse(bytes)) }))
  test.each(texts.filter(({ text }) => text.length < 5_000))('$name', ({ text }) => {
    for (const calls of fc.sample(fc.array(commands, { minLength: 4, maxLength: 8 }), {
      seed: 1,
      numRuns: RUNS_PER_FIXTURE,
    })) {
      const document = new CheckedDocument(text)
      for (const command of calls) document.run(command)
    }
  })
})

describe('the result of a sequence of edits', () => {
  test('log in, refresh, log out: the file is unchanged', () => {
    const text =
      '# mine\nmachine a.example\n\tlogin ada # me\n\tpassword s3cret\n\n# any\ndefault login x\n'
    const document = new CheckedDocument(text)
    for (const password of ['one', 'two', 'with blank', 'three']) {
      document.run({ call: 'set', name: 'api.example', credentials: { login: 'eve', password } })
    }
    expect(document.text).toBe(
      '# mine\nmachine a.example\n\tlogin ada # me\n\tpassword s3cret\n\nmachine api.example\n\tlogin eve\n\tpassword three\n\n# any\ndefault login x\n',
    )
    document.run({ call: 'delete', name: 'API.example', login: undefined })
    expect(document.text).toBe(text)
  })

  test('an entry stays the same object through every edit of itself and of others', () => {
    const netrc = parse('machine a.example login ada\nmachine b.example login bob\n')
    const [a, b] = netrc.entries
    netrc.add('c.example', { login: 'cyd' })
    b?.set('password', 's3cret').rename('d.example')
    netrc.delete('a.example')
    expect([a?.name, a?.login]).toEqual(['a.example', 'ada'])
    expect(netrc.get('d.example')).toBe(b)
    expect(netrc.entries[0]).toBe(b)
    expect([b?.name, b?.login, b?.password]).toEqual(['d.example', 'bob', 's3cret'])
    netrc.add('a.example', { login: 'eve' })
    expect(netrc.get('a.example')).not.toBe(a)
    expect(a?.login).toBe('ada')
    expect(() => a?.set('login', 'x')).toThrow(expect.objectContaining({ code: 'detached-entry' }))
  })

  test('deleting and adding a machine again in one document', () => {
    const text = 'machine a.example login ada\n\nmachine b.example login bob\n'
    const document = new CheckedDocument(text)
    document.run({ call: 'delete', name: 'b.example', login: undefined })
    document.run({ call: 'add', name: 'b.example', credentials: { login: 'bob' } })
    expect(document.text).toBe(text)
  })
})
