import { OURS, PEERS } from '../peers/peers.ts'
import type { Fixture } from './corpus.ts'
import {
  byPlainnessAndSize,
  type Comparison,
  exactShare,
  isSound,
  shareOf,
  verdictsOf,
} from './counts.ts'
import { GROUPS, groupOf } from './groups.ts'
import { capitalized, exampleBlock, OPERATION_TITLES, table } from './markdown.ts'
import { OPERATIONS } from './operations.ts'
import { peerSection } from './peer-section.ts'
import { FEW_LINES, type Results } from './results.ts'
import { TIME_LIMITS } from './trial.ts'
import { VERDICTS, type Verdict } from './verdict.ts'

/** What each verdict means, for the page. */
const MEANINGS: Readonly<Record<Verdict, string>> = {
  exact: `Read: every machine with its values, and no other. Written back: the same bytes.
  Changed: nothing but the characters of the password. Added: one insertion. Removed: one deletion.`,
  'other blanks only': `Every word and comment is there, says what it said and stands in its order;
  spaces, line ends, empty lines or quotes around a value are others.`,
  reordered: 'The same words and comments in another order.',
  'lost or invented words': `A word, a comment, a macro or a whole entry is gone or is new. Read: a
  machine or a value is missing, or a machine is there that the file does not have.`,
  'wrong value': `What was asked for does not read back, or a machine has a value that the file did
  not give it.`,
  refused: 'An error, or the machine is not found, and the file is as it was.',
  hangs: `No answer within ${TIME_LIMITS[0] / 1000} seconds, nor within ${TIME_LIMITS[1] / 1000} in a second run.`,
}

