import parser from 'netrc-parser'
import { file, found, machine, serve } from './serve.js'

async function load() {
  const netrc = new parser.Netrc(file)
  await netrc.load()
  return netrc
}

await serve({
  read: async () => {
    const { machines } = await load()
    return Object.keys(machines).map((name) => machine(name, machines[name]))
  },
  write: async () => {
    const netrc = await load()
    await netrc.save()
  },
  change: async ({ name, password }) => {
    const netrc = await load()
    found(netrc.machines[name]).password = password
    await netrc.save()
  },
  add: async ({ name, login, password }) => {
    const netrc = await load()
    netrc.machines[name] = { login, password }
    await netrc.save()
  },
  remove: async ({ name }) => {
    const netrc = await load()
    found(netrc.machines[name])
    delete netrc.machines[name]
    await netrc.save()
  },
})
