import { describe } from 'vitest'
import { peerOf, testExamples, testPeer } from './migrating/checks.ts'
import { EXAMPLES } from './migrating/page.ts'
import { PEERS } from './migrating/peers.ts'

describe('with lossless-netrc', () => {
  testExamples(EXAMPLES.filter((example) => peerOf(example) === undefined))
})

describe.each(PEERS)('from', testPeer)
