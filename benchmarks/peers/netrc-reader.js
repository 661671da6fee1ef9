import reader from 'netrc-reader'
import { machine, serve } from './serve.js'

await serve({
  read: async () => {
    const netrc = new reader.NetRC()
    await netrc.load()
    return Object.entries(netrc.machines).map(([name, entry]) => machine(name, entry))
  },
})
