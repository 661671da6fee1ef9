import netrc from 'node-netrc'
import { found } from './machines.js'

export const adapter = {
  machines: (document) => document,
  open: (file) => {
    netrc.file = file
    // `netrc(name)` reads the whole file too.
    return netrc()
  },
  // Each of these reads the file again and writes it, so there is nothing left to save.
  change: (document, name, password) => netrc.update(name, { ...found(document[name]), password }),
  set: (_, name, fields) => netrc.update(name, fields),
  remove: (document, name) => {
    found(document[name])
    netrc.update(name)
  },
  save: () => {},
  update: (file, name, fields) => {
    netrc.file = file
    netrc.update(name, fields)
  },
}
