import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

// `node serve.js ADAPTER` answers requests for one package, a line of JSON each, until stdin ends. The file is that of
// a scratch home directory.

const file = join(homedir(), '.netrc')
const { adapter } = await import(`./${process.argv[2]}`)

/** The machines that were read: strings as the base64 of their bytes, nothing for a field without a value. */
function read(document) {
  const { pairs = (machines) => Object.entries(adapter.machines(machines)) } = adapter
  const { bytes = Buffer.from } = adapter
  return pairs(document).map(([name, machine]) => {
    const [login, password] = Array.isArray(machine) ? machine : [machine.login, machine.password]
    const fields = { name, login, password, account: machine.account }
    const given = Object.entries(fields).filter(([, value]) => value != null)
    return Object.fromEntries(
      given.map(([field, value]) => [field, bytes(String(value)).toString('base64')]),
    )
  })
}

const edits = {
  write: () => {},
  change: (document, { name, password }) => adapter.change(document, name, password),
  add: (document, { name, login, password }) => adapter.set(document, name, { login, password }),
  remove: (document, { name }) => adapter.remove(document, name),
}

/** Performs one operation on a file; answers what it then holds, and what was read or that it was refused. */
async function onFile(request) {
  rmSync(file, { force: true })
  writeFileSync(file, Buffer.from(request.content, 'base64'), { mode: 0o600 })
  const answer = {}
  try {
    const document = await adapter.open(file)
    if (request.operation === 'read') answer.machines = read(document)
    else {
      edits[request.operation](document, request)
      await adapter.save(document)
    }
  } catch {
    answer.refused = true
  }
  const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  return { ...answer, content: content.toString('base64') }
}

/** Logs in to machines, as an ordinary user: root may write any file. Answers `saved`, or the code of the error. */
async function logIn({ call, hosts, login, password, user, faults }) {
  process.setgroups([])
  process.setgid(user)
  process.setuid(user)
  process.umask(0o022)
  process.env.FAULTS = faults
  const { open, save } =
    call === 'saveSync' ? { open: adapter.openSync, save: adapter.saveSync } : adapter
  const openSetSave = async (path, host, fields) => {
    const document = await open(path)
    adapter.set(document, host, fields)
    await save(document)
  }
  const { update = openSetSave } = adapter
  try {
    for (const host of hosts) await update(file, host, { login, password })
    return 'saved'
  } catch (error) {
    return String(error?.code ?? 'an error')
  } finally {
    process.env.FAULTS = ''
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line)
  const answer = await (request.operation === 'log in' ? logIn(request) : onFile(request))
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
