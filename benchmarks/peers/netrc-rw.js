import rw from 'netrc-rw'
import { file, found, machine, serve } from './serve.js'

function load() {
  const netrc = new rw.NetRC(file)
  netrc.read()
  return netrc
}

await serve({
  read: () => Object.entries(load().machines).map(([name, entry]) => machine(name, entry)),
  write: () => load().write(),
  change: ({ name, password }) => {
    const netrc = load()
    netrc.host(name).password = password
    netrc.write()
  },
  add: ({ name, login, password }) => {
    const netrc = load()
    netrc.addHost(name, { login, password })
    netrc.write()
  },
  remove: ({ name }) => {
    const netrc = load()
    found(netrc.machines[name])
    delete netrc.machines[name]
    netrc.write()
  },
})
