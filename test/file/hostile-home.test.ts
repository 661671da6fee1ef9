import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  netrcPath,
  readCredentials,
  readCredentialsSync,
  readNetrc,
  readNetrcSync,
  updateNetrc,
  updateNetrcSync,
} from '../../src/index.ts'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
  vi.stubEnv('NETRC', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})

const FORMS = [
  { form: 'async', read: readNetrc, look: readCredentials, update: updateNetrc },
  {
    form: 'blocking',
    read: async () => readNetrcSync(),
    look: async (name: string) => readCredentialsSync(name),
    update: async (edit: Parameters<typeof updateNetrc>[0]) => updateNetrcSync(edit),
  },
]

test('without HOME the home directory is the one that the system returns', () => {
  vi.stubEnv('HOME', undefined)
  expect(netrcPath()).toBe(join(userInfo().homedir, '.netrc'))
})

describe.each(FORMS)('a strange home directory, $form', ({ read, look, update }) => {
  const add: Parameters<typeof updateNetrc>[0] = (netrc) => {
    netrc.set('a.example', { password: 's3cret' })
  }
  const changeNothing: Parameters<typeof updateNetrc>[0] = (netrc) => netrc.has('a.example')

  test.each(['', '.', 'home/me'])('with the name %j gives `no-home`', async (home) => {
    vi.stubEnv('HOME', home)
    expect(netrcPath).toThrow(expect.objectContaining({ code: 'no-home' }))
    const updates = [add, changeNothing].map((edit) => () => update(edit))
    for (const attempt of [read, () => look('a.example'), ...updates]) {
      await expect(attempt()).rejects.toMatchObject({ name: 'NetrcError', code: 'no-home' })
    }
  })

  test.each([
    ['if it is missing', 'missing', 'ENOENT'],
    ['if it is a file', 'file', 'ENOTDIR'],
    ['if it is below a file', 'file/home', 'ENOTDIR'],
  ])('has nothing to read, and cannot be written to, %s', async (_, name, code) => {
    writeFileSync(join(directory, 'file'), 'not a directory')
    vi.stubEnv('HOME', join(directory, name))
    expect(String(await read())).toBe('')
    expect(await look('a.example')).toBeUndefined()
    await expect(update(add)).rejects.toMatchObject({ code })
    await expect(update(add)).rejects.toHaveProperty('path')
    expect(readdirSync(directory)).toEqual(['file'])
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe('not a directory')
  })

  test('whose file is a directory gives `not-a-file`', async () => {
    mkdirSync(join(directory, '.netrc'))
    vi.stubEnv('HOME', directory)
    for (const attempt of [read, () => look('a.example'), () => update(add)]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not-a-file', path: netrcPath() })
    }
  })

  test('does not matter if NETRC is /dev/null: nothing is read, and nothing can be written', async () => {
    vi.stubEnv('HOME', '')
    vi.stubEnv('NETRC', '/dev/null')
    expect(String(await read())).toBe('')
    expect(await look('a.example')).toBeUndefined()
    expect(await update(changeNothing)).toMatchObject({ path: '/dev/null', changed: false })
    await expect(update(add)).rejects.toMatchObject({ code: 'not-a-file', path: '/dev/null' })
  })

  test('does not matter if NETRC is a path through a file', async () => {
    writeFileSync(join(directory, 'file'), '')
    vi.stubEnv('NETRC', join(directory, 'file', 'netrc'))
    expect(String(await read())).toBe('')
    await expect(update(add)).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})
