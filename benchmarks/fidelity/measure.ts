import { PEERS, type Peer } from '../peers/peers.ts'
import { workThrough } from '../work-through.ts'
import type { Fixture } from './corpus.ts'
import { byPlainnessAndSize, isSound } from './counts.ts'
import { GROUPS, groupOf } from './groups.ts'
import { applies, OPERATIONS, type Operation } from './operations.ts'
import { startPeer } from './peer-process.ts'
import { type Example, FEW_LINES, LETTERS, type Results } from './results.ts'
import { type Trial, tryOperation } from './trial.ts'
import { VERDICTS, type Verdict } from './verdict.ts'

/** One peer's trials, by file and operation. */
type PeerTrials = ReadonlyMap<Fixture, ReadonlyMap<Operation, Trial>>
type Trials = ReadonlyMap<Peer, PeerTrials>

/** Takes the corpus through peers, two at a time. */
export async function measure(
  corpus: readonly Fixture[],
  peers: readonly Peer[] = PEERS,
): Promise<Results> {
  const trials = new Map<Peer, PeerTrials>()
  // From the end: the slowest is there.
  await workThrough(peers.toReversed(), async (peer) => {
    trials.set(peer, await tryCorpus(peer, corpus))
  })
  const rowOf = (fixture: Fixture): string =>
    peers.map((peer) => lettersOf(peer, trials.get(peer)?.get(fixture))).join(' ')
  return {
    versions: Object.fromEntries(peers.map((peer) => [peer.name, peer.version() ?? 'missing'])),
    letters: LETTERS,
    outcomes: Object.fromEntries(corpus.map((fixture) => [fixture.name, rowOf(fixture)])),
    examples: peers.flatMap((peer) => examplesOf(peer, trials)),
    losses: lossesOf(corpus, trials, peers),
  }
}

async function tryCorpus(peer: Peer, corpus: readonly Fixture[]): Promise<PeerTrials> {
  const child = startPeer(peer)
  const trials = new Map<Fixture, Map<Operation, Trial>>()
  for (const fixture of corpus) {
    const ofFixture = new Map<Operation, Trial>()
    let hang: Trial | undefined
    for (const operation of peer.operations) {
      if (!applies(operation, fixture)) continue
      // Every operation begins with reading: a file that once hung is not tried again.
      const trial: Trial = hang ?? (await tryOperation(child, peer, operation, fixture))
      if (trial.verdict === 'hangs') hang = trial
      ofFixture.set(operation, trial)
    }
    trials.set(fixture, ofFixture)
  }
  child.stop()
  return trials
}

function lettersOf(peer: Peer, trials: ReadonlyMap<Operation, Trial> | undefined): string {
  return OPERATIONS.map((operation) => {
    if (!peer.operations.includes(operation)) return LETTERS.cannot
    return LETTERS[trials?.get(operation)?.verdict ?? 'does not apply']
  }).join('')
}

/** For each verdict against a peer the most telling file that shows it. */
function examplesOf(peer: Peer, trials: Trials): Example[] {
  const files = [...(trials.get(peer)?.keys() ?? [])].sort(byPlainnessAndSize)
  return VERDICTS.filter((verdict) => verdict !== 'exact').flatMap(
    (verdict) => firstExample(verdict, files, OPERATIONS, trials, [peer]) ?? [],
  )
}

/** For each group of files with nothing wrong in which a changed password costs words: the change, or what is shorter. */
function lossesOf(corpus: readonly Fixture[], trials: Trials, peers: readonly Peer[]): Example[] {
  const files = corpus.filter(isSound).sort(byPlainnessAndSize)
  return Object.keys(GROUPS).flatMap((group) => {
    const ofGroup = files.filter((fixture) => groupOf(fixture) === group)
    const [changed, written] = (['change', 'write'] as const).map((operation) =>
      firstExample('lost or invented words', ofGroup, [operation], trials, peers),
    )
    if (changed === undefined || isShort(changed)) return changed ?? []
    return written && isShort(written) ? written : changed
  })
}

/** Returns the first example that is short, or the first one. */
function firstExample(
  verdict: Verdict,
  files: readonly Fixture[],
  operations: readonly Operation[],
  trials: Trials,
  peers: readonly Peer[],
): Example | undefined {
  const examples = files.flatMap((file) =>
    operations.flatMap((operation) =>
      peers.flatMap((peer): Example[] => {
        const trial = trials.get(peer)?.get(file)?.get(operation)
        if (trial?.verdict !== verdict) return []
        const diff = trial.lines.join('\n')
        return [{ peer: peer.name, verdict, operation, fixture: file.name, diff }]
      }),
    ),
  )
  return examples.find(isShort) ?? examples[0]
}

function isShort({ diff }: Example): boolean {
  return diff.split('\n').length <= FEW_LINES
}
