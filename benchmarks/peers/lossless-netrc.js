import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from '../../dist/core.js'
import { file, found, machine, serve } from './serve.js'

function load() {
  return parse(readFileSync(file))
}

function save(netrc) {
  writeFileSync(file, netrc.toBytes())
}

/** A document of any text has its bytes: those that are not UTF-8 come back as they were. */
function bytesOf(text) {
  return Buffer.from(parse(text).toBytes())
}

await serve({
  read: () =>
    load()
      .entries.filter(({ name }) => name !== undefined)
      .map((entry) => machine(entry.name, entry, bytesOf)),
  write: () => save(load()),
  change: ({ name, password }) => {
    const netrc = load()
    found(netrc.get(name)).set('password', password)
    save(netrc)
  },
  add: ({ name, login, password }) => {
    const netrc = load()
    netrc.add(name, { login, password })
    save(netrc)
  },
  remove: ({ name }) => {
    const netrc = load()
    netrc.delete(found(netrc.get(name)))
    save(netrc)
  },
})
