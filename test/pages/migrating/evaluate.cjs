// Runs calls of an npm package, each in its own home directory, and prints their results as JSON.
const fs = require('node:fs')
const { join } = require('node:path')
const ours = require('lossless-netrc')

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor
const HOME = process.env.HOME
process.umask(0o022)

/** What a package reads, the names that a call can use, and how its changes are saved. */
const PACKAGES = {
  'lossless-netrc': () => ({ names: { ...ours, netrc: ours.readNetrcSync() }, save() {} }),
  'netrc-parser': () => {
    const { Netrc, parse } = require('netrc-parser')
    const netrc = new Netrc()
    netrc.loadSync()
    return { names: { Netrc, netrc, parse }, save: () => netrc.saveSync() }
  },
  netrc: () => {
    const netrc = require('netrc')
    const machines = netrc()
    return { names: { machines, netrc }, save: () => netrc.save(machines) }
  },
  'netrc-rw': () => {
    const { NetRC } = require('netrc-rw')
    const netrc = new NetRC()
    netrc.read()
    return { names: { NetRC, netrc }, save: () => netrc.write() }
  },
}

/** Returns whether a call of this library edits a document; other calls find the file by themselves. */
function isEdit(name, code) {
  return name === 'lossless-netrc' && !/\b(?:read|update)(?:Netrc|Credentials)/.test(code)
}

/** Compiles the code to a function of the names that it can use. */
function compile(Constructor, names, code) {
  try {
    return new Constructor(...names, `return (${code}\n)`)
  } catch {
    return new Constructor(...names, `{ ${code}\n}`)
  }
}

async function evaluate({ name, file, code }, path) {
  const known = { fs, path, text: file }
  const call = (Constructor, names) =>
    compile(Constructor, Object.keys(names), code)(...Object.values(names))
  if (isEdit(name, code)) {
    // In an array, which is not a promise, whatever the entry in it returns.
    const edit = (netrc) => [call(Function, { ...known, ...ours, netrc })]
    return ours.updateNetrcSync(edit).value[0]
  }
  const { names, save } = PACKAGES[name]()
  const value = await call(AsyncFunction, { ...known, ...names })
  save()
  return value
}

function answers(value) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value)
  return { value: text, shown: text }
}

async function outcomeOf(call) {
  process.env.HOME = fs.mkdtempSync(join(HOME, 'home-'))
  delete process.env.NETRC
  const path = join(process.env.HOME, '.netrc')
  fs.writeFileSync(path, call.file, { mode: 0o600 })
  let outcome
  try {
    outcome = answers(await evaluate(call, path))
  } catch (error) {
    outcome = { error: error.code ?? error.name }
  }
  return { ...outcome, path, ...(fs.existsSync(path) && { file: fs.readFileSync(path, 'utf8') }) }
}

async function main(calls) {
  const outcomes = []
  for (const call of calls) outcomes.push(await outcomeOf(call))
  process.stdout.write(JSON.stringify(outcomes))
}

main(JSON.parse(fs.readFileSync(0, 'utf8')))
