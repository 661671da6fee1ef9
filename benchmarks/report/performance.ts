import { isSteep, linearLimit, steepLimit, timeLimit } from '../speed/limits.ts'
import type { Environment, Results, Task } from '../speed/rows.ts'
import { packageName, peerNames } from '../speed/rows.ts'
import { fasterTable } from './faster.ts'
import { figuresOf } from './figures.ts'
import { count } from './format.ts'
import { list, paragraph, picture } from './prose.ts'
import { asMarkdown } from './table.ts'
import {
  adversarialTable,
  diskTable,
  growthTable,
  importTable,
  layoutTable,
  memoryTable,
  sizeTable,
  speedTable,
  targetTable,
} from './tables.ts'

/** The page of what the library costs. */
export function performancePage(results: Results): string {
  const sections = [introduction, speed, growth, adversarial, memory, imports, size, disk, targets]
  return sections.map((section) => section(results).join('\n')).join('\n')
}

function introduction(results: Results): readonly string[] {
  const { speed: fast, size: small, disk: safe, slower } = figuresOf(results)
  return [
    '# What it costs\n',
    paragraph(
      'Every figure and chart of this page is made by `npm run bench`, which measures, keeps the ' +
        'results in [benchmarks/speed/results.json](../benchmarks/speed/results.json), and writes the page from them. ' +
        'Figures of time depend on the machine; run it on yours.',
    ),
    list([fast, small, safe, slower]),
    '## Where others are faster\n',
    paragraph(
      'Their time as a part of ours, for each number of entries. In memory it is reading every ' +
        'entry: here the text is the only store of facts, and each value is read from it when it ' +
        'is asked for. On disk it is what makes an update safe: a lock, a flush and a rename.',
    ),
    asMarkdown(fasterTable(results)),
    caption(results.environment, peerNames),
  ]
}

function speed(results: Results): readonly string[] {
  return [
    '## Reading and changing a text\n',
    paragraph(
      'Each package does the same on the same text, in one process, in turn, until each has had ' +
        'its share of rounds; the times are medians of one run, and the number in brackets is ' +
        'that time divided by ours: above 1 it is slower. The text is plain (a machine, its login ' +
        'and its password on a line each, nothing else), so that every package reads it ' +
        'right, which is checked before. No disk is in the way: a package that takes only a path ' +
        'is handed the text when it reads that path, and what it writes is kept in memory. ' +
        `What takes longer than ${timeLimit} s is given up. \`charCodeAt pass\` is a loop that ` +
        'looks at every character once and does nothing else.',
    ),
    paragraph(
      '`@travi/netrc` has the same code as `netrc`, byte for byte, which the run checks, so one ' +
        'stands for both. `netrc-reader` only reads.',
    ),
    ...task(results, 'change one', '### Change one password and write the text\n', 'change-one'),
    ...task(results, 'read one', '### Read one password\n', 'read-one'),
    ...task(results, 'read all', '### Read every entry\n', 'read-all'),
    '### Files as people have them\n',
    paragraph(
      'With comments above and behind, empty lines and an account here and there; first with ' +
        'each field on a line of its own, then with each machine on one line. Only time is compared ' +
        'here; what each package loses of such files is on [the page of losses](comparison.md).',
    ),
    paragraph(
      'A package has no time where it does not read the password that is in the file, or not the ' +
        'new one in what it wrote, or throws. The files are made by ' +
        '[benchmarks/speed/texts.ts](../benchmarks/speed/texts.ts), the check is `refusal` in ' +
        '[benchmarks/speed/contenders.ts](../benchmarks/speed/contenders.ts), and `npm run bench -- --quick --only speed` ' +
        'does it again.',
    ),
    asMarkdown(layoutTable(results.speed, 'several lines', 1000)),
    asMarkdown(layoutTable(results.speed, 'one line', 1000)),
    caption(results.environment, peerNames),
  ]
}

function task(results: Results, name: Task, title: string, chart: string): readonly string[] {
  return [
    title,
    picture('charts', chart, `${name}: time by the number of entries, a line for each package`),
    asMarkdown(speedTable(results.speed, 'plain', name)),
    caption(results.environment, peerNames),
  ]
}

function growth({ growth: rows, environment }: Results): readonly string[] {
  const steep = rows.filter(({ factor }) => factor > linearLimit)
  const verdict =
    steep.length === 0
      ? 'None is above that.'
      : `Above that: ${steep.map(({ operation, factor }) => `${operation}, ${factor.toFixed(2)}`).join('; ')}.`
  return [
    '## How cost grows\n',
    paragraph(
      'n operations, one after the other, on a document that was parsed from a text with n ' +
        'entries: the least time of several runs, without the time to parse, but for `parse` and ' +
        '`lex`. A line as steep as the dashed one is linear growth. The table has more operations, ' +
        `each at two sizes; \`set\` and \`add\` promise a factor of at most ${linearLimit}. ${verdict}`,
    ),
    paragraph(
      'A line ends where the next point would take more than ' +
        `${timeLimit} s, if it grows on as between the last two.`,
    ),
    picture(
      'charts',
      'growth',
      'Time for n operations on n entries, beside a line of linear growth',
    ),
    asMarkdown(growthTable(rows)),
    caption(environment),
  ]
}

