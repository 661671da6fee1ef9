import { PEERS, type Peer } from '../peers/peers.ts'
import type { Fixture } from './corpus.ts'
import { byPlainnessAndSize, isSound } from './counts.ts'
import { GROUPS, groupOf } from './groups.ts'
import { applies, OPERATIONS, type Operation } from './operations.ts'
import { startPeer } from './peer-process.ts'
import { type Example, FEW_LINES, LETTERS, type Outcome, type Results } from './results.ts'
import { type Trial, tryOperation } from './trial.ts'
import { VERDICTS, type Verdict } from './verdict.ts'

/** One peer's trials, by file and operation. */
type PeerTrials = ReadonlyMap<Fixture, ReadonlyMap<Operation, Trial>>

/** Take the corpus through peers, two at a time. */
export async function measure(
  corpus: readonly Fixture[],
  peers: readonly Peer[] = PEERS,
): Promise<Results> {
  const trials = new Map<Peer, PeerTrials>()
  // From the end: the slowest stands there.
  const waiting = [...peers]
  const work = async (): Promise<void> => {
    for (let peer = waiting.pop(); peer !== undefined; peer = waiting.pop()) {
      trials.set(peer, await tryCorpus(peer, corpus))
    }
  }
  await Promise.all([work(), work()])
  const rowOf = (fixture: Fixture): string =>
    peers.map((peer) => lettersOf(peer, trials.get(peer)?.get(fixture))).join(' ')
  return {
    versions: Object.fromEntries(peers.map((peer) => [peer.name, peer.version() ?? 'missing'])),
    letters: LETTERS,
    outcomes: Object.fromEntries(corpus.map((fixture) => [fixture.name, rowOf(fixture)])),
    examples: peers.flatMap((peer) => examplesOf(peer, trials.get(peer) ?? new Map())),
    losses: lossesOf(corpus, peers, trials),
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
  const outcomes = OPERATIONS.map((operation): Outcome => {
    if (!peer.operations.includes(operation)) return 'cannot'
    return trials?.get(operation)?.verdict ?? 'does not apply'
  })
  return outcomes.map((outcome) => LETTERS[outcome]).join('')
}

/** For each verdict against a peer the most telling file that shows it. */
function examplesOf(peer: Peer, trials: PeerTrials): Example[] {
  const files = [...trials.keys()].sort(byPlainnessAndSize)
  return VERDICTS.flatMap((verdict): Example | readonly Example[] => {
    if (verdict === 'exact') return []
    return firstExample(verdict, files, OPERATIONS, [peer], new Map([[peer, trials]])) ?? []
  })
}

/** For each group of files with nothing wrong in which a changed password costs words: the change, or what is shorter. */
function lossesOf(
  corpus: readonly Fixture[],
  peers: readonly Peer[],
  trials: ReadonlyMap<Peer, PeerTrials>,
): Example[] {
  const files = corpus.filter(isSound).sort(byPlainnessAndSize)
  return Object.keys(GROUPS).flatMap((group): Example | readonly Example[] => {
    const ofGroup = files.filter((fixture) => groupOf(fixture) === group)
    const exampleOf = (operation: Operation): Example | undefined =>
      firstExample('lost or invented words', ofGroup, [operation], peers, trials)
    const changed = exampleOf('change')
    if (changed === undefined || isShort(changed)) return changed ?? []
    const written = exampleOf('write')
    return written && isShort(written) ? written : changed
  })
}

/** The first example that is short, else the first. */
function firstExample(
  verdict: Verdict,
  files: readonly Fixture[],
  operations: readonly Operation[],
  peers: readonly Peer[],
  trials: ReadonlyMap<Peer, PeerTrials>,
): Example | undefined {
  let long: Example | undefined
  for (const fixture of files) {
    for (const operation of operations) {
      for (const peer of peers) {
        const trial = trials.get(peer)?.get(fixture)?.get(operation)
        if (trial?.verdict !== verdict) continue
        const diff = trial.lines.join('\n')
        const example = { peer: peer.name, verdict, operation, fixture: fixture.name, diff }
        if (isShort(example)) return example
        long ??= example
      }
    }
  }
  return long
}

function isShort({ diff }: Example): boolean {
  return diff.split('\n').length <= FEW_LINES
}
