/** Logs in to Heroku with the user's own netrc file, as a model for other tools: `npm run -s heroku -- --help`. */
import { readCredentials, updateNetrc } from 'lossless-netrc'
import { check, type Finding } from 'lossless-netrc/check'
import { createToken, Refusal, readEmail, revokeToken } from './api.ts'
import { askForAccount } from './prompt.ts'

const HELP = `usage: npm run -s heroku -- COMMAND

  login         ask for e-mail and password, and save a token for api.heroku.com and git.heroku.com
  auth:token    print the token
  auth:whoami   print the account that the token belongs to
  logout        revoke the token, and remove both machines

The variable HEROKU_API_KEY is used instead of the token in the file, HEROKU_API_URL instead of
https://api.heroku.com, and NETRC instead of the file in the home directory.
Exit codes: 0 success, 2 refused (not logged in, wrong password), 1 any other failure.`

const API_MACHINE = 'api.heroku.com'
const MACHINES = [API_MACHINE, 'git.heroku.com']

async function logIn(): Promise<string> {
  refuseWithKey('log in')
  const { login, password } = await createToken(await askForAccount())
  const { path, value } = await updateNetrc((netrc) => {
    for (const machine of MACHINES) netrc.set(machine, { login, password })
    return MACHINES.flatMap((machine) => check(netrc, { machine, programs: ['curl', 'git'] }))
  }).catch(async (error: unknown) => {
    // A token that could not be saved must not stay valid.
    await revokeToken(password).catch(report)
    throw error
  })
  tellWhoWillNotSeeIt(value)
  return `Logged in as ${login}. The token is in ${path}`
}

/** Says in one sentence which programs will not see the login, and why. */
function tellWhoWillNotSeeIt(findings: readonly Finding[]): void {
  const error = findings.find(({ severity }) => severity === 'error')
  if (!error) return
  const names = error.programs.map((name) => (name === 'git' ? 'Git' : name)).join(' and ')
  console.error(`heroku: ${names} will not see the login: ${error.message}`)
}

async function logOut(): Promise<string> {
  refuseWithKey('log out')
  const token = (await readCredentials(API_MACHINE))?.password
  if (token) await revokeToken(token).catch(report)
  const { changed } = await updateNetrc((netrc) => MACHINES.map((name) => netrc.delete(name)))
  return changed ? 'Logged out.' : 'You were not logged in.'
}

/** Finds the token: checks the tool's own variable first, then the user's netrc file. */
async function findToken(): Promise<string> {
  const token = process.env.HEROKU_API_KEY || (await readCredentials(API_MACHINE))?.password
  if (!token) throw new Refusal('not logged in')
  return token
}

async function findEmail(): Promise<string> {
  if (process.env.HEROKU_API_KEY) console.error('heroku: HEROKU_API_KEY is set')
  return readEmail(await findToken())
}

function refuseWithKey(action: string): void {
  if (!process.env.HEROKU_API_KEY) return
  throw new Refusal(`cannot ${action} with HEROKU_API_KEY set; the netrc file was not changed`)
}

/** Prints an error. Messages of the library and the system contain no secrets. */
function report(error: unknown): void {
  console.error(`heroku: ${error instanceof Error ? error.message : 'failed'}`)
}

const COMMANDS: ReadonlyMap<string, () => Promise<string>> = new Map([
  ['login', logIn],
  ['auth:token', findToken],
  ['auth:whoami', findEmail],
  ['logout', logOut],
])

const [name = '', ...others] = process.argv.slice(2)
const command = COMMANDS.get(name)
if (name === '--help' || name === '-h') {
  console.log(HELP)
} else if (command === undefined || others.length > 0) {
  console.error(HELP)
  process.exitCode = 2
} else {
  await command().then(console.log, (error: unknown) => {
    report(error)
    process.exitCode = error instanceof Refusal ? 2 : 1
  })
}
