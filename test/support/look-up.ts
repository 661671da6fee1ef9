import type { Entry } from '../../src/core.ts'
import type { Command, Subjects } from './commands.ts'
import type { Spot } from './contract-layout.ts'

// Finds the entries that a call is about, from the entries alone.

/** Returns whether a machine has this name in any ASCII case, and this login if there is one. */
export function isMeant(
  { kind, name, login }: Entry,
  asked: string,
  account: string | undefined,
): boolean {
  if (kind !== 'machine' || name === undefined) return false
  return lowerCase(name) === lowerCase(asked) && (account === undefined || account === login)
}

/** Returns the first machine with this name and login: with the exact name, or else with another ASCII case of it. */
export function lookUp(
  entries: readonly Entry[],
  name: string,
  login: string | undefined,
): Entry | undefined {
  const meant = entries.filter((entry) => isMeant(entry, name, login))
  return meant.find((entry) => entry.name === name) ?? meant[0]
}

/** Returns the entries that `set`, `add` or `setDefault` updates; empty if it adds one. */
export function targetsOf(command: Command, entries: readonly Entry[]): readonly Entry[] {
  if (command.call === 'setDefault') {
    return entries.filter(({ kind }) => kind === 'default').slice(0, 1)
  }
  if (command.call !== 'set' && command.call !== 'add') return []
  const machines = entries.filter((entry) => isMeant(entry, command.name, undefined))
  const { login: given } = command.credentials
  const found = command.call === 'set' ? lookUp(entries, command.name, undefined) : undefined
  const login = given ?? found?.login
  const ofLogin = machines.filter((entry) => entry.login === login)
  if (command.call === 'add' || ofLogin.length > 0) return ofLogin
  const withoutPort = machines.filter((entry) => !entry.has('port'))
  return withoutPort.length === 1 ? withoutPort : []
}

/** Returns the place of a machine that `set` or `add` does not find; `undefined` for the default place. */
export function spotOfNew(
  command: Command,
  entries: readonly Entry[],
  { anchor }: Subjects,
): Spot | undefined {
  if (command.call === 'add' && command.place && anchor) {
    return { side: command.place.side, index: entries.indexOf(anchor) + 1 }
  }
  if (command.call !== 'set') return undefined
  const first = entries.findIndex((entry) => isMeant(entry, command.name, undefined))
  const isFree = first >= 0 && !isBelowDefault(entries, first)
  return isFree ? { side: 'before', index: first + 1 } : undefined
}

/** Returns whether the first of the updated entries is to be moved above the first `default`. */
export function isMovedUp(targets: readonly Entry[], entries: readonly Entry[]): boolean {
  const [first] = targets
  if (first === undefined || first.kind === 'default') return false
  return isBelowDefault(entries, entries.indexOf(first))
}

/** Returns the machines that are below a `default`. */
export function machinesBelowDefault(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(
    (entry, index) => entry.kind === 'machine' && isBelowDefault(entries, index),
  )
}

/** Returns the entries in their order after one is moved. */
export function movedOrder<T>(entries: readonly T[], entry: T, anchor: T, side: string): T[] {
  if (entry === anchor) return [...entries]
  const others = entries.filter((other) => other !== entry)
  const at = others.indexOf(anchor) + (side === 'after' ? 1 : 0)
  return others.toSpliced(at, 0, entry)
}

/** Returns whether a place is refused because it would put a machine below a `default`. */
export function putsBelowDefault(
  command: Command,
  entries: readonly Entry[],
  { subject, anchor }: Subjects,
): boolean {
  if (anchor === undefined || !entries.includes(anchor)) return false
  if (command.call === 'add' && command.place) {
    const at = entries.indexOf(anchor) + (command.place.side === 'after' ? 1 : 0)
    return targetsOf(command, entries).length === 0 && isBelowDefault(entries, at)
  }
  if (command.call !== 'move' || subject === undefined || !entries.includes(subject)) return false
  const order = movedOrder(entries, subject, anchor, command.place.side)
  const below = machinesBelowDefault(entries)
  return machinesBelowDefault(order).some((entry) => !below.includes(entry))
}

function isBelowDefault(entries: readonly Entry[], index: number): boolean {
  return entries.slice(0, index).some(({ kind }) => kind === 'default')
}

function lowerCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
