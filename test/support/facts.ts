import type { Macro, ReadonlyEntry, ReadonlyNetrcDocument } from '../../src/core.ts'

/** Everything that a document says. */
export function factsOf(document: ReadonlyNetrcDocument): object {
  return {
    entries: document.entries.map(factsOfEntry),
    macros: document.macros.map(factsOfMacro),
    default: document.default && document.entries.indexOf(document.default),
    diagnostics: document.diagnostics,
  }
}

/** Everything that an entry says. */
export function factsOfEntry(entry: ReadonlyEntry): object {
  const { kind, name, login, password, account, fields, macros, comment } = entry
  return {
    kind,
    name,
    login,
    password,
    account,
    fields: [...fields],
    macros: macros.map(factsOfMacro),
    comment,
  }
}

/** Returns where the entries and their fields are. */
export function rangesOf({ entries }: ReadonlyNetrcDocument): object[] {
  return entries.map((entry) => ({
    entry: entry.range(),
    fields: Array.from(entry.fields.keys(), (field) => entry.range(field)),
  }))
}

function factsOfMacro({ name, body }: Macro): object {
  return { name, body }
}
