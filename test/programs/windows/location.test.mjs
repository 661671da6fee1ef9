import assert from 'node:assert/strict'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { netrcPath, readCredentialsSync, updateNetrcSync } from '../../../dist/index.js'
import { assertFolder, folderWith } from './folder.mjs'

const ENTRY = 'machine api.example login ada password s3cret\n'

/** Sets these variables, and unsets the others that choose the file. */
function setVariables(variables) {
  for (const name of ['NETRC', 'HOME', 'USERPROFILE']) delete process.env[name]
  Object.assign(process.env, variables)
}

/** Returns what `netrcPath` chooses in a home directory with these files. */
function chosenFrom(names) {
  const home = folderWith(Object.fromEntries(names.map((name) => [name, ENTRY])))
  setVariables({ USERPROFILE: home })
  return netrcPath().slice(home.length)
}

test('a new file is _netrc in USERPROFILE', () => {
  const home = folderWith()
  setVariables({ USERPROFILE: home })

  const result = updateNetrcSync((netrc) => {
    netrc.set('api.example', { login: 'ada', password: 's3cret' })
  })

  assert.equal(result.path, join(home, '_netrc'))
  assert.equal(result.created, true)
  assert.equal(readCredentialsSync('api.example')?.password, 's3cret')
  assertFolder(home, { _netrc: 'machine api.example\n  login ada\n  password s3cret\n' })
})

test('HOME takes precedence over USERPROFILE', () => {
  const home = folderWith({ _netrc: ENTRY })
  const profile = folderWith({ _netrc: ENTRY.replace('s3cret', 'wr0ng') })
  setVariables({ HOME: home, USERPROFILE: profile })
  assert.equal(netrcPath(), join(home, '_netrc'))
  assert.equal(readCredentialsSync('api.example')?.password, 's3cret')
})

test('a home directory with slashes, or a slash at its end, is the same directory', () => {
  const home = folderWith({ '.netrc': ENTRY })
  setVariables({ HOME: `${home.replaceAll('\\', '/')}/` })
  assert.equal(netrcPath(), join(home, '.netrc'))
})

test('_netrc is the file if only it exists', () => {
  assert.equal(chosenFrom(['_netrc']), '\\_netrc')
})

test('.netrc is the file if only it exists', () => {
  assert.equal(chosenFrom(['.netrc']), '\\.netrc')
})

test('_netrc takes precedence over .netrc', () => {
  assert.equal(chosenFrom(['.netrc', '_netrc']), '\\_netrc')
})

test('a plain .netrc takes precedence over an encrypted _netrc', () => {
  assert.equal(chosenFrom(['.netrc', '_netrc.gpg']), '\\.netrc')
})

test('an encrypted file is the file if there is no plain one', () => {
  assert.equal(chosenFrom(['.netrc.gpg']), '\\.netrc.gpg')
  assert.equal(chosenFrom(['_netrc.gpg']), '\\_netrc.gpg')
  assert.equal(chosenFrom(['.netrc.gpg', '_netrc.gpg']), '\\_netrc.gpg')
})

test('an update changes .netrc if that is the file, and creates no _netrc', () => {
  const home = folderWith({ '.netrc': ENTRY })
  setVariables({ USERPROFILE: home })
  updateNetrcSync((netrc) => {
    netrc.set('api.example', { password: 'n3w' })
  })
  assertFolder(home, { '.netrc': 'machine api.example login ada password n3w\n' })
})

test('names are case-insensitive: _NETRC is read and replaced as _netrc', () => {
  const home = folderWith({ _NETRC: ENTRY, '.netrc': '' })
  setVariables({ USERPROFILE: home })
  assert.equal(readCredentialsSync('api.example')?.password, 's3cret')
  updateNetrcSync((netrc) => netrc.delete('api.example'))
  assert.equal(readCredentialsSync('api.example'), undefined)
})

test('NETRC is used unchanged, even if the file is missing', () => {
  const home = folderWith({ _netrc: ENTRY })
  const elsewhere = join(home, 'elsewhere')
  setVariables({ NETRC: elsewhere, USERPROFILE: home })
  assert.equal(netrcPath(), elsewhere)
  assert.equal(readCredentialsSync('api.example'), undefined)

  setVariables({ NETRC: '', USERPROFILE: home })
  assert.equal(netrcPath(), join(home, '_netrc'))
})

test('without HOME and USERPROFILE, it is the directory that Windows returns', () => {
  setVariables({})
  assert.match(homedir(), /^[A-Z]:\\/i)
  assert.equal(netrcPath(), join(homedir(), '_netrc'))
})

for (const name of ['HOME', 'USERPROFILE']) {
  for (const home of ['', '.', 'profile', '..\\profile', 'C:', 'C:profile']) {
    test(`${name}='${home}' is not a home directory`, () => {
      setVariables({ [name]: home })
      assert.throws(netrcPath, { code: 'no-home' })
      assert.throws(() => readCredentialsSync('api.example'), { code: 'no-home' })
      assert.throws(() => updateNetrcSync(() => {}), { code: 'no-home' })
    })
  }
}
