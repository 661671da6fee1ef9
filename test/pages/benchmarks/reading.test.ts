import { expect, test } from 'vitest'
import type { ReadMachine } from '../../../benchmarks/fidelity/peer-process.ts'
import {
  bytesOf,
  expectedReadings,
  judgeRead,
  peerReadings,
} from '../../../benchmarks/fidelity/reading.ts'
import type { Verdict } from '../../../benchmarks/fidelity/verdict.ts'
import type { ExpectedEntry } from '../../../tools/corpus.ts'

const twoMachines: readonly ExpectedEntry[] = [
  machine('a.example', { login: 'me', password: 's3cret', port: '8443' }),
  machine('b.example', { login: 'you', password: 's3cret-2', account: 'work' }),
]

test('reading every machine with its values is exact', () => {
  const read = [
    answer('a.example', { login: 'me', password: 's3cret', account: '' }),
    answer('b.example', { login: 'you', password: 's3cret-2', account: 'work' }),
  ]
  expect(judge(twoMachines, read)).toBe('exact')
})

test('a machine that is not read is lost', () => {
  const read = [answer('a.example', { login: 'me', password: 's3cret' })]
  expect(judge(twoMachines, read)).toBe('lost or invented words')
})

test('a value that is not read is lost', () => {
  const read = [
    answer('a.example', { login: 'me', password: 's3cret' }),
    answer('b.example', { login: 'you', password: 's3cret-2' }),
  ]
  expect(judge(twoMachines, read)).toBe('lost or invented words')
})

test('a field that a peer does not offer is not lost', () => {
  const read = [
    answer('a.example', { login: 'me', password: 's3cret' }),
    answer('b.example', { login: 'you', password: 's3cret-2' }),
  ]
  const offered = ['login', 'password'] as const
  const expected = expectedReadings(twoMachines, offered)
  expect(judgeRead(expected, peerReadings(read, twoMachines, offered))).toBe('exact')
})

test('a machine that the file does not have is invented', () => {
  const read = [
    answer('a.example', { login: 'me' }),
    answer('commented-out.example', { login: 'you' }),
  ]
  const entries = [machine('a.example', { login: 'me' })]
  expect(judge(entries, read)).toBe('lost or invented words')
})

test('a value of another machine is wrong', () => {
  const entries = [
    machine('a.example', { login: 'me' }),
    machine('b.example', { password: 's3cret' }),
  ]
  const read = [answer('a.example', { login: 'me', password: 's3cret' }), answer('b.example', {})]
  expect(judge(entries, read)).toBe('wrong value')
})

test('of two machines with the same name, it is enough to read one', () => {
  const entries = [
    machine('a.example', { login: 'me', password: 's3cret' }),
    machine('a.example', { login: 'you', password: 's3cret-2' }),
  ]
  const second = [answer('a.example', { login: 'you', password: 's3cret-2' })]
  const mixed = [answer('a.example', { login: 'me', password: 's3cret-2' })]
  expect(judge(entries, second)).toBe('exact')
  expect(judge(entries, mixed)).toBe('wrong value')
})

test('the default entry does not count, whether it is listed or not', () => {
  const entries: readonly ExpectedEntry[] = [
    machine('a.example', { login: 'me' }),
    { kind: 'default', fields: [['login', 'anonymous']], macros: [] },
  ]
  const read = [answer('a.example', { login: 'me' })]
  const listed = [...read, answer('default', { login: 'anonymous' })]
  expect(judge(entries, read)).toBe('exact')
  expect(judge(entries, listed)).toBe('exact')
})

function judge(entries: readonly ExpectedEntry[], read: readonly ReadMachine[]): Verdict {
  const offered = ['login', 'password', 'account'] as const
  return judgeRead(expectedReadings(entries, offered), peerReadings(read, entries, offered))
}

function machine(name: string, fields: Readonly<Record<string, string>>): ExpectedEntry {
  return { kind: 'machine', name, fields: Object.entries(fields), macros: [] }
}

function answer(
  name: string,
  fields: Readonly<Partial<Record<'login' | 'password' | 'account', string>>>,
): ReadMachine {
  const values = Object.entries(fields).map(([field, value]) => [field, bytesOf(value)])
  return { name: bytesOf(name), ...Object.fromEntries(values) }
}
