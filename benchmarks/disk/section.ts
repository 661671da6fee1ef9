import { capitalized, table } from '../fidelity/markdown.ts'
import type { DiskResults } from './results.ts'
import { COSTS, DANGERS, SCENARIOS, type Scenario } from './scenarios.ts'
import { isLoss } from './verdicts.ts'

// The part of the page that is about the file on disk.

/** What heads the column of a scenario. */
const HEADS: Readonly<Record<Scenario, string>> = {
  crash: 'killed',
  'full-disk': 'full disk',
  'two-savers': 'two savers',
  link: 'symbolic link',
  mode: 'mode 0644',
  'new-file': 'new file',
  'same-size': 'full disk, same size',
  'hard-link': 'hard link',
  'read-only-directory': 'read-only directory',
  'read-only-file': 'read-only file',
}

/** What is done in a scenario, and what its words mean. */
const MEANINGS: Readonly<Record<Scenario, string>> = {
  crash: `SIGKILL ends the process before each of its system calls on the home directory in turn.
  \`old or new\`: the file is the whole old or the whole new one, at whichever call. \`empty\`: at one
  of them at least it is empty.`,
  'full-disk': `A longer password is written on a disk without a free block (a tmpfs of Linux), and
  the file needs one more. \`cut, says so\`: there is an error, and the end of the file is missing.`,
  'two-savers': `A process has read the file and is stopped. Another one changes the password of
  another machine. Then the first one goes on. \`one lost\`: the second password is the old one again.`,
  link: `\`~/.netrc\` is a link to a file in a folder. \`kept\`: it still is, and the file behind it
  is changed.`,
  mode: 'The file is open to all for reading. The mode afterwards.',
  'new-file': 'There is no file, and the umask is 022. The mode afterwards.',
  'same-size': 'The disk is full, but the new text needs no more blocks than the old one.',
  'hard-link': `The file has a second name. \`kept\`: both names are one file afterwards. \`replaced\`:
  they are two, and one is the old one.`,
  'read-only-directory': 'The file may be written, but the home directory may not.',
  'read-only-file': 'The home directory may be written, but the file may not (mode 0400).',
}

/** The section about the file on disk. */
export function diskSection(results: DiskResults): string {
  const { updates, there } = results.race
  return `## The file on disk

Each saves as its own documentation says: load, log in to one machine, save. It does so in a process
of its own, as an ordinary user, in a home directory of its own. What was lost, or left open to
others, is **bold**. \`refused\` is an error that leaves everything as it was. To measure this takes
Linux, gcc, and root, who mounts the full disk.

${verdictTable(results, DANGERS)}

${meanings(DANGERS)}

The others load and then save without looking again, and another program can come in between. Here
the second process waits, takes the lock from the stopped one, and the first one begins anew. Two
processes of this library that updated one file at the same time, with nothing to hold them apart,
made ${updates} updates, and ${there} of them were there.

### What it costs to replace the file

This library writes a new file beside the old one and puts it in its place. That takes room for a
second copy and a directory that may be written, and ends hard links. The others write into the file
itself, which takes none of these.

${verdictTable(results, COSTS)}

${meanings(COSTS)}

### Each loss on disk, to see it happen

${SCENARIOS.map((scenario) => losses(results, scenario)).join('')}`.trimEnd()
}

function verdictTable({ rows }: DiskResults, scenarios: readonly Scenario[]): string {
  const header = ['', ...scenarios.map((scenario) => HEADS[scenario])]
  const cells = rows.map(({ title, findings }) => [
    title,
    ...scenarios.map((scenario) => cell(findings[scenario].verdict)),
  ])
  return table(header, cells)
}

function cell(verdict: string): string {
  return isLoss(verdict) ? `**${verdict}**` : verdict
}

function meanings(scenarios: readonly Scenario[]): string {
  return scenarios
    .map((scenario) => `- ${capitalized(HEADS[scenario])}: ${MEANINGS[scenario]}`)
    .join('\n')
}

/** The first loss in a scenario, before and after, and the command that shows it and the others. */
function losses({ rows }: DiskResults, scenario: Scenario): string {
  const [first, ...others] = rows.filter(({ findings }) => isLoss(findings[scenario].verdict))
  if (first === undefined) return ''
  const { before, after } = first.findings[scenario]
  const names = others.map(({ name }) => `\`${name}\``)
  const last = names.pop()
  const list = [names.join(', '), last].filter(Boolean).join(' and ')
  return `#### ${capitalized(HEADS[scenario])}

\`npm run compare -- --disk ${first.name} ${scenario}\`${list === '' ? '' : `, and the same with ${list}:`}

\`\`\`
before:
${before}

after:
${after}
\`\`\`

`
}
