import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  readCredentials,
  readCredentialsSync,
  readNetrc,
  readNetrcSync,
  updateNetrc,
  updateNetrcSync,
} from '../../../dist/index.js'
import { assertFolder, folderWith } from './folder.mjs'

/** Returns what both forms of reading return for a file. */
async function textsOf(path) {
  return [String(await readNetrc({ path })), String(readNetrcSync({ path }))]
}

/** Asserts that both forms of reading and of writing throw this for a file. */
async function assertRefused(path, expected) {
  const edit = (netrc) => netrc.set('api.example', { password: 's3cret' })
  await assert.rejects(readNetrc({ path }), expected)
  assert.throws(() => readNetrcSync({ path }), expected)
  await assert.rejects(updateNetrc(edit, { path }), expected)
  assert.throws(() => updateNetrcSync(edit, { path }), expected)
}

test('a missing file, a missing directory and a path through a file read as empty', async () => {
  const folder = folderWith({ file: '' })
  assert.deepEqual(await textsOf(join(folder, '_netrc')), ['', ''])
  assert.deepEqual(await textsOf(join(folder, 'missing', '_netrc')), ['', ''])
  assert.deepEqual(await textsOf(join(folder, 'file', '_netrc')), ['', ''])
  assertFolder(folder, { file: '' })
})

test('a directory with the name of the file is not a file', async () => {
  const folder = folderWith()
  const path = join(folder, '_netrc')
  mkdirSync(path)
  await assertRefused(path, { code: 'not-a-file', path })
})

test('the null device reads as empty, and nothing can be written to it', async () => {
  assert.deepEqual(await textsOf(devNull), ['', ''])
  assert.equal(updateNetrcSync(() => {}, { path: devNull }).changed, false)
  const edit = (netrc) => netrc.set('api.example', { password: 's3cret' })
  assert.throws(() => updateNetrcSync(edit, { path: devNull }), { code: /^(not-a-file|ENOENT)$/ })
})

test('an encrypted file stays unchanged without gpg, and the error says so', async (test) => {
  const folder = folderWith({ '_netrc.gpg': 'not a message of gpg' })
  const path = join(folder, '_netrc.gpg')
  const variables = { ...process.env }
  test.after(() => Object.assign(process.env, variables))
  process.env.PATH = folder
  await assertRefused(path, { code: 'gpg', path })
  assertFolder(folder, { '_netrc.gpg': 'not a message of gpg' })
})

test('gpg is looked for in PATH only, not in the working directory', async (test) => {
  const folder = folderWith({ '_netrc.gpg': 'not a message of gpg' })
  const path = join(folder, '_netrc.gpg')
  const elsewhere = folderWith({})
  // Any program will do: it does not know the options of gpg.
  copyFileSync(process.execPath, join(elsewhere, 'gpg.exe'))
  const variables = { ...process.env }
  const before = process.cwd()
  test.after(() => {
    process.chdir(before)
    Object.assign(process.env, variables)
  })
  process.chdir(elsewhere)
  for (const PATH of [folder, `.;${folder}`, '']) {
    process.env.PATH = PATH
    await assertRefused(path, { code: 'gpg', path, message: /not installed/ })
  }
  process.env.PATH = `${folder};"${elsewhere}"`
  await assertRefused(path, { code: 'gpg', path, message: /bad option/ })
})

test('a file with CRLF and the mode 0666 is read whole', async () => {
  const text = '# mine\r\nmachine api.example\r\n  login ada\r\n  password s3cret\r\n'
  const path = join(folderWith({ _netrc: text }), '_netrc')
  assert.deepEqual(await textsOf(path), [text, text])
  assert.equal(readNetrcSync({ path }).get('api.example')?.password, 's3cret')
})

test('credentials for a URL are found by host and port, by host, and by its user', async () => {
  const text =
    'machine api.example login ada password s3cret\r\n' +
    'machine api.example login bob password b0b\r\n' +
    'machine api.example:8443 login eve password p0rt\r\n'
  const path = join(folderWith({ _netrc: text }), '_netrc')
  for (const [url, password] of [
    ['https://api.example/path', 's3cret'],
    ['https://api.example:8443/', 'p0rt'],
    ['https://bob@api.example:8443/', 'b0b'],
    ['https://other.example/', undefined],
  ]) {
    assert.equal((await readCredentials(new URL(url), { path }))?.password, password, url)
    assert.equal(readCredentialsSync(new URL(url), { path })?.password, password, url)
  }
})
