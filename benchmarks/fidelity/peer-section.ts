import { OURS, PEERS, type Peer } from '../peers/peers.ts'
import { behaviourOf, type Comparison, filesWith, isSound, shareOf, verdictsOf } from './counts.ts'
import { exampleBlock, fixtureLink, OPERATION_TITLES, table } from './markdown.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import { VERDICTS, type Verdict } from './verdict.ts'

/** The verdicts under which no word or value is lost. */
const KEPT: readonly Verdict[] = ['exact', 'other blanks only', 'reordered']

/** What the page says of one peer: how it is used, what it does well, and each verdict against it. */
export function peerSection(comparison: Comparison, peer: Peer): string {
  const { name, title, use } = peer
  const version = name === OURS ? '' : ` ${comparison.results.versions[name]}`
  const heading = `### ${title.replaceAll('**', '')}${version}\n\nUsed: ${use}.`
  const twin = twinOf(comparison, name)
  if (twin !== undefined) {
    return `${heading}\n\nOn every file its verdicts are those of ${twin.title}, above.`
  }
  const losses = lossTable(comparison, name)
  if (losses === undefined) return `${heading}\n\nExact in every operation on every file.`
  return `${heading}

${doneWell(comparison, peer)}

${losses}

${examples(comparison, name)}`
}

/** The earlier peer that did the same on every file. */
function twinOf(comparison: Comparison, name: string): Peer | undefined {
  const behaviour = behaviourOf(comparison, name)
  const earlier = PEERS.slice(
    0,
    PEERS.findIndex((peer) => peer.name === name),
  )
  return earlier.find((peer) => behaviourOf(comparison, peer.name) === behaviour)
}

function doneWell(comparison: Comparison, { name, operations }: Peer): string {
  const sound = { ...comparison, corpus: comparison.corpus.filter(isSound) }
  const shares = (verdicts: readonly Verdict[], counted: readonly Operation[]): string =>
    counted
      .map((operation) => {
        const share = shareOf(sound, name, operation, verdicts)
        return `${OPERATION_TITLES[operation]} ${share?.files} of ${share?.all}`
      })
      .join(', ')
  const edits = operations.filter((operation) => operation !== 'read')
  const seen = verdictsOf(comparison, name)
  const never = VERDICTS.filter((verdict) => !seen.includes(verdict))
  const lines = [`- Exact: ${shares(['exact'], operations)}.`]
  if (edits.length > 0)
    lines.push(`- Every word is there and says what it said: ${shares(KEPT, edits)}.`)
  if (never.length > 0) lines.push(`- On no file at all: ${never.join(', ')}.`)
  return `Of the files with nothing wrong:\n\n${lines.join('\n')}`
}

/** For each verdict and operation the number of files, and one of them; undefined where all is exact. */
function lossTable(comparison: Comparison, peer: string): string | undefined {
  const losses = verdictsOf(comparison, peer).filter((verdict) => verdict !== 'exact')
  if (losses.length === 0) return undefined
  const header = ['', ...OPERATIONS.map((operation) => OPERATION_TITLES[operation])]
  const rows = losses.map((verdict) => [
    verdict,
    ...OPERATIONS.map((operation) => {
      const files = filesWith(comparison, peer, operation, verdict)
      const [smallest] = files
      return smallest === undefined ? '' : `${files.length}: ${fixtureLink(smallest.name)}`
    }),
  ])
  return `How many files of all, and one of them:\n\n${table(header, rows)}`
}

function examples({ results }: Comparison, peer: string): string {
  const blocks = results.examples
    .filter((example) => example.peer === peer)
    .map((example) => `**${example.verdict}**\n\n${exampleBlock(example)}`)
  return `<details>
<summary>Each of these on one file, before and after</summary>

${blocks.join('\n\n')}

</details>`
}
