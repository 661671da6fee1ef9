import type { ExpectedEntry, ExpectedText } from '../../tools/corpus.ts'
import type { PeerField } from '../peers/peers.ts'
import type { ReadMachine } from './peer-process.ts'
import type { Verdict } from './verdict.ts'

/** What is read of a machine: its name and its fields, as bytes in base64. Empty fields are left out. */
export interface Reading {
  readonly name: string
  readonly fields: ReadonlyMap<PeerField, string>
}

/** Returns the named machines of a file, with the fields that a peer offers. */
export function expectedReadings(
  entries: readonly ExpectedEntry[],
  offered: readonly PeerField[],
): Reading[] {
  return entries.flatMap(({ kind, name, fields }): readonly Reading[] => {
    if (kind !== 'machine' || name === undefined) return []
    const values = new Map(fields.map(([field, value]) => [field, bytesOf(value)]))
    return [readingOf(bytesOf(name), offered, (field) => values.get(field))]
  })
}

/** Returns what a peer read, without the `default` entry, which some peers list as a machine. */
export function peerReadings(
  machines: readonly ReadMachine[],
  entries: readonly ExpectedEntry[],
  offered: readonly PeerField[],
): Reading[] {
  const hasDefault = entries.some(({ kind }) => kind === 'default')
  return machines
    .filter(({ name }) => !(hasDefault && name === bytesOf('default')))
    .map((machine) => readingOf(machine.name, offered, (field) => machine[field]))
}

function readingOf(
  name: string,
  offered: readonly PeerField[],
  fieldValue: (field: PeerField) => string | undefined,
): Reading {
  const given = offered.flatMap((field) => {
    const value = fieldValue(field)
    return value ? [[field, value] as const] : []
  })
  return { name, fields: new Map(given) }
}

/** Compares what was read with the file. If several machines have the same name, it is enough to read one. */
export function judgeRead(expected: readonly Reading[], read: readonly Reading[]): Verdict {
  const named = (name: string) => expected.filter((machine) => machine.name === name)
  const fits = (reading: Reading) =>
    named(reading.name).some((machine) => isPartOf(reading, machine))
  const isWhole = (reading: Reading) =>
    named(reading.name).some((machine) => isPartOf(reading, machine) && isPartOf(machine, reading))
  const isInvented = ({ name }: Reading) => named(name).length === 0
  if (!read.every((reading) => isInvented(reading) || fits(reading))) return 'wrong value'
  const whole = new Set(read.filter(isWhole).map(({ name }) => name))
  const isLost = ({ name }: Reading) => !whole.has(name)
  return read.some(isInvented) || expected.some(isLost) ? 'lost or invented words' : 'exact'
}

function isPartOf(part: Reading, whole: Reading): boolean {
  return [...part.fields].every(([field, value]) => whole.fields.get(field) === value)
}

/** Returns the bytes of a string of the corpus, in base64. */
export function bytesOf(text: ExpectedText): string {
  return typeof text === 'string' ? Buffer.from(text).toString('base64') : text.base64
}
