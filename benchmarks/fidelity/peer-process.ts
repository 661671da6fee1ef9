import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { fromHere, type Peer } from '../peers/peers.ts'
import type { Operation } from './operations.ts'

/** What a peer is asked: texts of bytes are base64. */
export interface Request {
  readonly operation: Operation
  readonly content: string
  /** The names of the file's machines, for a peer that can only look one up. */
  readonly names: readonly string[]
  readonly name?: string
  readonly login?: string
  readonly password?: string
}

/** What a peer read of one machine; every text is base64. */
export interface ReadMachine {
  readonly name: string
  readonly login?: string
  readonly password?: string
  readonly account?: string
}

/** What came of a request: what the file holds afterwards, and what was read. */
export interface Answer {
  readonly content: string
  readonly machines?: readonly ReadMachine[]
  readonly refused?: boolean
}

/** A peer in a child process of its own. */
export interface PeerProcess {
  /** Its answer; undefined where there is none in time. */
  readonly ask: (request: Request, milliseconds: number) => Promise<Answer | undefined>
  readonly stop: () => void
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams
  readonly lines: Interface
}

/** The most memory of a child in KiB, so that a loop does not use up the machine's; Node reserves more than it uses. */
const MEMORY = 1_500_000
/** The most seconds of computing, so that a loop ends even where nobody is left to kill it. */
const COMPUTING = 60

/** Start a peer, with a scratch home directory; after a hang it is killed, and started anew when it is next asked. */
export function startPeer(peer: Peer): PeerProcess {
  const home = mkdtempSync(join(tmpdir(), 'lossless-netrc-compare-'))
  let running: Running | undefined

  function start(): Running {
    const command = commandOf(peer)
    const memory = command[0] === process.execPath ? 'unlimited' : MEMORY
    const limited = `ulimit -v ${memory} && ulimit -t ${COMPUTING} && exec "$0" "$@"`
    const child = spawn('sh', ['-c', limited, ...command], {
      // UTF-8, as on the systems of today, and nothing of the user's.
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home },
      cwd: home,
      // A group of its own, so that its children end with it.
      detached: true,
    })
    child.stdin.on('error', () => {}) // a peer that ended
    child.stderr.resume() // warnings of a peer may show what it read
    return { child, lines: createInterface({ input: child.stdout }) }
  }

  function kill(): void {
    const pid = running?.child.pid
    running = undefined
    if (pid !== undefined) killGroup(pid)
  }

  return {
    ask: (request, milliseconds) =>
      new Promise((resolve) => {
        running ??= start()
        const { child, lines } = running
        const settle = (answer: Answer | undefined): void => {
          clearTimeout(timer)
          lines.off('line', answerWith)
          lines.off('close', giveUp)
          if (answer === undefined) kill()
          resolve(answer)
        }
        const answerWith = (line: string): void => settle(JSON.parse(line))
        const giveUp = (): void => settle(undefined)
        const timer = setTimeout(giveUp, milliseconds)
        lines.on('line', answerWith)
        lines.on('close', giveUp)
        child.stdin.write(`${JSON.stringify(request)}\n`)
      }),
    stop: () => {
      kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function commandOf({ adapter }: Peer): string[] {
  const path = fromHere(`peers/${adapter}`)
  switch (extname(adapter)) {
    case '.rb':
      return ['ruby', path]
    case '.py':
      return ['/usr/bin/python3', path]
    case '.pl':
      return ['perl', path]
    default:
      return [process.execPath, fromHere('peers/serve.js'), adapter]
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
