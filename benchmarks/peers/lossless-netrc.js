import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from '../../dist/core.js'
import { updateNetrc } from '../../dist/index.js'
import { found } from './machines.js'

const files = new WeakMap()

export const adapter = {
  open: (file) => {
    const netrc = parse(readFileSync(file))
    files.set(netrc, file)
    return netrc
  },
  save: (netrc) => writeFileSync(files.get(netrc), netrc.toBytes()),
  // A list of pairs, since a name may be there twice.
  pairs: (netrc) =>
    netrc.entries.filter(({ name }) => name !== undefined).map((entry) => [entry.name, entry]),
  // A document of any string has its bytes: those that are not UTF-8 come back as they were.
  bytes: (string) => Buffer.from(parse(string).toBytes()),
  change: (netrc, name, password) => found(netrc.get(name)).set('password', password),
  set: (netrc, name, fields) => netrc.add(name, fields),
  remove: (netrc, name) => netrc.delete(found(netrc.get(name))),
  update: (file, name, fields) => updateNetrc((netrc) => netrc.set(name, fields), { path: file }),
}