function adversarial({ adversarial: rows, environment }: Results): readonly string[] {
  const texts = new Set(rows.map(({ text }) => text))
  const operations = [...new Set(rows.map(({ operation }) => operation))]
  const steep = rows.filter(isSteep)
  const verdict =
    steep.length === 0
      ? `No factor is above ${steepLimit}, the limit of the run.`
      : `Above ${steepLimit}, the limit of the run: ${steep.map((row) => `${row.operation} of ${row.text}`).join('; ')}.`
  return [
    '## Adversarial texts, doubled\n',
    paragraph(
      `${texts.size} texts that are made to be hard to read, such as quotes ` +
        `without end, each at a length and at twice that length, with ${operations.length} ` +
        `operations each: ${operations.join(', ')}. Twice the text is to take twice the time; ` +
        `quadratic time would be four times. ${verdict} Shown is the worst of each text, of those ` +
        'that take long enough for the clock.',
    ),
    picture('charts', 'adversarial', 'How many measurements have which factor'),
    asMarkdown(adversarialTable(rows)),
    caption(environment),
  ]
}

function memory({ memory: rows, environment }: Results): readonly string[] {
  const { entries = 0, charactersPerEntry = 0 } = rows[0] ?? {}
  return [
    '## Memory\n',
    paragraph(
      `What the heap keeps after a garbage collection, for each of ${count(entries)} entries of ` +
        `a plain text, beside the text itself, which has ${charactersPerEntry} characters an entry.`,
    ),
    picture('charts', 'memory', 'Bytes for each entry of a parsed file, by package'),
    asMarkdown(memoryTable(rows)),
    caption(environment, peerNames),
  ]
}

function imports({ import: rows, environment }: Results): readonly string[] {
  return [
    '## Import\n',
    paragraph(
      `A process that imports the package and ends, and one that does nothing, ${rows[0]?.pairs ?? 0} ` +
        'times in turn: the median of the differences. Below zero is noise.',
    ),
    picture('charts', 'import', 'What an import adds to the run time of a process, by package'),
    asMarkdown(importTable(rows)),
    caption(environment, peerNames),
  ]
}

function size({ size: rows, environment }: Results): readonly string[] {
  return [
    '## Size\n',
    paragraph(
      'All of a package and all it depends on, bundled for Node and minified by esbuild, and ' +
        'compressed by gzip at level 9; kB of 1,000 bytes.',
    ),
    picture('charts', 'size', 'Size of each package, minified and gzipped'),
    asMarkdown(sizeTable(rows)),
    caption(environment, [...peerNames, 'esbuild']),
  ]
}

function disk({ disk: rows, environment }: Results): readonly string[] {
  const ours = rows.find(
    ({ task, contender }) => task === 'update one' && contender === packageName,
  )
  return [
    '## One update on disk\n',
    paragraph(
      `One password of ${ours?.entries ?? 0} is changed in a file on disk, ` +
        `${ours?.samples ?? 0} times in turn; medians. This library locks, writes a new file, waits ` +
        'with fsync until the disk has it, and renames it over the old one. `write-file-atomic` ' +
        'does the last three, `proper-lockfile` the first; neither knows the format, so they stand ' +
        'here for what the parts cost. `netrc-parser` writes over the old file.',
    ),
    picture('charts', 'disk', 'Time of one update of a file on disk, with the part that is fsync'),
    asMarkdown(diskTable(rows, 'update one')),
    asMarkdown(diskTable(rows, 'read one')),
    caption(environment, ['netrc-parser', 'proper-lockfile', 'write-file-atomic']),
  ]
}

function targets({ targets: rows, environment }: Results): readonly string[] {
  const missed = rows.filter(({ met }) => !met)
  return [
    '## What is promised\n',
    paragraph(
      `The run holds the figures against ${rows.length} limits, such as twice the work in at most ` +
        `${linearLimit} times the time. ` +
        (missed.length === 0 ? 'All are met.' : 'These are missed:'),
    ),
    ...(missed.length === 0 ? [] : [asMarkdown(targetTable(missed))]),
    caption(environment),
  ]
}

/** The machine, the versions and the day, below what was measured there. */
function caption(environment: Environment, names: readonly string[] = []): string {
  const { machine, node, versions, date } = environment
  const packages = [packageName, ...names].map((name) => `${name} ${versions[name] ?? ''}`)
  return paragraph(`_${date}; ${machine}; Node ${node}; ${packages.join(', ')}_`)
}
