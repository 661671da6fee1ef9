// Prints what an npm package, netrc or netrc-parser, finds for some hosts in the .netrc of the home directory.
const { homedir } = require('node:os')
const { join } = require('node:path')

const [, , folder, name, ...hosts] = process.argv
const file = join(homedir(), '.netrc')

async function machinesOf() {
  const loaded = require(join(folder, 'node_modules', name))
  if (name === 'netrc') return loaded(file)
  const netrc = new loaded.Netrc(file)
  await netrc.load()
  return netrc.machines
}

function answer(machine) {
  if (machine === undefined) return 'none'
  return [machine.login, machine.password].map((value) =>
    Buffer.from(String(value ?? '')).toString('base64'),
  )
}

machinesOf().then(
  (machines) => console.log(JSON.stringify(hosts.map((host) => answer(machines[host])))),
  () => console.log(JSON.stringify(hosts.map(() => 'refused'))),
)
