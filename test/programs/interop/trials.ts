import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { describeWith, isTold, type ProgramName } from '../../support/programs.ts'
import { type Answer, READERS } from '../../support/readers.ts'
import type { Expectation, Layout, Written } from './layouts.ts'
import type { Reading, ValueFact } from './values.ts'

/** A value in its own file. */
interface Case {
  readonly fact: ValueFact
  readonly home: string
  readonly written: Written
}

/** What a program reads in a file for the machine with the value, and for the one after it. */
interface Result {
  readonly subject: Reading
  readonly next?: Reading | undefined
}

interface LabelledExpectation extends Expectation {
  readonly label: string
}

/** By the labels of the values, so that a failure shows no value. */
type Results = Readonly<Record<string, Result>>

const root = mkdtempSync(join(tmpdir(), 'lossless-netrc-interop-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Writes these values in these layouts, and checks what every program reads. */
export function testValues(values: readonly ValueFact[], layouts: readonly Layout[]): void {
  for (const name of ['curl', 'git'] as const) {
    describeWith([name], `${name} reads back`, () => {
      for (const layout of layoutsFor(name, layouts)) {
        test(layout.title, async () => {
          const cases = casesOf(layout, values)
          const results = await askAll(name, cases)
          const lost = Object.keys(results).filter((label) => results[label]?.subject !== 'same')
          expect(lost).toEqual([])
          if (isTold(name)) expect(results).toEqual(factsOf(name, layout, cases))
        })
      }

      test('every password in one file, and nothing for a host without an entry', async () => {
        const { text, machines } = writeAllIntoOne(values)
        const hosts = [...machines.map(({ host }) => host), 'absent.example']
        const answers = (await READERS[name]([{ home: makeHome(text), hosts }]))[0] ?? []
        const lost = machines.filter((one, index) => compare(answers[index], one) !== 'same')
        expect(lost.map(({ label }) => label)).toEqual([])
        expect(answers.at(-1)).toEqual({ kind: 'none' })
      })

      // The limit of curl 7.86 to 8.10; later versions read longer lines.
      test.runIf(isTold(name))('reads no line over 4,094 bytes', async () => {
        const room = 4094 - '  password '.length
        expect(await readPassword(name, 'x'.repeat(room))).toBe('same')
        expect(await readPassword(name, 'x'.repeat(room + 1))).toBe('other')
        // The quotes count, and each escape.
        expect(await readPassword(name, ` ${'"'.repeat((room - 3) / 2)}`)).toBe('same')
        expect(await readPassword(name, ` ${'"'.repeat((room - 3) / 2)}x`)).toBe('other')
      })
    })
  }

  for (const name of ['python3', 'wget'] as const) {
    describeWith([name], `${name} reads it as the table says`, () => {
      for (const layout of layoutsFor(name, layouts)) {
        // Other versions may read more or less, which is not known here.
        test.runIf(isTold(name))(layout.title, async () => {
          const cases = casesOf(layout, values)
          expect(await askAll(name, cases)).toEqual(factsOf(name, layout, cases))
        })
      }
    })
  }
}

function layoutsFor(name: ProgramName, layouts: readonly Layout[]): readonly Layout[] {
  return layouts.filter(({ programs }) => programs.includes(name))
}

function makeHome(text: string): string {
  const home = mkdtempSync(join(root, 'home-'))
  writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
  return home
}

function casesOf(layout: Layout, values: readonly ValueFact[]): readonly Case[] {
  return values
    .filter(({ value }) => layout.suits(value))
    .map((fact) => {
      const written = layout.write(fact.value)
      return { fact, written, home: makeHome(written.text) }
    })
}

/** Returns the values as passwords, except for those that hide the next machine from curl. */
function writeAllIntoOne(values: readonly ValueFact[]): {
  text: string
  machines: readonly LabelledExpectation[]
} {
  const netrc = parse('# accounts\n\nmachine first.example\n  login first\n  password f1rst\n')
  const machines = values
    .filter(({ hidesNext }) => !hidesNext)
    .map(({ label, value }, index) => {
      const machine = { label, host: `v${index}.example`, login: `me${index}`, password: value }
      netrc.set(machine.host, { login: machine.login, password: value })
      return machine
    })
  return { text: String(netrc), machines }
}

async function readPassword(name: ProgramName, password: string): Promise<Reading> {
  const netrc = parse('')
  netrc.set('a.example', { login: 'me', password })
  const answers = await READERS[name]([{ home: makeHome(String(netrc)), hosts: ['a.example'] }])
  return compare(answers[0]?.[0], { host: 'a.example', login: 'me', password })
}

async function askAll(name: ProgramName, cases: readonly Case[]): Promise<Results> {
  const questions = cases.map(({ home, written: { subject, next } }) => ({
    home,
    hosts: next ? [subject.host, next.host] : [subject.host],
  }))
  const answers = await READERS[name](questions)
  return resultsOf(cases, ({ written: { subject, next } }, index) => ({
    subject: compare(answers[index]?.[0], subject),
    next: next && compare(answers[index]?.[1], next),
  }))
}

function compare(answer: Answer | undefined, { login, password }: Expectation): Reading {
  if (answer?.kind !== 'credentials') return answer?.kind ?? 'none'
  return answer.bytes.equals(Buffer.from(`${login}:${password}`)) ? 'same' : 'other'
}

function factsOf(name: ProgramName, layout: Layout, cases: readonly Case[]): Results {
  return resultsOf(cases, ({ fact, written }) => {
    const subject = layout.exceptions[fact.label]?.[name] ?? factOf(name, layout, fact)
    return { subject, next: written.next && factNext(name, layout, fact, subject) }
  })
}

function factOf(name: ProgramName, layout: Layout, fact: ValueFact): Reading {
  // A value that is not looked up can only affect the values that are.
  if (layout.field === 'account') return 'same'
  if (name === 'python3') return fact.python ?? 'same'
  if (name === 'wget') return fact.wget ?? 'same'
  return 'same'
}

function factNext(name: ProgramName, layout: Layout, fact: ValueFact, subject: Reading): Reading {
  if (subject === 'error') return 'error'
  const isCurl = name === 'curl' || name === 'git'
  return isCurl && fact.hidesNext && layout.field !== 'login' ? 'none' : 'same'
}

function resultsOf(
  cases: readonly Case[],
  resultOf: (one: Case, index: number) => Result,
): Results {
  return Object.fromEntries(cases.map((one, index) => [one.fact.label, resultOf(one, index)]))
}
