import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parse } from '../../src/core.ts'
import { tidyFiles } from '../support/arbitraries.ts'
import { type TidyEntry, writeTidy } from '../support/tidy.ts'
import type { Properties } from './properties.ts'

/** New text looks like the existing text. */
export const tidy: Properties = {
  'a machine is added as the file would have been written with it': fc.property(
    tidyFiles,
    fc.boolean(),
    (file, hasDefault) => {
      const fields = [
        ['login', 'eve'],
        ['password', 's3cret'],
      ] as const
      const machine = {
        name: 'new.example',
        fields,
        above: undefined,
        trailing: undefined,
        macro: undefined,
      }
      const machines = file.entries.map((entry) => ({
        ...entry,
        name: entry.name ?? 'd',
        fields,
        macro: undefined,
      }))
      const fallback = hasDefault ? [{ ...machine, name: undefined, above: '# any' }] : []
      if (machines.length < 2) return
      const write = (entries: readonly TidyEntry[]): string =>
        writeTidy({ ...file, hasFinalLineEnd: true, entries })
      const netrc = parse(write([...machines, ...fallback]))
      netrc.add('new.example', { login: 'eve', password: 's3cret' })
      assert.equal(String(netrc), write([...machines, machine, ...fallback]))
    },
  ),
  'a missing field is added as the file would have been written with it': fc.property(
    tidyFiles,
    fc.nat(),
    fc.nat({ max: 3 }),
    (file, index, count) => {
      const entry = file.entries[index % Math.max(file.entries.length, 1)]
      if (entry === undefined || (entry.trailing !== undefined && !file.isOneLine)) return
      const fields = (['login', 'password', 'account', 'port'] as const).slice(count)
      const [login] = fields
      const write = (names: readonly string[]): string => {
        const changed = { ...entry, fields: names.map((field) => [field, 'x'] as const) }
        return writeTidy({
          ...file,
          entries: file.entries.map((other) => (other === entry ? changed : other)),
        })
      }
      for (const field of login === 'login' ? ['login', 'port'] : ['port']) {
        const rest = fields.filter((other) => other !== field)
        if (rest.length === 0) continue
        const netrc = parse(write(rest))
        netrc.entries[file.entries.indexOf(entry)]?.set(field, 'x')
        assert.equal(String(netrc), write(fields))
      }
    },
  ),
}
