import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { Peer } from '../peers/peers.ts'
import type { Operation } from './operations.ts'

/** A request to a peer: strings of bytes are base64. */
export interface Request {
  readonly operation: Operation
  readonly content: string
  /** The names of the file's machines, for a peer that can only look one up. */
  readonly names: readonly string[]
  readonly name?: string
  readonly login?: string
  readonly password?: string
}

/** What a peer read of one machine; every string is base64. */
export interface ReadMachine {
  readonly name: string
  readonly login?: string
  readonly password?: string
  readonly account?: string
}

/** The answer to a request: the content of the file afterwards, and what was read. */
export interface Answer {
  readonly content: string
  readonly machines?: readonly ReadMachine[]
  readonly refused?: boolean
}

/** A peer in its own child process. */
export interface PeerProcess {
  /** Returns the answer, or `undefined` if there is none in time. */
  readonly ask: (request: Request, seconds: number) => Promise<Answer | undefined>
  readonly stop: () => void
}

/** The memory limit of a child in KiB, so that a loop cannot use up the machine's memory; Node reserves more than it uses. */
const MEMORY = 1_500_000
/** The limit of CPU time in seconds, so that a loop ends even if nothing is left to kill it. */
const COMPUTING = 60

/** Starts a peer with a scratch home directory. After a hang, it is killed, and started again at the next request. */
export function startPeer(peer: Peer): PeerProcess {
  const home = mkdtempSync(join(tmpdir(), 'lossless-netrc-compare-'))
  let running: { child: ChildProcessWithoutNullStreams; lines: Interface } | undefined

  function start() {
    const memory = peer.command[0] === process.execPath ? 'unlimited' : MEMORY
    const limited = `ulimit -v ${memory} && ulimit -t ${COMPUTING} && exec "$0" "$@"`
    const child = spawn('sh', ['-c', limited, ...peer.command], {
      // UTF-8, as on current systems, and no other variables of the user.
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home },
      cwd: home,
      // A process group of its own, so that its children end with it.
      detached: true,
    })
    child.stdin.on('error', () => {}) // a peer that ended
    child.stderr.resume() // warnings of a peer may show what it read
    const lines = createInterface({ input: child.stdout })
    // At the end, answer the waiting request with nothing.
    lines.once('close', () => lines.emit('line', undefined))
    return { child, lines }
  }

  function kill(): void {
    const pid = running?.child.pid
    running = undefined
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // It has ended already.
    }
  }

  return {
    ask: async (request, seconds) => {
      running ??= start()
      running.child.stdin.write(`${JSON.stringify(request)}\n`)
      const signal = AbortSignal.timeout(seconds * 1000)
      const [line] = await once(running.lines, 'line', { signal }).catch(() => [])
      if (line !== undefined) return JSON.parse(line)
      kill()
      return undefined
    },
    stop: () => {
      kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
