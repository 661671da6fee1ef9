import assert from 'node:assert/strict'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { updateNetrc, updateNetrcSync } from '../../../dist/index.js'
import { assertFolder, folderWith } from './folder.mjs'

// A name whose removal is pending, since someone has it open still, is answered by Windows with an error that says
// something else. Wine has none of this, so the errors are made here.

const ENTRY = 'machine api.example login ada password s3cret\n'
const CHANGED = 'machine api.example login ada password n3w\n'

function setNew(netrc) {
  netrc.set('api.example', { password: 'n3w' })
}

/** Make a call on the lock, or on what is in it, fail while this is true. */
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

/** True for the first calls. */
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

test('a lock that cannot be made for three seconds cannot be made', (test) => {
  const folder = folderWith({ _netrc: ENTRY })
  const path = join(folder, '_netrc')
  failWhile(test, 'mkdirSync', 'EPERM', () => true)
  assert.throws(() => updateNetrcSync(setNew, { path }), { code: 'read-only', path })
  assert.equal(updateNetrcSync(() => {}, { path }).changed, false)
  assertFolder(folder, { _netrc: ENTRY })
})

test('only what is denied without a pause counts as denied for long', async (test) => {
  const folder = folderWith({ _netrc: ENTRY })
  const path = join(folder, '_netrc')
  const lock = `${path}.lossless-netrc`
  // Not a directory, so that nobody breaks it.
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
