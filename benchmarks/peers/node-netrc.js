import netrc from 'node-netrc'
import { found, machine, serve } from './serve.js'

await serve({
  read: () => Object.entries(netrc()).map(([name, entry]) => machine(name, entry)),
  // `netrc(name)`, but for the empty name, for which that is all machines.
  change: ({ name, password }) => netrc.update(name, { ...found(netrc()[name]), password }),
  add: ({ name, login, password }) => netrc.update(name, { login, password }),
  remove: ({ name }) => {
    found(netrc()[name])
    netrc.update(name)
  },
})
