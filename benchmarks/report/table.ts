/** A table of the results. */
export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Makes a table with a line for each row. Columns are given by their heads. */
export function listTable<Row>(
  rows: readonly Row[],
  columns: Readonly<Record<string, (row: Row) => string>>,
): Table {
  const cells = Object.values(columns)
  return { head: Object.keys(columns), rows: rows.map((row) => cells.map((cell) => cell(row))) }
}

/** Makes a table with one row in each cell; `keysOf` returns its line and column. */
export function crossTable<Row>(
  corner: string,
  rows: readonly Row[],
  keysOf: (row: Row) => readonly [line: string, column: string],
  cell: (row: Row | undefined) => string,
): Table {
  const lines = distinct(rows.map((row) => keysOf(row)[0]))
  const columns = distinct(rows.map((row) => keysOf(row)[1]))
  const cellOf = (line: string, column: string) =>
    cell(rows.find((row) => keysOf(row)[0] === line && keysOf(row)[1] === column))
  return {
    head: [corner, ...columns],
    rows: lines.map((line) => [line, ...columns.map((column) => cellOf(line, column))]),
  }
}

/** Formats a table as Markdown. Columns that are mostly numbers are right-aligned. */
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
