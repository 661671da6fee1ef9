import type { Entry } from '../../src/core.ts'
import type { Command } from './commands.ts'

// Which entry a call is about, told from the entries alone.

/** True for a machine of this name in any ASCII case, and of this login where one is asked for. */
export function isMeant(
  { kind, name, login }: Entry,
  asked: string,
  account: string | undefined,
): boolean {
  if (kind !== 'machine' || name === undefined) return false
  return lowerCase(name) === lowerCase(asked) && (account === undefined || account === login)
}

/** The first machine of this name, and of this login: the exact name, else another ASCII case of it. */
export function lookUp(
  entries: readonly Entry[],
  name: string,
  login: string | undefined,
): Entry | undefined {
  const meant = entries.filter((entry) => isMeant(entry, name, login))
  return meant.find((entry) => entry.name === name) ?? meant[0]
}

/** The entry that `set`, `add` or `setDefault` is about; `undefined` where they add one. */
export function targetOf(command: Command, entries: readonly Entry[]): Entry | undefined {
  if (command.call === 'setDefault') return entries.find(({ kind }) => kind === 'default')
  if (command.call !== 'set' && command.call !== 'add') return undefined
  const { login } = command.credentials
  if (command.call === 'set') {
    return lookUp(entries, command.name, login) ?? lookUp(entries, command.name, undefined)
  }
  return lookUp(
    entries.filter((entry) => entry.login === login),
    command.name,
    undefined,
  )
}

function lowerCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
