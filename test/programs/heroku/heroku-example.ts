import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Ending, hold, onTerminal, type Script } from './dialogue.ts'
import { ACCOUNT } from './heroku-server.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const TSUP = join(ROOT, 'node_modules', 'tsup', 'dist', 'cli-default.js')

/** The settings for a run of the example. */
export interface ExampleCall {
  readonly home: string
  /** The port of the API on the loopback interface. */
  readonly api: number
  readonly environment?: Readonly<Record<string, string>>
}

/** The example, built into its own folder. */
export interface Example {
  run(command: string, call: ExampleCall): Promise<Ending>
  /** Logs in through a plain pipe with all answers at once. */
  logIn(call: ExampleCall, password?: string): Promise<Ending>
  /** Logs in on a terminal: each answer after its question, or all at once. */
  logInOnTerminal(call: ExampleCall, pace: 'in turn' | 'in one go'): Promise<Ending>
  /** Logs in through a pipe that stays open. */
  logInStepByStep(call: ExampleCall): Promise<Ending>
}

const IN_TURN = [
  { after: 'Email: ', typed: `${ACCOUNT.email}\r` },
  { after: 'Password: ', typed: `${ACCOUNT.password}\r` },
]
const IN_ONE_GO = [{ after: 'Email: ', typed: `${ACCOUNT.email}\r${ACCOUNT.password}\r` }]
const LINES = IN_TURN.map(({ after, typed }) => ({ after, typed: typed.replace('\r', '\n') }))

/** Builds the example like `npm run heroku`. */
export function buildExample(folder: string): Example {
  const config = join('examples', 'heroku', 'tsup.config.ts')
  execFileSync(process.execPath, [TSUP, '--config', config, '--out-dir', folder], { cwd: ROOT })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')

  const scriptOf = (command: string, { home, api, environment }: ExampleCall): Script => ({
    command: process.execPath,
    arguments: [join(folder, 'main.js'), command],
    environment: { HOME: home, HEROKU_API_URL: `http://127.0.0.1:${api}`, ...environment },
  })
  return {
    run: (command, call) => hold(scriptOf(command, call)),
    logIn: (call, password = ACCOUNT.password) =>
      hold({ ...scriptOf('login', call), input: `${ACCOUNT.email}\n${password}\n` }),
    logInOnTerminal: (call, pace) => {
      const answers = pace === 'in turn' ? IN_TURN : IN_ONE_GO
      return hold({ ...onTerminal(scriptOf('login', call)), answers })
    },
    logInStepByStep: (call) => hold({ ...scriptOf('login', call), answers: LINES }),
  }
}
