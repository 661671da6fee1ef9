import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Outcome, run } from '../support/programs.ts'
import { serveGit } from './git-backend.ts'
import { FORMS, type Home, homesFor, LOGIN } from './homes.ts'
import type { StartingFile } from './starting-files.ts'
import { startTokenServer, type TokenServer } from './token-server.ts'

// Git clones, fetches and pushes over HTTP with only the file as its source of credentials.

const APP = 'http://git.heroku.com/app.git'
const FIRST = `${LOGIN}:s3cret-first`
const SECOND = `${LOGIN}:s3cret-second`

const homes = homesFor('git')
let server: TokenServer
let home: Home

/** Runs Git in the home directory. */
function git(...words: readonly string[]): Promise<Outcome> {
  return run('git', {
    home: home.path,
    arguments: ['-c', `http.proxy=http://127.0.0.1:${server.port}`, ...words],
    environment: {
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '/bin/false',
      GIT_AUTHOR_NAME: 'Me',
      GIT_AUTHOR_EMAIL: LOGIN,
      GIT_COMMITTER_NAME: 'Me',
      GIT_COMMITTER_EMAIL: LOGIN,
    },
  })
}

/** Runs Git and returns its output. Asserts that it succeeds. */
async function succeed(...words: readonly string[]): Promise<string> {
  const { status, stdout } = await git(...words)
  expect({ command: words.join(' '), status }).toEqual({ command: words.join(' '), status: 0 })
  return stdout
}

/** Commits a file in a clone. Its content is its name. */
async function commit(clone: string, name: string): Promise<void> {
  writeFileSync(join(home.path, clone, name), `${name}\n`)
  await succeed('-C', clone, 'add', name)
  await succeed('-C', clone, 'commit', '--quiet', '-m', name)
}

/** Returns the titles of the last commits of a repository, newest first. */
async function historyOf(repository: string, branch: string): Promise<string[]> {
  const log = await succeed('-C', repository, 'log', '--format=%s', branch)
  return log.split('\n').filter((line) => line !== '')
}

let repository: string

/** Serves a repository with one commit in each test of this file. */
export function serveRepository(): void {
  beforeEach(async () => {
    home = homes.make(undefined)
    const root = join(home.path, 'server')
    repository = join(root, 'app.git')
    mkdirSync(repository, { recursive: true })
    server = await startTokenServer(serveGit(root))
    await succeed('init', '--quiet', '--bare', '--initial-branch=main', repository)
    await succeed('init', '--quiet', '--initial-branch=main', 'seed')
    await commit('seed', 'one')
    await succeed('-C', 'seed', 'push', '--quiet', repository, 'main')
  })
  afterEach(() => server.close())
}

/** Defines a test for each file: clone, push and fetch with a token that is stored, changed and removed. */
export function testSessions(files: readonly StartingFile[]): void {
  for (const [index, { title, text, textAfterLogout, fallback }] of files.entries()) {
    const form = FORMS[index % 2] ?? expect.unreachable()

    test(`clones, pushes and fetches with the token that ${form.title} stored: ${title}`, async () => {
      if (text !== undefined) writeFileSync(home.file, text)
      await form.logIn('s3cret-first')
      server.accept(FIRST)
      await succeed('clone', '--quiet', APP, 'mine')
      await succeed('clone', '--quiet', APP, 'theirs')
      await commit('mine', 'two')
      await succeed('-C', 'mine', 'push', '--quiet', 'origin', 'main')
      await succeed('-C', 'theirs', 'fetch', '--quiet')
      expect(await historyOf('theirs', 'origin/main')).toEqual(['two', 'one'])
      expect(server.takeSent()).toEqual([FIRST])

      server.accept(SECOND)
      await commit('mine', 'three')
      expect((await git('-C', 'mine', 'push', '--quiet', 'origin', 'main')).status).toBe(128)
      expect(server.takeSent()).toEqual([FIRST])
      await form.logIn('s3cret-second')
      await succeed('-C', 'mine', 'push', '--quiet', 'origin', 'main')
      expect(await historyOf(repository, 'main')).toEqual(['three', 'two', 'one'])
      expect(server.takeSent()).toEqual([SECOND])

      await form.logOut()
      expect((await git('-C', 'theirs', 'fetch', '--quiet')).status).toBe(128)
      expect(server.takeSent()).toEqual(fallback === undefined ? [] : [fallback])
      expect(home.text()).toBe(textAfterLogout)
    })
  }
}

/** Defines a test of a large push, in chunks. */
export function testLargePush(): void {
  test('pushes 3 MB, in chunks', async () => {
    await FORMS[0]?.logIn('s3cret-first')
    server.accept(FIRST)
    await succeed('clone', '--quiet', APP, 'mine')
    const noise = Buffer.alloc(3_000_000)
    for (let at = 0, word = 1; at < noise.length; at += 4) {
      word = (word * 1_664_525 + 1_013_904_223) >>> 0
      noise.writeUInt32LE(word, at)
    }
    writeFileSync(join(home.path, 'mine', 'noise'), noise)
    await succeed('-C', 'mine', 'add', 'noise')
    await succeed('-C', 'mine', 'commit', '--quiet', '-m', 'noise')
    await succeed('-C', 'mine', 'push', '--quiet', 'origin', 'main')
    expect(await historyOf(repository, 'main')).toEqual(['noise', 'one'])
  })
}
