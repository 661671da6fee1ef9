import assert from 'node:assert/strict'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { updateNetrc, updateNetrcSync } from '../../../dist/index.js'
import { assertFolder, folderWith } from './folder.mjs'

// If the removal of a name is pending because a process still has it open, Windows returns a different error. Wine does
// not do this, so the errors are simulated here.

const ENTRY = 'machine api.example login ada password s3cret\n'
const CHANGED = 'machine api.example login ada password n3w\n'

function setNew(netrc) {
  netrc.set('api.example', { password: 'n3w' })
}

/** Makes a call on the lock, or on a file in it, fail while `isFailing` returns true. */
function failWhile(test, name, code, isFailing) {
  const original = fs[name]
  const restore = () => {
    fs[name] = original
    syncBuiltinESMExports()
  }
  fs[name] = (path, ...rest) => {
    if (!String(path).includes('.lossless-netrc') || !isFailing()) return original(path, ...rest)
    throw Object.assign(new Error(`${code}: not now, ${name}`), { code, syscall: name, path })
  }
  syncBuiltinESMExports()
  test.after(restore)
}

/** Returns true for the first calls. */
function first(count) {
  return () => count-- > 0
}

for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
  for (const name of ['mkdirSync', 'chmodSync', 'openSync', 'readdirSync', 'renameSync']) {
    test(`${code} from the first calls of ${name} does not stop an update`, async (test) => {
      const folder = folderWith({ _netrc: ENTRY })
      failWhile(test, name, code, first(3))
      const { changed } = await updateNetrc(setNew, { path: join(folder, '_netrc') })
      assert.equal(changed, true)
      assertFolder(folder, { _netrc: CHANGED })
    })
  }

  for (const name of ['lstatSync', 'readdirSync', 'unlinkSync', 'rmdirSync']) {
    test(`${code} from the first calls of ${name} at a dead lock does not stop an update`, (test) => {
      const folder = folderWith({ _netrc: ENTRY })
      const path = join(folder, '_netrc')
      fs.mkdirSync(`${path}.lossless-netrc`)
      failWhile(test, name, code, first(3))
      updateNetrcSync(setNew, { path, timeout: 3000 })
      assertFolder(folder, { _netrc: CHANGED })
    })
  }
}

test('a lock that cannot be made for three seconds is given up', (test) => {
  const folder = folderWith({ _netrc: ENTRY })
  const path = join(folder, '_netrc')
  failWhile(test, 'mkdirSync', 'EPERM', () => true)
  assert.throws(() => updateNetrcSync(setNew, { path }), { code: 'read-only', path })
  assert.equal(updateNetrcSync(() => {}, { path }).changed, false)
  assertFolder(folder, { _netrc: ENTRY })
})

test('only calls that fail without interruption are given up', async (test) => {
  const folder = folderWith({ _netrc: ENTRY })
  const path = join(folder, '_netrc')
  const lock = `${path}.lossless-netrc`
  // Not a directory, so that it is not broken.
  fs.writeFileSync(lock, '')
  let isFailing = true
  failWhile(test, 'mkdirSync', 'EPERM', () => isFailing)
  setTimeout(() => {
    isFailing = false
  }, 100)
  setTimeout(() => {
    fs.unlinkSync(lock)
    isFailing = true
  }, 3500)
  setTimeout(() => {
    isFailing = false
  }, 3700)
  await updateNetrc(setNew, { path })
  assertFolder(folder, { _netrc: CHANGED })
})
