import type { DiskResults } from '../disk/measure.ts'
import { SCENARIOS } from '../disk/scenarios.ts'
import { isLoss } from '../disk/verdicts.ts'
import { type Comparison, filesWith, verdictCounts } from '../fidelity/counts.ts'
import { GROUPS, groupOf } from '../fidelity/groups.ts'
import { OPERATIONS, type Operation } from '../fidelity/operations.ts'
import type { Example } from '../fidelity/results.ts'
import type { Verdict } from '../fidelity/verdict.ts'
import { PEERS, peerNamed } from '../peers/peers.ts'
import { OPERATION_TITLES, versionedTitle } from './fidelity-tables.ts'
import { asMarkdown, distinct, type Table } from './table.ts'

// The losses that `npm run compare` found.

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function fileName(fixture: string): string {
  return `\`${fixture}\``
}

/** Shows examples of each verdict. */
export function lossesByVerdict({ results: { examples } }: Comparison): string {
  return distinct(examples.map(({ verdict }) => verdict))
    .flatMap((verdict) => [
      `### ${capitalized(verdict)}\n`,
      ...examples.filter((example) => example.verdict === verdict).map(exampleBlock),
    ])
    .join('\n')
}

function exampleBlock({ peer, verdict, operation, fixture, diff }: Example): string {
  const group = GROUPS[groupOf({ name: fixture })] ?? ''
  const lead = verdict === 'lost or invented words' ? `**${capitalized(group)}**: ` : ''
  const what = `${peerNamed(peer).title}, ${OPERATION_TITLES[operation]}, ${fileName(fixture)}`
  return `${lead}${what}:\n\n\`\`\`diff\n${diff}\n\`\`\`\n`
}

/** Lists each verdict for each peer; peers with the same results share a section. */
export function lossesByPeer(comparison: Comparison): string {
  const all = PEERS.map((peer) => ({
    title: versionedTitle(comparison, peer),
    losses: asMarkdown(lossTable(comparison, peer.name)),
  }))
  const sectionOf = (losses: string) => {
    const titles = all.filter((other) => other.losses === losses).map(({ title }) => title)
    return `### ${titles.join(' and ')}\n\n${losses}`
  }
  return distinct(all.map(({ losses }) => sectionOf(losses))).join('\n')
}

function lossTable(comparison: Comparison, name: string): Table {
  const verdicts = [...verdictCounts(comparison, name).keys()]
  const cell = (operation: Operation, verdict: Verdict) => {
    const files = filesWith(comparison, name, operation, verdict)
    return files[0] === undefined ? '' : `${files.length}: ${fileName(files[0].name)}`
  }
  return {
    head: ['', ...OPERATIONS.map((operation) => OPERATION_TITLES[operation])],
    rows: verdicts
      .filter((verdict) => verdict !== 'exact')
      .map((verdict) => [verdict, ...OPERATIONS.map((operation) => cell(operation, verdict))]),
  }
}

/** Shows the first loss on disk in each scenario, before and after. */
export function lossesOnDisk({ rows }: DiskResults): string {
  return SCENARIOS.flatMap(({ name }) => {
    const loss = rows.find(({ findings }) => isLoss(findings[name]?.verdict ?? 'kept'))
    const finding = loss?.findings[name]
    if (loss === undefined || finding === undefined) return []
    const shown = `before:\n${finding.before}\n\nafter:\n${finding.after}`
    return [`#### ${capitalized(name)}\n\n${loss.title}:\n\n\`\`\`\n${shown}\n\`\`\`\n`]
  }).join('\n')
}
