import assert from 'node:assert/strict'
import { renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readNetrcSync, updateNetrc, updateNetrcSync } from '../../../dist/index.js'
import { assertFolder, folderWith, start } from './folder.mjs'

// Windows does not replace a file that any process has open, even only for reading.

const ENTRY = 'machine api.example login ada password s3cret\n'
const CHANGED = 'machine api.example login ada password n3w\n'

function setNew(netrc) {
  netrc.set('api.example', { password: 'n3w' })
}

/** Makes a folder with a file that another process holds open for some milliseconds. */
async function folderWithHeldFile(test, milliseconds, sharing = 'shared') {
  const folder = folderWith({ _netrc: ENTRY })
  const path = join(folder, '_netrc')
  const holder = start(test, 'holder', path, milliseconds, sharing)
  await holder.ready
  assertCannotBeReplaced(path)
  return { folder, path, holder }
}

function assertCannotBeReplaced(path) {
  const other = `${path}.other`
  writeFileSync(other, '')
  assert.throws(() => renameSync(other, path), { code: 'EPERM' })
  unlinkSync(other)
}

for (const [name, update] of [
  ['updateNetrc', updateNetrc],
  ['updateNetrcSync', updateNetrcSync],
]) {
  test(`${name} waits until the file is closed by another process`, async (test) => {
    const { folder, path } = await folderWithHeldFile(test, 1500)
    const result = await update(setNew, { path })
    assert.equal(result.changed, true)
    assertFolder(folder, { _netrc: CHANGED })
  })

  test(`${name} gives up after three seconds, and the old file stays`, async (test) => {
    const { folder, path, holder } = await folderWithHeldFile(test, 60_000)
    const begin = performance.now()
    const message = /^EPERM: another program may have the file open: close it, then try again/
    const expected = { code: 'EPERM', syscall: 'rename', path, message }
    await assert.rejects(async () => update(setNew, { path }), expected)
    const seconds = (performance.now() - begin) / 1000
    assert.ok(seconds > 2.5 && seconds < 8, `gave up after ${seconds} s`)
    assertFolder(folder, { _netrc: ENTRY })

    await holder.kill()
    assert.equal((await update(setNew, { path })).changed, true)
    assertFolder(folder, { _netrc: CHANGED })
  })
}

test('an update that changes nothing succeeds with an open file', async (test) => {
  const { folder, path } = await folderWithHeldFile(test, 60_000)
  assert.equal(updateNetrcSync(() => {}, { path }).changed, false)
  assert.equal(String(readNetrcSync({ path })), ENTRY)
  assertFolder(folder, { _netrc: ENTRY })
})

test('a file that another process does not share is neither read nor lost', async (test) => {
  const { folder, path, holder } = await folderWithHeldFile(test, 60_000, 'alone')
  assert.throws(() => readNetrcSync({ path }), { code: 'EBUSY', path })
  await assert.rejects(updateNetrc(setNew, { path }), { code: 'EBUSY', path })
  await holder.kill()
  assertFolder(folder, { _netrc: ENTRY })
})

test('a process that reads all the time sees whole files and blocks no update', async (test) => {
  const path = join(folderWith({ _netrc: 'machine last.example\n' }), '_netrc')
  const reader = start(test, 'reader', path)
  await reader.ready
  for (let number = 0; number < 40; number++) {
    updateNetrcSync(
      (netrc) => {
        netrc.delete('last.example')
        netrc.set(`new-${number}.example`, { password: 's3cret' })
        netrc.set('last.example', { password: 's3cret' })
      },
      { path },
    )
  }
  const { output, errors } = await reader.kill()
  assert.equal(errors, '')
  assert.equal(output, 'reading\n')
  assert.equal(readNetrcSync({ path }).entries.length, 41)
})
