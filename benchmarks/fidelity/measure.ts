import type { Fixture } from '../../tools/corpus.ts'
import { workThrough } from '../../tools/work-through.ts'
import { PEERS, type Peer } from '../peers/peers.ts'
import { byPlainnessAndSize, isSound } from './counts.ts'
import { GROUPS, groupOf } from './groups.ts'
import { applies, OPERATIONS, type Operation } from './operations.ts'
import { startPeer } from './peer-process.ts'
import { type Example, FEW_LINES, LETTERS, type Results } from './results.ts'
import { type Trial, tryOperation } from './trial.ts'
import { VERDICTS, type Verdict } from './verdict.ts'

/** All trials, by `keyOf`. */
type Trials = Map<string, Trial>

function keyOf(peer: Peer, { name }: Fixture, operation: Operation): string {
  return `${peer.name} ${operation} ${name}`
}

/** Runs all peers on the corpus, two at a time. */
export async function measure(corpus: readonly Fixture[]): Promise<Results> {
  const trials: Trials = new Map()
  // The last one is the slowest, so start with it.
  await workThrough(PEERS.toReversed(), (peer) => tryCorpus(peer, corpus, trials))
  const lettersOf = (peer: Peer, fixture: Fixture): string =>
    OPERATIONS.map((operation) => {
      if (!peer.operations.includes(operation)) return LETTERS.cannot
      return LETTERS[trials.get(keyOf(peer, fixture, operation))?.verdict ?? 'does not apply']
    }).join('')
  const wordsOf = (fixture: Fixture) => PEERS.map((peer) => lettersOf(peer, fixture)).join(' ')
  return {
    versions: Object.fromEntries(PEERS.map((peer) => [peer.name, peer.version() ?? 'missing'])),
    letters: LETTERS,
    outcomes: Object.fromEntries(corpus.map((fixture) => [fixture.name, wordsOf(fixture)])),
    examples: VERDICTS.filter((verdict) => verdict !== 'exact').flatMap((verdict) =>
      examplesOf(verdict, corpus, trials),
    ),
  }
}

async function tryCorpus(peer: Peer, corpus: readonly Fixture[], trials: Trials): Promise<void> {
  const child = startPeer(peer)
  for (const fixture of corpus) {
    let hang: Trial | undefined
    for (const operation of peer.operations) {
      if (!applies(operation, fixture)) continue
      // Every operation begins with reading: do not try a file again that already hung.
      const trial: Trial = hang ?? (await tryOperation(child, peer, operation, fixture))
      if (trial.verdict === 'hangs') hang = trial
      trials.set(keyOf(peer, fixture, operation), trial)
    }
  }
  child.stop()
}

/** Returns the most telling file for a verdict: for lost words, one for each group of files; for hangs, one for each peer. */
function examplesOf(verdict: Verdict, corpus: readonly Fixture[], trials: Trials): Example[] {
  const isLoss = verdict === 'lost or invented words'
  const files = isLoss ? corpus.filter(isSound) : corpus
  const all = files.toSorted(byPlainnessAndSize).flatMap((fixture) =>
    OPERATIONS.flatMap((operation) =>
      PEERS.flatMap((peer): readonly Example[] => {
        const trial = trials.get(keyOf(peer, fixture, operation))
        if (trial?.verdict !== verdict) return []
        return [{ peer: peer.name, operation, fixture: fixture.name, ...trial }]
      }),
    ),
  )
  if (isLoss) return Object.keys(GROUPS).flatMap((group) => lossOf(group, all))
  if (verdict !== 'hangs') return bestOf(all)
  return PEERS.flatMap(({ name }) => bestOf(all.filter(({ peer }) => peer === name)))
}

/** Returns an example for a group of files in which changing a password loses words: the change, or writing back if that is shorter. */
function lossOf(group: string, losses: readonly Example[]): Example[] {
  const ofGroup = losses.filter(({ fixture }) => groupOf({ name: fixture }) === group)
  const changed = ofGroup.filter(({ operation }) => operation === 'change')
  const written = ofGroup.filter(({ operation }) => operation === 'write')
  return changed.length === 0 ? [] : bestOf([...changed, ...written])
}

/** Returns the first short example, or else the first one, or nothing if there is none. */
function bestOf(examples: readonly Example[]): Example[] {
  const isShort = ({ diff }: Example) => diff.split('\n').length <= FEW_LINES
  const best = examples.find(isShort) ?? examples[0]
  return best === undefined ? [] : [best]
}
