import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describeUnlessMissing } from '../../support/requirements.ts'
import { type Ending, hold, type Script } from '../heroku/dialogue.ts'
import { ACCOUNT } from './surge-server.ts'

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const PROGRAM = pathOf('../node_modules/surge/bin/surge')
const OFFLINE = pathOf('offline.cjs')
const SWAP = pathOf('shim/swap.cjs')

const { dependencies } = createRequire(import.meta.url)('../package.json')

/** Defines a `describe` that needs surge. */
export function describeWithSurge(title: string, body: () => void): void {
  const missing = existsSync(PROGRAM) ? [] : ['npm ci --prefix test/programs --ignore-scripts']
  describeUnlessMissing(missing, `${title} (surge ${dependencies.surge})`, body)
}

/** The settings for a command of surge, including the netrc code that it uses. */
export interface SurgeCall {
  readonly home: string
  /** The host and port of its API. */
  readonly host: string
  readonly netrc: 'its own' | 'this library'
}

/** Runs a command of the real surge. */
export function runSurge(command: string, call: SurgeCall): Promise<Ending> {
  return hold(scriptOf(command, call))
}

/** Logs in with the real surge, which asks for e-mail and password. */
export function logInWithSurge(call: SurgeCall): Promise<Ending> {
  const answers = [
    { after: 'email: ', typed: `${ACCOUNT.email}\n` },
    { after: 'password: ', typed: `${ACCOUNT.password}\n` },
  ]
  return hold({ ...scriptOf('login', call), answers, hangsUp: true })
}

function scriptOf(command: string, { home, host, netrc }: SurgeCall): Script {
  const preloads = netrc === 'its own' ? [OFFLINE] : [OFFLINE, SWAP]
  return {
    command: process.execPath,
    arguments: [
      ...preloads.flatMap((path) => ['--require', path]),
      PROGRAM,
      command,
      ...['--endpoint', `http://${host}`],
    ],
    environment: { HOME: home },
  }
}
