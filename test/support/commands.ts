import type { Entry, NetrcDocument } from '../../src/core.ts'

/** What a test gives for credentials. */
export interface CredentialsGiven {
  readonly login?: string | undefined
  readonly password?: string | undefined
  readonly account?: string | undefined
}

/** One call that edits, as data; `entry` counts the entries that a document has had, round and round. */
export type Command =
  | { readonly call: 'set'; readonly name: string; readonly credentials: CredentialsGiven }
  | { readonly call: 'add'; readonly name: string; readonly credentials: CredentialsGiven }
  | { readonly call: 'setDefault'; readonly credentials: CredentialsGiven }
  | { readonly call: 'delete'; readonly name: string; readonly login: string | undefined }
  | { readonly call: 'deleteEntry'; readonly entry: number }
  | {
      readonly call: 'setField'
      readonly entry: number
      readonly field: string
      readonly value: string
    }
  | { readonly call: 'deleteField'; readonly entry: number; readonly field: string }
  | { readonly call: 'rename'; readonly entry: number; readonly name: string }

/** What a call answered. */
export type Answer = Entry | boolean | undefined

/** Make the call; nothing where it is about an entry and `entry` is missing. */
export function run(document: NetrcDocument, command: Command, entry: Entry | undefined): Answer {
  switch (command.call) {
    case 'set':
      return document.set(command.name, command.credentials)
    case 'add':
      return document.add(command.name, command.credentials)
    case 'setDefault':
      return document.setDefault(command.credentials)
    case 'delete':
      return document.delete(command.name, { login: command.login })
    case 'deleteEntry':
      return entry && document.delete(entry)
    case 'setField':
      return entry?.set(command.field, command.value)
    case 'deleteField':
      return entry?.delete(command.field)
    case 'rename':
      return entry?.rename(command.name)
  }
}
