import assert from 'node:assert/strict'
import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { format, type InspectOptions, inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Entry, type NetrcDocument, parse } from '../../src/core.ts'

/** Every combination of the options of `util.inspect` that show more than it does by default. */
const INSPECT_OPTIONS: readonly InspectOptions[] = [false, true].flatMap((showHidden) =>
  [false, true].flatMap((getters) =>
    [false, true].flatMap((customInspect) =>
      [false, true].map((showProxy) => ({
        showHidden,
        getters,
        customInspect,
        showProxy,
        depth: Number.POSITIVE_INFINITY,
        maxArrayLength: Number.POSITIVE_INFINITY,
        maxStringLength: Number.POSITIVE_INFINITY,
      })),
    ),
  ),
)

/** Returns what a call throws. */
function thrownBy(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  return undefined
}

/** Returns everything that a program prints of a value without asking for its content. */
function shownOf(thing: unknown): string[] {
  const shown = INSPECT_OPTIONS.map((options) => inspect(thing, options))
  shown.push(inspect(thing), format('%s %o %O %j', thing, thing, thing, thing))
  shown.push(JSON.stringify(thing) ?? '')
  if (typeof thing !== 'object' || thing === null) return shown
  shown.push(JSON.stringify(Object.entries(thing)), JSON.stringify({ ...thing }))
  for (const key in thing) shown.push(key)
  for (const key of Reflect.ownKeys(thing)) {
    shown.push(String(key), inspect(Object.getOwnPropertyDescriptor(thing, key)))
  }
  shown.push(inspect(structuredClone(thing), { depth: 9 }))
  const assertion = thrownBy(() => assert.deepEqual(thing, { not: 'this' }))
  shown.push(String(assertion), inspect(assertion))
  if (thing instanceof Error) shown.push(String(thing), thing.message, thing.stack ?? '')
  if (thing instanceof Error && 'cause' in thing) shown.push(...shownOf(thing.cause))
  return shown
}

/** Returns errors of every kind that the library throws, including errors of edits with secrets as arguments. */
function errorsOf(netrc: NetrcDocument, given: string): unknown[] {
  const untyped = (value: unknown): never => value as never
  const errors: unknown[] = []
  const attempt = (call: () => unknown): void => {
    const error = thrownBy(call)
    if (error !== undefined) errors.push(error)
  }
  const edits = (entry: Entry): void => {
    attempt(() => entry.set('password', `${given}\n`))
    attempt(() => entry.set('password', untyped({ given })))
    attempt(() => entry.set(`${given} `, given))
    attempt(() => entry.set('account', `${given}" "${given}`))
    attempt(() => entry.delete(given))
    attempt(() => entry.rename(`${given}\0`))
    attempt(() => entry.setMacro(given, `${given}\n\n`))
    attempt(() => entry.setComment(`${given}\r`))
  }
  for (const entry of netrc) edits(entry)
  attempt(() => netrc.set(`${given}\r`, { password: given }))
  attempt(() => netrc.set('a.example', { password: `${given}\ud83d` }))
  attempt(() => netrc.set('a.example', untyped({ [given]: given })))
  attempt(() => netrc.add('a.example', untyped(given)))
  attempt(() => netrc.setDefault({ account: `\0${given}` }))
  attempt(() => netrc.setMacro(given, `${given}\n\n`))
  attempt(() => netrc.setMacro(`${given} `, given))
  attempt(() => netrc.delete('a.example', untyped({ login: undefined, [given]: given })))
  attempt(() => netrc.credentials('a.example', untyped({ [given]: given })))
  attempt(() => netrc.add('b.example', { password: given }, untyped({ [given]: given })))
  const [other] = parse(`machine b.example login ${given}\n`)
  if (other) attempt(() => netrc.delete(other))
  const [first] = netrc
  if (first) {
    netrc.delete(first)
    edits(first)
  }
  return errors
}

/** Returns everything that may be printed of a text and of the errors of its edits. */
function shownOfText(text: string, given: string): string[] {
  const netrc = parse(text)
  const { entries, diagnostics } = netrc
  const things = [netrc, { netrc }, entries, ...entries, [...diagnostics]]
  const shown = things.flatMap(shownOf)
  return [...shown, ...errorsOf(parse(text), given).flatMap(shownOf)]
}

