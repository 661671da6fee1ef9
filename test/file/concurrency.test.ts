import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from '../../src/index.ts'
import { buildChildren, type Children } from './concurrency/children.ts'
import { namesOf, OLD_TEXT } from './concurrency/machines.ts'

// The shortest test of concurrency.hard.test.ts, for every run.

let children: Children
beforeAll(async () => {
  children = await buildChildren()
})
afterAll(() => children?.remove())

test('two processes and a thread lose none of 60 updates, and a reader sees no partial file', async () => {
  const home = join(children.directory, 'home')
  const file = join(home, '.netrc')
  mkdirSync(home)
  writeFileSync(file, OLD_TEXT, { mode: 0o600 })
  const report = await children.readWhile(file, () =>
    Promise.all([
      children.update({ file, name: 'one', count: 20, form: 'async' }),
      children.update({ file, name: 'two', count: 20, form: 'sync' }),
      children.updateInThread({ file, name: 'three', count: 20, form: 'async' }),
    ]),
  )
  const text = readFileSync(file, 'utf8')
  expect(text.startsWith(OLD_TEXT)).toBe(true)
  const names = parse(text.slice(OLD_TEXT.length)).entries.map(({ name }) => name)
  const expected = ['one', 'two', 'three'].flatMap((name) => namesOf(name, 20))
  expect(names.sort()).toEqual(expected.sort())
  expect(readdirSync(home)).toEqual(['.netrc'])
  expect(report).toMatchObject({ incomplete: 0, failures: [] })
  expect(report.counts.length).toBeGreaterThan(2)
})
