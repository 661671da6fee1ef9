import { readFileSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

// Logs in to one machine after another in ~/.netrc, each with an `open` and a `save` of its own. The job comes as JSON on
// stdin; the answer is `saved`, or the code of the error.

const {
  adapter: name,
  call,
  hosts,
  login,
  password,
  user,
  faults,
} = JSON.parse(readFileSync(0, 'utf8'))
const file = join(homedir(), '.netrc')
const { adapter } = await import(`../peers/${name}`)
const [open, save] =
  call === 'saveSync' ? [adapter.openSync, adapter.saveSync] : [adapter.open, adapter.save]

async function openSetSave(path, host, fields) {
  const document = await open(path)
  adapter.set(document, host, fields)
  await save(document)
}
const { update = openSetSave } = adapter

// From here on an ordinary user: root may write any file.
process.setgroups([])
process.setgid(user)
process.setuid(user)
process.umask(0o022)
process.env.FAULTS = faults
let answer = 'saved'
try {
  for (const host of hosts) await update(file, host, { login, password })
} catch (error) {
  answer = String(error?.code ?? 'an error')
}
process.env.FAULTS = ''
writeSync(1, answer)