const TEXT = `# s3cret-1
macdef s3cret-2
s3cret-3

stray "s3cret-4
password s3cret-5
machine a.example # s3cret-6
  login ada
  password "s3cret-7 s3cret-8" # s3cret-9
  account s3cret-10 s3cret-11 s3cret-12
  macdef s3cret-13 s3cret-14
s3cret-15

machine b.example
  password s3cret-16 password s3cret-17
  login old login new
  "s3cret-18"
machine # s3cret-19
login password s3cret-20
default login anonymous password
# s3cret-21
s3cret-22 account "s3cret-23
macdef s3cret-24
s3cret-25`

describe('only the names of machines and logins', () => {
  test('are printed for a file with a secret in every place', () => {
    for (const shown of shownOfText(TEXT, 's3cret-given')) expect(shown).not.toContain('s3cret')
  })

  test('are printed by console.log', () => {
    const lines: string[] = []
    const stdout = new Writable({
      write(chunk, _encoding, done): void {
        lines.push(String(chunk))
        done()
      },
    })
    const terminal = new Console({ stdout, stderr: stdout, colorMode: true })
    const netrc = parse(TEXT)
    terminal.log(netrc, netrc.entries, ...netrc)
    terminal.log('%o %O %j %s', netrc, netrc, netrc, netrc.default)
    terminal.error(netrc.get('a.example'))
    terminal.dir(netrc, { showHidden: true, depth: 9, getters: true })
    terminal.table(netrc.entries)
    terminal.table([...netrc])
    for (const error of errorsOf(netrc, 's3cret-given')) terminal.error(error)
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.join('')).not.toContain('s3cret')
    expect(lines.join('')).toContain('a.example')
  })

  test('are printed for any text, even a broken one', () => {
    const blanks = fc.constantFrom(' ', '\n', '\t', '\r\n', '\n\n', ' "', '" ', ' #', '\n#', ' \\')
    const words = fc.constantFrom(
      'machine',
      'machine a.example',
      'default',
      'login',
      'password',
      'account',
      'macdef',
      'token',
      '"',
      '',
    )
    const texts = fc
      .array(fc.tuple(blanks, fc.oneof(words, fc.constant(undefined))), { maxLength: 16 })
      .map((pieces) =>
        pieces.map(([blank, word], index) => `${blank}${word ?? `s3cret-${index}.`}`).join(''),
      )
    fc.assert(
      fc.property(texts, (text) => {
        const netrc = parse(text)
        const allowed = netrc.entries
          .flatMap(({ name = '', login = '' }) => [name, login])
          .join('\n')
        const secrets = text.match(/s3cret-\d+\./g)?.filter((word) => !allowed.includes(word)) ?? []
        const all = shownOfText(text, 's3cret-given').join('\n')
        for (const secret of [...secrets, 's3cret-given']) expect(all).not.toContain(secret)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the check itself', () => {
  test('sees what an ordinary object shows', () => {
    const shown = shownOf({ password: 's3cret' }).filter((text) => text.includes('s3cret'))
    expect(shown.length).toBeGreaterThan(20)
  })

  test('sees what an accessor shows', () => {
    class Leaky {
      readonly #password = 's3cret'
      get password(): string {
        return this.#password
      }
    }
    expect(shownOf(new Leaky()).some((text) => text.includes('s3cret'))).toBe(true)
  })

  test('sees what an error carries', () => {
    const cause = new Error('s3cret')
    expect(shownOf(new Error('message', { cause })).some((text) => text.includes('s3cret'))).toBe(
      true,
    )
  })

  test('has an error of every code', () => {
    const text = 'machine a.example port "p account x\n'
    const codes = errorsOf(parse(text), 's3cret').map((error) => Object(error).code)
    expect([...new Set(codes)].sort()).toEqual([
      'detached-entry',
      'foreign-entry',
      'invalid-argument',
      'unknown-field',
      'unsafe-position',
      'unwritable-field',
      'unwritable-name',
      'unwritable-value',
    ])
  })
})
