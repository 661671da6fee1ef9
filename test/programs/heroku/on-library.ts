import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { DamagedFile } from './cli-damage.ts'
import { logInWithCli, ON_THIS_LIBRARY, type Place, runCli } from './heroku-cli.ts'
import { ACCOUNT, type HerokuServer } from './heroku-server.ts'

/** Prepares the CLI with this library instead of its netrc code, in a home directory with this file. */
export function createPlace(folder: string, server: HerokuServer, text: string): Place {
  const home = mkdtempSync(join(folder, 'home-'))
  writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
  return { home, server, preload: ON_THIS_LIBRARY }
}

export const fileIn = ({ home }: Place): string => join(home, '.netrc')
export const read = (place: Place): string => readFileSync(fileIn(place), 'utf8')

/** Logs in and out. Asserts that the file is right after each. */
export async function logInAndOut(place: Place, file: DamagedFile): Promise<void> {
  const { server } = place
  expect((await logInWithCli(place)).status).toBe(0)
  const commands = ['auth:token', 'auth:whoami'].map((command) => runCli(command, place))
  const [token = '', account] = (await Promise.all(commands)).map(({ stdout }) => stdout.trimEnd())
  expect(server.isValid(token)).toBe(true)
  expect(account).toBe(ACCOUNT.email)
  expect(read(place).replaceAll(token, 'TOKEN')).toBe(file.loggedIn)
  expect((await runCli('auth:logout', place)).status).toBe(0)
  expect(server.isValid(token)).toBe(false)
  expect(read(place)).toBe(file.ours)
  expect(readdirSync(place.home).filter((name) => name.includes('netrc'))).toEqual(['.netrc'])
}
