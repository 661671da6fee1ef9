/** A file in which every entry has the same layout. */
export interface TidyFile {
  readonly lineEnd: string
  /** Whether each entry is on one line; otherwise each field is on its own line. */
  readonly isOneLine: boolean
  readonly indent: string
  readonly gap: string
  /** The number of empty lines between entries. */
  readonly emptyLines: number
  readonly hasFinalLineEnd: boolean
  readonly hasMark: boolean
  readonly entries: readonly TidyEntry[]
}

/** A machine, or `default` if there is no name. Values are in their written form. */
export interface TidyEntry {
  readonly name: string | undefined
  readonly fields: readonly (readonly [field: string, written: string])[]
  /** A comment line above the entry. */
  readonly above: string | undefined
  /** A comment on its last line. */
  readonly trailing: string | undefined
  /** The name of a macro inside the entry. */
  readonly macro: string | undefined
}

/** Writes a file. */
export function writeTidy(file: TidyFile): string {
  const { lineEnd, emptyLines, hasFinalLineEnd, hasMark, entries } = file
  const texts = entries.map((entry) => writeEntry(file, entry))
  const text = texts.join(lineEnd.repeat(1 + emptyLines))
  return (hasMark ? '\ufeff' : '') + text + (hasFinalLineEnd ? lineEnd : '')
}

function writeEntry(
  { lineEnd, isOneLine, indent, gap }: TidyFile,
  { name, fields, above, trailing, macro }: TidyEntry,
): string {
  const head = name === undefined ? 'default' : `machine${gap}${name}`
  const words = [head, ...fields.map(([field, written]) => `${field}${gap}${written}`)]
  const text = words.join(isOneLine ? gap : lineEnd + indent) + (trailing ? ` ${trailing}` : '')
  const lines = macro === undefined ? [text] : [text, `macdef ${macro}`, 'put machine x', '']
  return [...(above === undefined ? [] : [above]), ...lines].join(lineEnd)
}
