import netrc2 from 'netrc2'
import { found, onMachines } from './machines.js'

// A machine is `[login, password]`.
export const adapter = {
  ...onMachines((document) => document),
  open: (file) => netrc2(file),
  save: (document) => document.save(),
  parse: (text) => netrc2.parse(text),
  change: (document, name, password) => {
    const [login] = found(document[name])
    document[name] = [login, password]
  },
  set: (document, name, { login, password }) => {
    document[name] = [login, password]
  },
}
