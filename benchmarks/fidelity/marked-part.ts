/** A page with another text between its two markers `<!-- NAME -->` and `<!-- /NAME -->`. */
export function withPart(page: string, name: string, text: string): string {
  const start = `<!-- ${name} -->\n`
  const from = page.indexOf(start)
  const to = page.indexOf(`<!-- /${name} -->`)
  if (from < 0 || to < from) throw new Error(`the page lacks the markers ${name}`)
  return `${page.slice(0, from + start.length)}${text}${page.slice(to)}`
}
