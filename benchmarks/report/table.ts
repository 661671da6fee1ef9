/** A table of the results, for the terminal or for a page. */
export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Formats a table in columns, for the terminal. */
export function asText({ head, rows }: Table): readonly string[] {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Formats a table as Markdown; columns that are mostly numbers are flush right. */
export function asMarkdown({ head, rows }: Table): string {
  const isNumeric = (column: number) => {
    const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '')
    return cells.filter((cell) => /^(\*\*)?-?\d/.test(cell)).length * 2 > cells.length
  }
  const rule = head.map((_, column) => (isNumeric(column) ? '---:' : '---'))
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

/** Lists each value once, in order. */
export function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}
