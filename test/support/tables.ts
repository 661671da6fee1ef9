// Tables in Markdown pages.

/** Returns the rows of the tables with this heading, cell by cell, without the backticks around a whole cell. */
export function rowsOf(page: string, ...heading: readonly string[]): string[][] {
  const title = `\n| ${heading.join(' | ')} |\n`
  return page
    .split(title)
    .slice(1)
    .flatMap((rest) => {
      const lines = rest.split('\n').slice(1)
      const rows = lines.slice(
        0,
        lines.findIndex((line) => !line.startsWith('|')),
      )
      return rows.map((line) =>
        line
          .slice(2, -2)
          .split(' | ')
          .map((cell) => cell.replace(/^`([^`]*)`$/, '$1')),
      )
    })
}
