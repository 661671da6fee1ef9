import type { Macro, ReadonlyEntry, ReadonlyNetrcDocument } from '../../src/core.ts'

/** Returns the whole content of a document. */
export function factsOf(document: ReadonlyNetrcDocument): object {
  return {
    entries: document.entries.map(factsOfEntry),
    macros: document.macros.map(factsOfMacro),
    default: document.default && document.entries.indexOf(document.default),
    diagnostics: document.diagnostics,
  }
}

/** Returns the whole content of an entry. */
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

/** Returns the ranges of the entries and their fields. */
export function rangesOf({ entries }: ReadonlyNetrcDocument): object[] {
  return entries.map((entry) => ({
    entry: entry.range(),
    fields: Array.from(entry.fields.keys(), (field) => entry.range(field)),
  }))
}

function factsOfMacro({ name, body }: Macro): object {
  return { name, body }
}
