import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describeUnlessMissing } from '../../support/requirements.ts'
import { type Ending, hold, onTerminal, type Script } from './dialogue.ts'
import { ACCOUNT, type HerokuServer } from './heroku-server.ts'

const RUNNER = fileURLToPath(new URL('runner.js', import.meta.url))

const PLUGIN = fileURLToPath(new URL('../node_modules/@heroku-cli/plugin-auth', import.meta.url))

const { dependencies } = createRequire(import.meta.url)('../package.json')
const CLI_VERSION = dependencies['@heroku-cli/plugin-auth']

/** Defines a `describe` that needs the CLI. */
export function describeWithCli(title: string, body: () => void): void {
  const missing = existsSync(PLUGIN) ? [] : ['npm ci --prefix test/programs --ignore-scripts']
  describeUnlessMissing(missing, `${title} (Heroku CLI ${CLI_VERSION})`, body)
}

/** The settings for a command of the CLI. */
export interface Place {
  readonly home: string
  readonly server: HerokuServer
  readonly environment?: Readonly<Record<string, string>>
  /** In milliseconds. */
  readonly timeout?: number
  /** The program, if it is not the one with only the auth commands. */
  readonly program?: string
  /** A module that is loaded before the program. */
  readonly preload?: string
}

/** The module that is loaded before the CLI to replace its netrc code with lossless-netrc. */
export const ON_THIS_LIBRARY: string = fileURLToPath(new URL('shim/swap.cjs', import.meta.url))

/** Runs a command of the real Heroku CLI. */
export function runCli(command: string, place: Place): Promise<Ending> {
  return hold(cliScript([command], place))
}

/** Logs in with the real Heroku CLI, which asks on a terminal. Calls `meanwhile` before the password. */
export function logInWithCli(place: Place, meanwhile?: () => void): Promise<Ending> {
  return hold({
    ...onTerminal(cliScript(['auth:login', '-i'], place)),
    // The terminal must be in raw mode before the password arrives, and treats one chunk as one key.
    answers: [
      { after: /Email.*: /s, typed: `${ACCOUNT.email}\r` },
      { after: /Password.*: /s, typed: ACCOUNT.password, meanwhile },
      { after: /\*/, typed: '\r' },
    ],
  })
}

/** Returns the script for a command of the CLI, as the user would run it, but with a proxy and without side effects. */
export function cliScript(command: readonly string[], place: Place): Script {
  const preload = place.preload === undefined ? [] : ['--require', place.preload]
  const proxy = `http://127.0.0.1:${place.server.port}`
  return {
    command: process.execPath,
    arguments: [...preload, place.program ?? RUNNER, ...command],
    environment: {
      HOME: place.home,
      HTTPS_PROXY: proxy,
      HTTP_PROXY: proxy,
      NODE_EXTRA_CA_CERTS: place.server.certificate,
      SSL_CERT_FILE: place.server.certificate,
      DISABLE_TELEMETRY: 'true',
      IS_HEROKU_TEST_ENV: 'true',
      HEROKU_DISABLE_AUTOUPDATE: '1',
      HEROKU_SKIP_NEW_VERSION_CHECK: '1',
      HEROKU_NETRC_WRITE: 'true',
      NO_COLOR: '1',
      TERM: 'xterm',
      ...place.environment,
    },
    timeout: place.timeout ?? 20_000,
  }
}
