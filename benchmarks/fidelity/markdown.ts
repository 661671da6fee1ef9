import type { Operation } from './operations.ts'
import type { Example } from './results.ts'

/** What the tables call the operations. */
export const OPERATION_TITLES: Readonly<Record<Operation, string>> = {
  read: 'read',
  write: 'write back',
  change: 'change a password',
  add: 'add a machine',
  remove: 'remove one',
}

/** A table of Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = header.map(() => '---')
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** A title, or the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A link to a file of the corpus, as seen from docs/. */
export function fixtureLink(name: string): string {
  return `[${name}](../fixtures/${name}.netrc)`
}

/** The command that shows an example, and what it shows. */
export function exampleBlock({ peer, operation, fixture, diff }: Example): string {
  return `\`\`\`sh
npm run compare -- --show ${peer} ${operation} ${fixture}
\`\`\`

\`\`\`diff
${diff.trimEnd()}
\`\`\``
}
