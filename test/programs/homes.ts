import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, vi } from 'vitest'
import { updateNetrc, updateNetrcSync } from '../../src/index.ts'

const HOSTS = ['api.heroku.com', 'git.heroku.com']
export const LOGIN = 'me@user.example'

/** A home directory of a test. */
export interface Home {
  readonly path: string
  /** Its `.netrc`. */
  readonly file: string
  text(): string
}

/** A form in which the library is called. */
export interface Form {
  readonly title: string
  /** Stores a token for both machines in the current file. */
  logIn(token: string): Promise<unknown>
  /** Removes both machines. */
  logOut(): Promise<unknown>
}

type Edit = Parameters<typeof updateNetrc<void>>[0]

function formOf(title: string, update: (edit: Edit) => unknown): Form {
  return {
    title,
    logIn: async (token) =>
      update((netrc) => {
        for (const host of HOSTS) netrc.set(host, { login: LOGIN, password: token })
      }),
    logOut: async () =>
      update((netrc) => {
        for (const host of HOSTS) netrc.delete(host)
      }),
  }
}

/** Both forms of an update. */
export const FORMS: readonly Form[] = [
  formOf('updateNetrc', (edit) => updateNetrc(edit)),
  formOf('updateNetrcSync', (edit) => updateNetrcSync(edit)),
]

/** Returns homes for the tests of one file. The library uses the last one made, through HOME. */
export function homesFor(name: string): { make(text: string | undefined): Home } {
  const root = mkdtempSync(join(tmpdir(), `netrc-${name}-`))
  let count = 0
  afterEach(() => {
    vi.unstubAllEnvs()
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return {
    make(text) {
      const path = join(root, String(count++))
      const file = join(path, '.netrc')
      mkdirSync(path)
      if (text !== undefined) writeFileSync(file, text, { mode: 0o600 })
      vi.stubEnv('HOME', path)
      vi.stubEnv('NETRC', undefined)
      return { path, file, text: () => readFileSync(file, 'utf8') }
    },
  }
}
