const width = 100

/** A paragraph, wrapped; lines behind the first begin with `indent`. */
export function paragraph(text: string, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length > width && line !== '') {
      lines.push(line)
      line = `${indent}${word}`
    } else line = longer
  }
  return `${[...lines, line].join('\n')}\n`
}

/** A list of items, each wrapped. */
export function list(items: readonly string[]): string {
  return items.map((item) => paragraph(`- ${item}`, '  ')).join('')
}

/** A chart that suits a light and a dark page; `folder` is where the charts are, seen from the page. */
export function picture(folder: string, name: string, description: string): string {
  return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${folder}/${name}-dark.svg">
  <img alt="${description}" src="${folder}/${name}-light.svg" width="720">
</picture>
`
}
