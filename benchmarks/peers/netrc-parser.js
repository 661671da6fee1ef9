import parser from 'netrc-parser'
import { onMachines } from './machines.js'

export const adapter = {
  ...onMachines((netrc) => netrc.machines),
  open: async (file) => {
    const netrc = new parser.Netrc(file)
    await netrc.load()
    return netrc
  },
  save: (netrc) => netrc.save(),
  openSync: (file) => {
    const netrc = new parser.Netrc(file)
    netrc.loadSync()
    return netrc
  },
  saveSync: (netrc) => netrc.saveSync(),
  // Its `load` and `save` are these, and the file.
  parse: (text) => {
    const netrc = new parser.Netrc('.netrc')
    netrc.machines = parser.parse(text)
    return netrc
  },
  format: (netrc) => netrc.output,
}