/** The text of docs/comparison.md, but for what the file on disk adds to it. */
export function comparisonPage(comparison: Comparison, diskSection: string): string {
  return [
    introduction(comparison),
    '## How many files are kept',
    tables(comparison),
    '## The verdicts',
    verdicts(),
    '## What each loss looks like',
    looks(comparison),
    '## One by one',
    ...PEERS.map((peer) => peerSection(comparison, peer)),
    diskSection,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

function introduction({ results, corpus }: Comparison): string {
  const sound = corpus.filter(isSound).length
  return `# Who keeps what

<!-- Written by \`npm run compare\`: change benchmarks/, not this page. -->

Each file of the [corpus](../fixtures/README.md), ${corpus.length} in all, was given to this library and to ${PEERS.length - 1} others
that read or write netrc files: packages of npm, Ruby's gem, and the modules that come with Python
and Perl. Each was asked to do five things: read the file, write it back without a change, change a
password, add a machine, and remove one.

${oursLine({ results, corpus })}

The corpus is made of corner cases, one for each file, so the figures say how much of the format is
kept, and not how often an everyday file is harmed. ${sound} of the files have nothing wrong; the other
${corpus.length - sound} are broken in some way, and programs differ on what those say.

\`\`\`sh
npm run compare             # measure again; writes this page and the results
npm run compare -- --check  # measure again; fails where they are not current
npm run compare -- --help   # one package, one file
\`\`\`

It needs Debian's packages \`perl\`, \`python3\`, \`ruby\` and \`ruby-netrc\`, and for the file on disk
\`gcc\` and root. Each package runs in a process of its own, on a \`~/.netrc\` of mode 0600 in a scratch
home directory, in a UTF-8 locale, and is used as its documentation says: \`benchmarks/peers/\` has the
few lines for each, and [benchmarks/fidelity/results.json](../benchmarks/fidelity/results.json) the verdict on every file.`
}

/** What came of this library. */
function oursLine(comparison: Comparison): string {
  const others = verdictsOf(comparison, OURS).filter((verdict) => verdict !== 'exact')
  if (others.length === 0) return 'This library was exact in all of them, on every file.'
  return `This library was not always exact: ${others.join(', ')}; see [below](#lossless-netrc).`
}

function tables(comparison: Comparison): string {
  const { corpus } = comparison
  const part = (belongs: (fixture: Fixture) => boolean): string =>
    shares({ ...comparison, corpus: corpus.filter(belongs) })
  const isWhole = ({ name }: Fixture): boolean => name.startsWith('real-')
  return `The number of files for which the result is exact, of those to which the operation applies: to be
read, changed and removed from, a file must have a machine, and to be changed one with a password. A
dash: there is no call for it.

**Files with nothing wrong**

${part(isSound)}

**Whole files as people have them** (\`real-*\` of the corpus; they count in the other two tables too)

${part(isWhole)}

**Files with something wrong**

${part((fixture) => !isSound(fixture))}

**A password changed, in files with nothing wrong, by what they are about**

${groupTable(comparison)}`
}

function shares(comparison: Comparison): string {
  const { versions } = comparison.results
  const header = ['', ...OPERATIONS.map((operation) => OPERATION_TITLES[operation])]
  const rows = PEERS.map(({ name, title }) => [
    name === OURS ? title : `${title} ${versions[name]}`,
    ...OPERATIONS.map((operation) => exactShare(comparison, name, operation)),
  ])
  return table(header, rows)
}

/** How many files of each group are exact where a password was changed. */
function groupTable(comparison: Comparison): string {
  const writers = PEERS.filter(({ operations }) => operations.includes('change'))
  const rows = Object.entries(GROUPS).flatMap(([group, title]) => {
    const corpus = comparison.corpus.filter(
      (fixture) => isSound(fixture) && groupOf(fixture) === group,
    )
    const shares = writers.map(({ name }) =>
      shareOf({ ...comparison, corpus }, name, 'change', ['exact']),
    )
    const all = shares[0]?.all ?? 0
    return all === 0 ? [] : [[title, `${all}`, ...shares.map((share) => `${share?.files}`)]]
  })
  return table(['', 'files', ...writers.map(({ title }) => title)], rows)
}

function verdicts(): string {
  const meanings = VERDICTS.map((verdict) => `- **${capitalized(verdict)}.** ${MEANINGS[verdict]}`)
  return `${meanings.join('\n')}

How they are given:

- What a file says is stated by hand in the corpus, by [rules](../fixtures/README.md) on which most
  programs agree; where they differ, by those of curl's newest version.
- What a package wrote is read by this library's own parser, which the corpus tests.
- The worst that is true counts.
- Of several machines of one name it is enough to read one, and any one may be changed or removed:
  most packages keep one for each name. What a package does not offer at all (\`account\`, \`default\`,
  macros, further fields) does not count against it when it reads. A value that is read as empty is
  as good as none.
- Where an entry is removed, the comments between its words, and behind its last word on that line,
  may go with it; a comment on a line of its own above or below is to stay.
- A file on which a package hung is not given to it again: the verdict stands for its other
  operations too.`
}

/** For each verdict what it looks like. */
function looks(comparison: Comparison): string {
  const parts = VERDICTS.flatMap((verdict) => {
    const blocks = blocksFor(verdict, comparison)
    return blocks === '' ? [] : [`### ${capitalized(verdict)}\n\n${blocks}`]
  })
  return `Of the files that show it in ${FEW_LINES} lines, the smallest that has a machine, nothing wrong, and no
character but plain ASCII, if there is such a one; else the smallest. \`-\` is before and \`+\` after;
for what was read, \`-\` is what the file says and \`+\` what the package gives. Where nothing was
written or read, there is the file alone. \`·\` is a blank at an end of the line, \`→\` a tab, \`␍\` a
CR.

${parts.join('\n\n')}`
}

/** Lost words by what the files are about, everyone who hangs, and of any other verdict the most telling file. */
function blocksFor(verdict: Verdict, { results, corpus }: Comparison): string {
  if (verdict === 'lost or invented words') return lossBlocks(results)
  const order = [...corpus].sort(byPlainnessAndSize).map(({ name }) => name)
  const examples = results.examples
    .filter((example) => example.verdict === verdict)
    .sort((one, other) => order.indexOf(one.fixture) - order.indexOf(other.fixture))
  return (verdict === 'hangs' ? examples : examples.slice(0, 1)).map(exampleBlock).join('\n\n')
}

function lossBlocks({ losses }: Results): string {
  return losses
    .map(
      (loss) =>
        `**${capitalized(GROUPS[groupOf({ name: loss.fixture })] ?? '')}**\n\n${exampleBlock(loss)}`,
    )
    .join('\n\n')
}
