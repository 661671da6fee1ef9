import { readFileSync, writeSync } from 'node:fs'

// Logs in to one machine after another in ~/.netrc, each with a load and a save of its own, as the page of the package
// says. The job comes as JSON on stdin; the answer is `saved`, or the code of the error.

const table = (netrc) => (host, login, password) => {
  const machines = netrc()
  machines[host] = { login, password }
  netrc.save(machines)
}

/** For each saver: load its package, and give what loads, changes and saves. */
const SAVERS = {
  'lossless-netrc': async () => {
    const { updateNetrc } = await import('../../dist/index.js')
    return (host, login, password) => updateNetrc((netrc) => netrc.set(host, { login, password }))
  },
  netrc: async () => table((await import('netrc')).default),
  '@travi/netrc': async () => table((await import('@travi/netrc')).default),
  'netrc-parser': async () => {
    const { default: netrc } = (await import('netrc-parser')).default
    return async (host, login, password) => {
      await netrc.load()
      netrc.machines[host] = { login, password }
      await netrc.save()
    }
  },
  'netrc-parser-sync': async () => {
    const { default: netrc } = (await import('netrc-parser')).default
    return (host, login, password) => {
      netrc.loadSync()
      netrc.machines[host] = { login, password }
      netrc.saveSync()
    }
  },
  'netrc-rw': async () => {
    const { default: netrc } = await import('netrc-rw')
    return (host, login, password) => {
      if (netrc.hasHost(host)) netrc.host(host).password = password
      else netrc.addHost(host, { login, password })
      netrc.write()
    }
  },
  netrc2: async () => {
    const { default: netrc } = await import('netrc2')
    return (host, login, password) => {
      const machines = netrc()
      machines[host] = [login, password]
      machines.save()
    }
  },
  'node-netrc': async () => {
    const { default: netrc } = await import('node-netrc')
    return (host, login, password) => netrc.update(host, { login, password })
  },
}

const { saver, hosts, login, password, user, faults } = JSON.parse(readFileSync(0, 'utf8'))
const save = await SAVERS[saver]()
// From here on an ordinary user: root may write any file.
process.setgroups([])
process.setgid(user)
process.setuid(user)
process.umask(0o022)
process.env.FAULTS = faults
let answer = 'saved'
try {
  for (const host of hosts) await save(host, login, password)
} catch (error) {
  answer = String(error?.code ?? 'an error')
}
process.env.FAULTS = ''
writeSync(1, answer)
