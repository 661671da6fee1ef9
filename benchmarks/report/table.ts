/** A table of the results, for the terminal or for a page. */
export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The table for the terminal, in columns. */
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

/** The table for a page; columns of numbers are flush right. */
export function asMarkdown({ head, rows }: Table): string {
  const isNumber = (column: number) => rows.some((row) => /^-?\d/.test(row[column] ?? ''))
  const rule = head.map((_, column) => (isNumber(column) ? '---:' : '---'))
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')
}
