import assert from 'node:assert/strict'
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { updateNetrc, updateNetrcSync } from '../../../dist/index.js'
import { assertFolder, folderWith } from './folder.mjs'

const ENTRY = 'machine api.example login ada password s3cret\n'

function setNew(netrc) {
  netrc.set('api.example', { password: 'n3w' })
}

const forms = [
  ['updateNetrc', updateNetrc],
  ['updateNetrcSync', updateNetrcSync],
]

test('CRLF is kept, and a new entry uses it too', () => {
  const before = '# mine\r\nmachine api.example\r\n\tlogin ada\r\n\tpassword s3cret  # work\r\n'
  const folder = folderWith({ _netrc: before })
  updateNetrcSync(
    (netrc) => {
      netrc.set('api.example', { password: 'n3w' })
      netrc.set('git.example', { login: 'ada', password: 's3cret' })
    },
    { path: join(folder, '_netrc') },
  )
  assertFolder(folder, {
    _netrc:
      '# mine\r\nmachine api.example\r\n\tlogin ada\r\n\tpassword n3w  # work\r\n' +
      'machine git.example\r\n\tlogin ada\r\n\tpassword s3cret\r\n',
  })
})

test('adding and removing an entry leaves a CRLF file unchanged', () => {
  const before = 'machine api.example\r\n  login ada\r\n  password s3cret\r\n'
  const folder = folderWith({ _netrc: before })
  const path = join(folder, '_netrc')
  updateNetrcSync((netrc) => netrc.set('git.example', { password: 's3cret' }), { path })
  updateNetrcSync((netrc) => netrc.delete('git.example'), { path })
  assertFolder(folder, { _netrc: before })
})

test('an update succeeds if the directory cannot be synced', async () => {
  const folder = folderWith({ _netrc: ENTRY })
  const descriptor = openSync(folder, 'r')
  assert.throws(() => fsyncSync(descriptor), { code: 'EPERM' })
  closeSync(descriptor)

  const { changed } = await updateNetrc(setNew, { path: join(folder, '_netrc') })

  assert.equal(changed, true)
  assertFolder(folder, { _netrc: ENTRY.replace('s3cret', 'n3w') })
})

for (const permissions of ['private', 'keep']) {
  test(`the mode 0666, which every file has, is accepted: '${permissions}'`, () => {
    const folder = folderWith({ _netrc: ENTRY })
    const path = join(folder, '_netrc')
    assert.equal(statSync(path).mode & 0o777, 0o666)
    updateNetrcSync(setNew, { path, permissions })
    assert.equal(statSync(path).mode & 0o777, 0o666)
    assertFolder(folder, { _netrc: ENTRY.replace('s3cret', 'n3w') })
  })
}

for (const [name, update] of forms) {
  test(`${name} leaves a read-only file unchanged`, async (test) => {
    const folder = folderWith({ _netrc: ENTRY })
    const path = join(folder, '_netrc')
    chmodSync(path, 0o444)
    test.after(() => chmodSync(path, 0o666))

    await assert.rejects(async () => update(setNew, { path }), { code: 'read-only', path })
    assertFolder(folder, { _netrc: ENTRY })
    assert.equal(statSync(path).mode & 0o777, 0o444)

    assert.equal((await update(() => {}, { path })).changed, false)
    assertFolder(folder, { _netrc: ENTRY })
  })

  test(`${name} does not create directories, or write to a path through a file`, async () => {
    const folder = folderWith({ file: ENTRY })
    for (const name of ['missing', 'file']) {
      const path = join(folder, name, '_netrc')
      await assert.rejects(async () => update(setNew, { path }), { code: 'ENOENT' })
    }
    assertFolder(folder, { file: ENTRY })
  })

  test(`${name} leaves the file unchanged if the edit throws or changes nothing`, async () => {
    const folder = folderWith({ _netrc: ENTRY })
    const path = join(folder, '_netrc')
    const { mtimeMs, ino } = statSync(path)
    const edit = (netrc) => {
      setNew(netrc)
      throw new Error('not today')
    }
    await assert.rejects(async () => update(edit, { path }), { message: 'not today' })
    assert.equal((await update((netrc) => netrc.size, { path })).changed, false)
    const after = statSync(path)
    assert.deepEqual([after.mtimeMs, after.ino], [mtimeMs, ino])
    assertFolder(folder, { _netrc: ENTRY })
  })
}

test('a relative path is written in the directory of this process', async (test) => {
  const folder = folderWith()
  const before = process.cwd()
  process.chdir(folder)
  test.after(() => process.chdir(before))
  mkdirSync('sub')
  updateNetrcSync((netrc) => netrc.set('api.example', { password: 's3cret' }), {
    path: 'sub/_netrc',
  })
  assertFolder(join(folder, 'sub'), { _netrc: 'machine api.example\n  password s3cret\n' })
})
