import type { Entry, NetrcDocument } from '../../src/core.ts'
import { untyped } from './calls.ts'

/** The credentials that a test passes. */
export interface CredentialsGiven {
  readonly login?: string | undefined
  readonly password?: string | undefined
  readonly account?: string | undefined
}

/** A place above or below an entry, which is given by a number as in a command. */
export interface PlaceGiven {
  readonly side: 'before' | 'after'
  readonly anchor: number
}

/** One editing call, as data; `entry` counts the entries that a document has had, modulo their number. */
export type Command =
  | { readonly call: 'set'; readonly name: string; readonly credentials: CredentialsGiven }
  | {
      readonly call: 'add'
      readonly name: string
      readonly credentials: CredentialsGiven
      readonly place?: PlaceGiven | undefined
    }
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
  | { readonly call: 'setMacro'; readonly name: string; readonly body: string }
  | { readonly call: 'deleteMacro'; readonly name: string }
  | {
      readonly call: 'setMacroOf'
      readonly entry: number
      readonly name: string
      readonly body: string
    }
  | { readonly call: 'deleteMacroOf'; readonly entry: number; readonly name: string }
  | { readonly call: 'setComment'; readonly entry: number; readonly comment: string | undefined }
  | { readonly call: 'move'; readonly entry: number; readonly place: PlaceGiven }

/** The result of a call. */
export type Answer = Entry | boolean | undefined

/** The entries that a command is about; `undefined` if the document has none. */
export interface Subjects {
  readonly subject: Entry | undefined
  readonly anchor: Entry | undefined
}

/** Finds the entries that a command is about. */
export function subjectsOf(command: Command, entries: readonly Entry[]): Subjects {
  const pick = (index: number): Entry | undefined => entries[index % Math.max(entries.length, 1)]
  return {
    subject: 'entry' in command ? pick(command.entry) : undefined,
    anchor: 'place' in command && command.place ? pick(command.place.anchor) : undefined,
  }
}

/** Makes the call. Does nothing if its entry is missing. */
export function run(
  document: NetrcDocument,
  command: Command,
  { subject, anchor }: Subjects,
): Answer {
  switch (command.call) {
    case 'set':
      return document.set(command.name, untyped(command.credentials))
    case 'add':
      return anchor && command.place
        ? document.add(
            command.name,
            untyped(command.credentials),
            placeAt(command.place.side, anchor),
          )
        : document.add(command.name, untyped(command.credentials))
    case 'setDefault':
      return document.setDefault(untyped(command.credentials))
    case 'delete':
      return command.login === undefined
        ? document.delete(command.name)
        : document.delete(command.name, { login: command.login })
    case 'deleteEntry':
      return subject && document.delete(subject)
    case 'setField':
      return subject?.set(command.field, command.value)
    case 'deleteField':
      return subject?.delete(command.field)
    case 'rename':
      return subject?.rename(command.name)
    case 'setMacro':
      document.setMacro(command.name, command.body)
      return undefined
    case 'deleteMacro':
      return document.deleteMacro(command.name)
    case 'setMacroOf':
      return subject?.setMacro(command.name, command.body)
    case 'deleteMacroOf':
      return subject?.deleteMacro(command.name)
    case 'setComment':
      return subject?.setComment(command.comment)
    case 'move':
      if (subject && anchor) document.move(subject, placeAt(command.place.side, anchor))
      return undefined
  }
}

/** Makes a place from its two parts. */
export function placeAt(
  side: PlaceGiven['side'],
  entry: Entry,
): { readonly before: Entry } | { readonly after: Entry } {
  return side === 'before' ? { before: entry } : { after: entry }
}
