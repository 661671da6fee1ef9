import netrc2 from 'netrc2'
import { found, machine, serve } from './serve.js'

await serve({
  read: () =>
    Object.entries(netrc2()).map(([name, [login, password]]) => machine(name, { login, password })),
  write: () => netrc2().save(),
  change: ({ name, password }) => {
    const machines = netrc2()
    const [login] = found(machines[name])
    machines[name] = [login, password]
    machines.save()
  },
  add: ({ name, login, password }) => {
    const machines = netrc2()
    machines[name] = [login, password]
    machines.save()
  },
  remove: ({ name }) => {
    const machines = netrc2()
    found(machines[name])
    delete machines[name]
    machines.save()
  },
})
