import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readNetrcSync, updateNetrc, updateNetrcSync } from '../../../dist/index.js'
import { assertFolder, folderWith, outputOf, start } from './folder.mjs'

const ENTRY = '# mine\nmachine api.example login ada password s3cret\n'
const UPDATED = `${ENTRY}machine new.example password n3w\n`

function addNew(netrc) {
  netrc.set('new.example', { password: 'n3w' })
}

test('four processes with ten updates each lose none, and leave no lock', async (test) => {
  const folder = folderWith({ _netrc: ENTRY })
  const path = join(folder, '_netrc')
  const updaters = ['sync', 'async', 'sync', 'async'].map((form, number) =>
    start(test, 'updater', path, 10, `process-${number}`, form),
  )
  await Promise.all(updaters.map(outputOf))

  const netrc = readNetrcSync({ path })
  const names = netrc.entries.map((entry) => entry.name)
  assert.equal(names.length, 41)
  assert.equal(new Set(names).size, 41)
  const added = [...netrc].slice(1).map(({ name }) => `machine ${name} password s3cret\n`)
  assertFolder(folder, { _netrc: ENTRY + added.join('') })
})

test('many updates at once in one process lose none', async () => {
  const folder = folderWith({ _netrc: ENTRY })
  const path = join(folder, '_netrc')
  const updates = Array.from({ length: 20 }, (_, number) =>
    updateNetrc((netrc) => netrc.set(`new-${number}.example`, { password: 'n3w' }), { path }),
  )
  await Promise.all(updates)
  assert.equal(readNetrcSync({ path }).entries.length, 21)
})

for (const [name, update] of [
  ['updateNetrc', updateNetrc],
  ['updateNetrcSync', updateNetrcSync],
]) {
  test(`${name} takes over the lock of a killed process within seconds`, async (test) => {
    const folder = folderWith({ _netrc: ENTRY })
    const path = join(folder, '_netrc')
    const sleeper = start(test, 'sleeper', path, 60_000)
    await sleeper.ready
    await sleeper.kill()

    const begin = performance.now()
    await update(addNew, { path })
    const seconds = (performance.now() - begin) / 1000

    assert.ok(seconds < 10, `taken over after ${seconds} s`)
    assertFolder(folder, { _netrc: UPDATED })
  })

  test(`${name} takes over an empty lock at once`, async () => {
    const folder = folderWith({ _netrc: ENTRY })
    const path = join(folder, '_netrc')
    mkdirSync(`${path}.lossless-netrc`)
    await update(addNew, { path, timeout: 3000 })
    assertFolder(folder, { _netrc: UPDATED })
  })

  test(`${name} waits for a sleeping holder, and neither loses the other's update`, async (test) => {
    const folder = folderWith({ _netrc: ENTRY })
    const path = join(folder, '_netrc')
    const sleeper = start(test, 'sleeper', path, 8000)
    await sleeper.ready
    await update(addNew, { path })
    // Its lock was broken meanwhile, so its first result was not written.
    assert.equal(await outputOf(sleeper), 'asleep\nran 2 times\n')

    const netrc = readNetrcSync({ path })
    assert.deepEqual(netrc.entries.map(({ name }) => name).sort(), [
      'api.example',
      'new.example',
      'sleeper.example',
    ])
    assertFolder(folder, { _netrc: String(netrc) })
  })

  test(`${name} says which lock it waited for`, async (test) => {
    const folder = folderWith({ _netrc: ENTRY })
    const path = join(folder, '_netrc')
    const sleeper = start(test, 'sleeper', path, 60_000)
    await sleeper.ready
    const expected = { code: 'locked', path: `${path}.lossless-netrc` }
    await assert.rejects(async () => update(addNew, { path, timeout: 300 }), expected)
    await sleeper.kill()
    assert.equal(String(readNetrcSync({ path })), ENTRY)
  })
}

test('an update inside the edit of another one is refused, if the path differs in case only', () => {
  const folder = folderWith({ _netrc: ENTRY })
  const inner = () => updateNetrcSync(addNew, { path: join(folder, '_NETRC') })
  const outer = () => updateNetrcSync(inner, { path: join(folder, '_netrc') })
  assert.throws(outer, { code: 'reentrant' })
  assertFolder(folder, { _netrc: ENTRY })
})

test('a lock of another program is not touched and does not block updates', async () => {
  const folder = folderWith({ _netrc: ENTRY, '_netrc.lock': '4711' })
  const path = join(folder, '_netrc')
  updateNetrcSync(addNew, { path })
  assertFolder(folder, { _netrc: UPDATED, '_netrc.lock': '4711' })
})

test('a file with the name of the lock is not touched, and blocks every update', async () => {
  const folder = folderWith({ _netrc: ENTRY })
  const path = join(folder, '_netrc')
  writeFileSync(`${path}.lossless-netrc`, 'not ours')
  const expected = { code: 'locked', path: `${path}.lossless-netrc` }
  await assert.rejects(updateNetrc(addNew, { path, timeout: 300 }), expected)
  assertFolder(folder, { _netrc: ENTRY, '_netrc.lossless-netrc': 'not ours' })
})
