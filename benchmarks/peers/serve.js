import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

// `node serve.js ADAPTER` answers requests for one package, a line of JSON each, until stdin ends. Before each request
// the file of the scratch home directory is written; the answer has what the file then holds, and what was read or that
// the package refused.

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

async function perform(request) {
  try {
    const document = await adapter.open(file)
    if (request.operation === 'read') return { machines: read(document) }
    edits[request.operation](document, request)
    await adapter.save(document)
    return {}
  } catch {
    return { refused: true }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line)
  rmSync(file, { force: true })
  writeFileSync(file, Buffer.from(request.content, 'base64'), { mode: 0o600 })
  const answer = await perform(request)
  const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  process.stdout.write(`${JSON.stringify({ ...answer, content: content.toString('base64') })}\n`)
}
