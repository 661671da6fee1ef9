import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { logInWithSurge, runSurge, type SurgeCall } from './surge-cli.ts'
import type { SurgeFile } from './surge-files.ts'
import { ACCOUNT, type SurgeServer, TOKEN } from './surge-server.ts'

/** Prepares a call of surge in a home directory with this file. */
export function createCall(
  folder: string,
  server: SurgeServer,
  netrc: SurgeCall['netrc'],
  text: string,
): SurgeCall {
  const home = mkdtempSync(join(folder, 'home-'))
  writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
  return { home, host: server.host, netrc }
}

/** Returns the file, with a name instead of the address of the API. */
export const read = ({ home, host }: SurgeCall): string =>
  readFileSync(join(home, '.netrc'), 'utf8').replaceAll(host, 'surge.example')

/** Logs in and out with this library. Asserts that the file is right after each. */
export async function logInAndOut(call: SurgeCall, { given, ours }: SurgeFile): Promise<void> {
  expect((await logInWithSurge(call)).status).toBe(0)
  expect(read(call)).toBe(ours)
  const commands = ['token', 'whoami'].map((command) => runSurge(command, call))
  const outputs = (await Promise.all(commands)).map(({ stdout }) => stdout.trim())
  expect(outputs).toEqual([TOKEN, ACCOUNT.email])
  expect((await runSurge('logout', call)).status).toBe(0)
  expect(read(call)).toBe(given)
  expect((await runSurge('whoami', call)).stdout.trim()).toBe('Not Authenticated')
  expect(readdirSync(call.home)).toEqual(['.netrc'])
}
