import { decode } from '../../src/bytes.ts'
import type { Peer } from '../peers/peers.ts'
import type { Fixture } from './corpus.ts'
import { diffLines, unchanged, visible, visibleLines } from './diff.ts'
import { editOf, type Operation } from './operations.ts'
import { type Answer, type PeerProcess, type Request, startPeer } from './peer-process.ts'
import { bytesOf, expectedReadings, judgeRead, peerReadings, type Reading } from './reading.ts'
import { judgeWritten, type Verdict } from './verdict.ts'

/** What came of one operation on one file. */
export interface Trial {
  readonly verdict: Verdict
  /** The file before and after, or what it says and what was read, as the lines of a diff block. */
  readonly lines: readonly string[]
}

/** The time limit of an answer; a peer that misses it is started again and has the longer one. */
export const TIME_LIMITS: readonly [number, number] = [2000, 10_000]

/** Lets a peer, in a process of its own, do one operation on one file. */
export async function tryOnce(peer: Peer, operation: Operation, fixture: Fixture): Promise<Trial> {
  const child = startPeer(peer)
  try {
    return await tryOperation(child, peer, operation, fixture)
  } finally {
    child.stop()
  }
}

/** Lets a running peer do one operation on one file. */
export async function tryOperation(
  child: PeerProcess,
  peer: Peer,
  operation: Operation,
  fixture: Fixture,
): Promise<Trial> {
  const request = requestOf(operation, fixture)
  const [first, second] = TIME_LIMITS
  // A loaded machine is slow; what does not end in a second run hangs.
  const answer = (await child.ask(request, first)) ?? (await child.ask(request, second))
  const before = decode(fixture.bytes)
  if (answer === undefined) return { verdict: 'hangs', lines: context(before) }
  const edit = editOf(operation, fixture)
  if (edit === undefined) return judgeReadings(peer, fixture, answer)
  const after = decode(Buffer.from(answer.content, 'base64'))
  if (answer.refused && after === before) return { verdict: 'refused', lines: context(before) }
  return {
    verdict: judgeWritten(before, after, edit),
    lines: diffLines(visibleLines(before), visibleLines(after)),
  }
}

function judgeReadings(peer: Peer, fixture: Fixture, answer: Answer): Trial {
  const before = context(decode(fixture.bytes))
  if (answer.refused) return { verdict: 'refused', lines: before }
  const { entries } = fixture.expected
  const expected = expectedReadings(entries, peer.fields)
  const read = peerReadings(answer.machines ?? [], entries, peer.fields)
  const lines = diffLines(expected.map(describe), read.map(describe))
  return { verdict: judgeRead(expected, read), lines: [...before, ...lines] }
}

function requestOf(operation: Operation, fixture: Fixture): Request {
  const content = Buffer.from(fixture.bytes).toString('base64')
  const names = fixture.expected.entries.flatMap(({ kind, name }) =>
    kind === 'machine' && name !== undefined ? [bytesOf(name)] : [],
  )
  return { ...editOf(operation, fixture), operation, content, names }
}

function context(text: string): string[] {
  return visibleLines(text).map(unchanged)
}

function describe({ name, fields }: Reading): string {
  const values = [...fields].map(([field, value]) => ` ${field} ${show(value)}`)
  return `read: machine ${show(name)}${values.join('')}`
}

function show(base64: string): string {
  return JSON.stringify(visible(decode(Buffer.from(base64, 'base64'))))
}
