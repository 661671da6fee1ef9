import { decode } from '../../src/bytes.ts'
import type { Fixture } from '../../tools/corpus.ts'
import type { Peer } from '../peers/peers.ts'
import { diffLines, visible, visibleLines } from './diff.ts'
import { editOf, type Operation } from './operations.ts'
import type { Answer, PeerProcess, Request } from './peer-process.ts'
import { bytesOf, expectedReadings, judgeRead, peerReadings, type Reading } from './reading.ts'
import { judgeWritten, type Verdict } from './verdict.ts'

/** The result of one operation on one file. */
export interface Trial {
  readonly verdict: Verdict
  /** The file before and after, or what it says and what was read, as a diff block. */
  readonly diff: string
}

/** The seconds in which a peer has to answer. A peer that exceeds the first limit is started again with the second. */
export const TIME_LIMITS: readonly [number, number] = [2, 10]

/** Runs one operation on one file in a running peer. */
export async function tryOperation(
  child: PeerProcess,
  peer: Peer,
  operation: Operation,
  fixture: Fixture,
): Promise<Trial> {
  const request = requestOf(operation, fixture)
  const [first, second] = TIME_LIMITS
  // A busy machine is slow, so only a second timeout counts as a hang.
  const answer = (await child.ask(request, first)) ?? (await child.ask(request, second))
  const before = decode(fixture.bytes)
  if (answer === undefined) return { verdict: 'hangs', diff: unchanged(before) }
  const edit = editOf(operation, fixture)
  if (edit === undefined) return judgeReadings(peer, fixture, answer)
  const after = decode(Buffer.from(answer.content, 'base64'))
  if (answer.refused && after === before) return { verdict: 'refused', diff: unchanged(before) }
  return {
    verdict: judgeWritten(before, after, edit),
    diff: diffLines(visibleLines(before), visibleLines(after)).join('\n'),
  }
}

function judgeReadings(peer: Peer, { bytes, expected }: Fixture, answer: Answer): Trial {
  const file = unchanged(decode(bytes))
  if (answer.refused) return { verdict: 'refused', diff: file }
  const said = expectedReadings(expected.entries, peer.fields)
  const read = peerReadings(answer.machines ?? [], expected.entries, peer.fields)
  const lines = diffLines(said.map(describe), read.map(describe))
  return { verdict: judgeRead(said, read), diff: [file, ...lines].join('\n') }
}

function requestOf(operation: Operation, fixture: Fixture): Request {
  const content = Buffer.from(fixture.bytes).toString('base64')
  const names = fixture.expected.entries.flatMap(({ kind, name }) =>
    kind === 'machine' && name !== undefined ? [bytesOf(name)] : [],
  )
  return { ...editOf(operation, fixture), operation, content, names }
}

function unchanged(text: string): string {
  const lines = visibleLines(text)
  return diffLines(lines, lines).join('\n')
}

function describe({ name, fields }: Reading): string {
  const values = [...fields].map(([field, value]) => ` ${field} ${show(value)}`)
  return `read: machine ${show(name)}${values.join('')}`
}

function show(base64: string): string {
  return JSON.stringify(visible(decode(Buffer.from(base64, 'base64'))))
}
