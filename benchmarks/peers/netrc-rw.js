import rw from 'netrc-rw'
import { onMachines } from './machines.js'

export const adapter = {
  ...onMachines((netrc) => netrc.machines),
  open: (file) => {
    const netrc = new rw.NetRC(file)
    netrc.read()
    return netrc
  },
  save: (netrc) => netrc.write(),
  change: (netrc, name, password) => {
    netrc.host(name).password = password
  },
  set: (netrc, name, fields) => {
    if (netrc.hasHost(name)) netrc.host(name).password = fields.password
    else netrc.addHost(name, fields)
  },
}
