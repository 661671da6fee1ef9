import type { DiskResults } from '../disk/results.ts'
import { SCENARIOS, type Scenario } from '../disk/scenarios.ts'
import { isLoss } from '../disk/verdicts.ts'
import {
  behaviourOf,
  byPlainnessAndSize,
  type Comparison,
  filesWith,
  verdictCounts,
} from '../fidelity/counts.ts'
import { GROUPS, groupOf } from '../fidelity/groups.ts'
import { OPERATIONS } from '../fidelity/operations.ts'
import type { Example } from '../fidelity/results.ts'
import { VERDICTS, type Verdict } from '../fidelity/verdict.ts'
import { OURS, PEERS, type Peer } from '../peers/peers.ts'
import { OPERATION_TITLES, SCENARIO_TITLES } from './fidelity-tables.ts'
import { asMarkdown, distinct } from './table.ts'

// Every loss that `npm run compare` found, with the command that shows it.

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`
}

/** The command that shows an example, and what it shows. */
function exampleBlock({ peer, operation, fixture, diff }: Example): string {
  const command = `npm run compare -- --show ${peer} ${operation} ${fixture}`
  return `${block('sh', command)}\n${block('diff', diff)}`
}

/** What each verdict looks like: lost words by what the files are about, everyone who hangs, and one file for the others. */
export function lossesByVerdict({ results, corpus }: Comparison): string {
  const order = [...corpus].sort(byPlainnessAndSize).map(({ name }) => name)
  const blocksFor = (verdict: Verdict): string[] => {
    if (verdict === 'lost or invented words') {
      return results.losses.map((loss) => {
        const group = GROUPS[groupOf({ name: loss.fixture })] ?? ''
        return `**${capitalized(group)}**\n\n${exampleBlock(loss)}`
      })
    }
    const examples = results.examples
      .filter((example) => example.verdict === verdict)
      .sort((one, other) => order.indexOf(one.fixture) - order.indexOf(other.fixture))
    return (verdict === 'hangs' ? examples : examples.slice(0, 1)).map(exampleBlock)
  }
  return VERDICTS.flatMap((verdict) => {
    const blocks = blocksFor(verdict)
    return blocks.length === 0 ? [] : [`### ${capitalized(verdict)}\n`, ...blocks]
  }).join('\n')
}

/** How each peer is used, and each verdict against it; those that do the same on every file stand together. */
export function lossesByPeer(comparison: Comparison): string {
  const keyOf = ({ name }: Peer) => behaviourOf(comparison, name)
  return distinct(PEERS.map(keyOf))
    .map((key) =>
      peerSection(
        comparison,
        PEERS.filter((peer) => keyOf(peer) === key),
      ),
    )
    .join('\n')
}

function peerSection(comparison: Comparison, peers: readonly Peer[]): string {
  const { versions, examples } = comparison.results
  const titles = peers.map(({ name, title }) =>
    name === OURS ? name : `${title} ${versions[name]}`,
  )
  const [{ name, use } = { name: '', use: '' }] = peers
  const losses = [...verdictCounts(comparison, name).keys()].filter(
    (verdict) => verdict !== 'exact',
  )
  const cellOf = (verdict: Verdict) => (operation: (typeof OPERATIONS)[number]) => {
    const files = filesWith(comparison, name, operation, verdict)
    const file = files[0]?.name
    return file === undefined ? '' : `${files.length}: [${file}](../fixtures/${file}.netrc)`
  }
  const table = asMarkdown({
    head: ['', ...OPERATIONS.map((operation) => OPERATION_TITLES[operation])],
    rows: losses.map((verdict) => [verdict, ...OPERATIONS.map(cellOf(verdict))]),
  })
  const blocks = examples
    .filter((example) => example.peer === name)
    .map((example) => `**${capitalized(example.verdict)}**\n\n${exampleBlock(example)}`)
  const details = `<details>\n<summary>One file for each verdict</summary>\n\n${blocks.join('\n')}\n</details>\n`
  const heading = `### ${titles.join(' and ')}\n\nUsed: ${use}.\n`
  return losses.length === 0 ? heading : `${heading}\n${table}\n${details}`
}

/** For each scenario the first loss on disk, before and after, and the command that shows it. */
export function lossesOnDisk(disk: DiskResults): string {
  return SCENARIOS.flatMap((scenario) => lossOnDisk(disk, scenario)).join('\n')
}

function lossOnDisk({ rows }: DiskResults, scenario: Scenario): string[] {
  const losses = rows.filter(({ findings }) => isLoss(findings[scenario].verdict))
  if (losses[0] === undefined) return []
  const { before, after } = losses[0].findings[scenario]
  const commands = losses.map(({ name }) => `npm run compare -- --disk ${name} ${scenario}`)
  const shown = block('', `before:\n${before}\n\nafter:\n${after}`)
  const title = capitalized(SCENARIO_TITLES[scenario])
  return [`#### ${title}\n\n${block('sh', commands.join('\n'))}\n${shown}`]
}
