import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts'
import { type Outcome, type ProgramName, run } from './programs.ts'

/** The reading of a program for a host: `login:password` as bytes, nothing, or a refusal of the file. */
export type Answer =
  | { readonly kind: 'credentials'; readonly bytes: Buffer }
  | { readonly kind: 'none' }
  | { readonly kind: 'error' }

/** The hosts to look up in the `.netrc` of a home directory. */
interface Question {
  readonly home: string
  readonly hosts: readonly string[]
}

/** Returns what a program reads: an answer for each host of each question. */
export type Reader = (questions: readonly Question[]) => Promise<Answer[][]>

/** The reader for each program. Over HTTP, its request shows what it read. */
export const READERS: Readonly<Record<ProgramName, Reader>> = {
  curl: (questions) =>
    inPairs(questions, ({ home, hosts }) =>
      askOverHttp(hosts, ({ port }) =>
        run('curl', {
          home,
          arguments: [
            ...['-q', '-s', '--netrc-file', join(home, '.netrc'), '--noproxy', '*'],
            ...['--connect-to', `::127.0.0.1:${port}`],
            ...hosts.map(urlOf),
          ],
        }),
      ),
    ),
  git: (questions) =>
    inPairs(questions, ({ home, hosts }) =>
      askOverHttp(hosts, async ({ port }) => {
        for (const host of hosts) await listRefs(home, host, port)
      }),
    ),
  wget: (questions) =>
    inPairs(questions, ({ home, hosts }) =>
      askOverHttp(hosts, ({ port }) =>
        run('wget', {
          home,
          arguments: ['--no-config', '-q', '-O', '-', '-t', '1', '--no-hsts', ...hosts.map(urlOf)],
          environment: { http_proxy: `http://127.0.0.1:${port}` },
        }),
      ),
    ),
  python3: askPython,
}

/** The text of a `.netrc`, and the hosts to look up in it. */
export interface TextQuestion {
  readonly text: string
  readonly hosts: readonly string[]
}

/** Returns what a program reads in files with these texts: `login:password`, `none` or `error` for each host. */
export async function readTexts(
  name: ProgramName,
  questions: readonly TextQuestion[],
): Promise<readonly (readonly string[])[]> {
  const root = mkdtempSync(join(tmpdir(), 'lossless-netrc-texts-'))
  try {
    const answers = await READERS[name](
      questions.map(({ text, hosts }) => ({ home: makeHome(root, text), hosts })),
    )
    return answers.map((ofText) => ofText.map(described))
  } finally {
    rmSync(root, { recursive: true })
  }
}

function makeHome(root: string, text: string): string {
  const home = mkdtempSync(join(root, 'home-'))
  writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
  return home
}

function described(answer: Answer): string {
  return answer.kind === 'credentials' ? answer.bytes.toString() : answer.kind
}

/** Runs `git ls-remote`; it first asks without credentials, and only netrc may answer the 401. */
function listRefs(home: string, host: string, port: number): Promise<Outcome> {
  return run('git', {
    home,
    arguments: [
      ...['-c', `http.proxy=http://127.0.0.1:${port}`],
      ...['ls-remote', `http://${host}/app.git`],
    ],
    environment: {
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '/bin/false',
    },
  })
}

// One process reads all files, because starting it takes longer than reading.
const PYTHON = `
import json, netrc, os, sys

def look_up(read, host):
    found = read.authenticators(host)
    return {"kind": "credentials", "text": f"{found[0]}:{found[2]}"} if found else {"kind": "none"}

def answer(home, hosts):
    try:
        read = netrc.netrc(os.path.join(home, ".netrc"))
    except (netrc.NetrcParseError, UnicodeDecodeError):
        return [{"kind": "error"} for host in hosts]
    return [look_up(read, host) for host in hosts]

print(json.dumps([answer(**question) for question in json.load(sys.stdin)]))
`

type PythonAnswer =
  | { readonly kind: 'credentials'; readonly text: string }
  | { readonly kind: 'none' | 'error' }

async function askPython(questions: readonly Question[]): Promise<Answer[][]> {
  const { status, stdout } = await run('python3', {
    home: tmpdir(),
    arguments: ['-I', '-c', PYTHON],
    input: JSON.stringify(questions),
  })
  if (status !== 0) throw new Error('python3 did not answer')
  const answers = JSON.parse(stdout) as PythonAnswer[][]
  return answers.map((ofFile) => ofFile.map(fromPython))
}

function fromPython(answer: PythonAnswer): Answer {
  if (answer.kind !== 'credentials') return { kind: answer.kind }
  return { kind: 'credentials', bytes: Buffer.from(answer.text, 'utf8') }
}

async function askOverHttp(
  hosts: readonly string[],
  ask: (server: LoopbackServer) => Promise<unknown>,
): Promise<Answer[]> {
  const server = await startLoopbackServer()
  try {
    await ask(server)
    return hosts.map((host) => whatWasSent(server, host))
  } finally {
    await server.close()
  }
}

function whatWasSent(server: LoopbackServer, host: string): Answer {
  const bytes = server.credentialsFor(host)
  if (bytes !== undefined) return { kind: 'credentials', bytes }
  return { kind: server.wasAsked(host) ? 'none' : 'error' }
}

function urlOf(host: string): string {
  return `http://${host}/`
}

/** Processes items two at a time, because each program spends most of its time waiting for the other side. */
async function inPairs<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results[next[0]] = await work(next[1])
    }
  }
  await Promise.all([worker(), worker()])
  return results
}
