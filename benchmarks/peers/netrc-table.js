import { found, machine, serve } from './serve.js'

/** Serve `netrc` or a package of the same interface: `netrc()` reads ~/.netrc, `netrc.save()` writes it. */
export function serveTable(netrc) {
  return serve({
    read: () => Object.entries(netrc()).map(([name, entry]) => machine(name, entry)),
    write: () => netrc.save(netrc()),
    change: ({ name, password }) => {
      const machines = netrc()
      found(machines[name]).password = password
      netrc.save(machines)
    },
    add: ({ name, login, password }) => {
      const machines = netrc()
      machines[name] = { login, password }
      netrc.save(machines)
    },
    remove: ({ name }) => {
      const machines = netrc()
      found(machines[name])
      delete machines[name]
      netrc.save(machines)
    },
  })
}
