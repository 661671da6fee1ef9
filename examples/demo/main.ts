/**
 * Logs in to Heroku on a copy of a netrc file, shows what changed, has curl read it, and checks it:
 * `npm run demo`, or `npm run demo -- FILE` for a file of your own.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, updateNetrc } from 'lossless-netrc'
import { lex } from 'lossless-netrc/core'
import { requestWithNetrc } from './curl.ts'
import { diff } from './diff.ts'
import { maskSecrets } from './mask.ts'
import { reportCheck } from './report.ts'
import { renderDiff } from './screen.ts'
import { startAccountServer } from './server.ts'

const HELP = `usage: npm run demo [-- FILE]

Logs in to api.heroku.com and git.heroku.com on a copy of a netrc file (by default, a sample),
shows what changed, asks curl what it reads, and checks which programs will not see the login. FILE is not changed; its secrets are not shown.
`

const SAMPLE = fileURLToPath(new URL('./sample.netrc', import.meta.url))
const HOSTS = ['api.heroku.com', 'git.heroku.com']
const LOGIN = 'anna@mail.example'
const TOKEN = `HRKU-${randomUUID()}`

async function logIn(file: string): Promise<void> {
  const source = await readFile(file).catch((error: unknown) => {
    throw new Error(`cannot read ${file}`, { cause: error })
  })

  const home = await mkdtemp(join(tmpdir(), 'lossless-netrc-demo-'))
  try {
    const copy = join(home, '.netrc')
    await writeFile(copy, source, { mode: 0o600 })

    // The whole login.
    await updateNetrc(
      (netrc) => {
        for (const host of HOSTS) netrc.set(host, { login: LOGIN, password: TOKEN })
      },
      { path: copy },
    )

    console.log(`A login to ${HOSTS.join(' and ')}, on a copy of ${basename(file)}:\n`)
    showChanges(source, await readFile(copy), file === SAMPLE)
    await askCurl(home)
    console.log(`\n${reportCheck(await readFile(copy), HOSTS)}`)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

/** Prints the lines that changed, without secrets. */
function showChanges(source: Uint8Array, result: Uint8Array, showsComments: boolean): void {
  const before = String(parse(source))
  const after = String(parse(result))
  const view = { standIns: new Map([[TOKEN, '(the new token)']]), showsComments }
  const steps = diff(before.split('\n'), after.split('\n'))
  console.log(renderDiff(steps, maskSecrets(before, view), maskSecrets(after, view)))
  console.log(`\n${countKeptBytes(before, after)} of ${source.length} bytes stayed the same.\n`)
}

/** Counts the bytes of the tokens that are the same in both texts. */
function countKeptBytes(before: string, after: string): number {
  const tokens = lex(before).map(({ text }) => text)
  const steps = diff(
    tokens,
    lex(after).map(({ text }) => text),
  )
  const kept = steps.map((step) => (step.kind === 'same' ? tokens[step.before] : ''))
  // The text may not be UTF-8, but the document knows its bytes.
  return parse(kept.join('')).toBytes().length
}

/** Lets curl read the copy. A server on this machine says whether it was sent the new token. */
async function askCurl(home: string): Promise<void> {
  const server = await startAccountServer(LOGIN, TOKEN)
  try {
    for (const host of HOSTS) {
      const url = `http://${host}/account`
      const { isInstalled, exitCode, body } = await requestWithNetrc(url, home, server.port)
      if (!isInstalled) {
        console.log('curl is not installed: cannot show what it would send.')
        return
      }
      console.log(`$ curl -n ${url}`)
      if (exitCode !== 0) {
        console.log(`curl did not send the new token (exit code ${exitCode}).`)
        process.exitCode = 1
        continue
      }
      console.log(`${body.trim()}  (the server was sent ${LOGIN} and the new token)`)
    }
  } finally {
    server.close()
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  return error.cause === undefined
    ? error.message
    : `${error.message}: ${describeError(error.cause)}`
}

const [file = SAMPLE, ...others] = process.argv.slice(2)
if (file === '--help' || file === '-h') {
  console.log(HELP)
} else if (others.length > 0 || file.startsWith('-')) {
  console.error(HELP)
  process.exitCode = 2
} else {
  // Error messages of the library and the file system contain no secrets.
  await logIn(file).catch((error: unknown) => {
    console.error(`demo: ${describeError(error)}`)
    process.exitCode = 1
  })
}
