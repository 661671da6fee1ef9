// Replaces netrc-parser in the Heroku CLI: the functions that the CLI calls, on lossless-netrc.
const { parse, readNetrc, readNetrcSync, updateNetrc } = require('lossless-netrc')

/** A netrc file. Changes of `machines` are visible at once, and are made in the file by `save`. */
class Netrc {
  constructor(path) {
    this.options = { path }
  }

  async load() {
    this.open(await readNetrc(this.options))
  }

  loadSync() {
    this.open(readNetrcSync(this.options))
  }

  /** Others may have changed the file since, so the edits are made again on its current content. */
  async save() {
    await updateNetrc((netrc) => {
      for (const edit of this.edits) edit(netrc)
    }, this.options)
    this.edits = []
  }

  open(file) {
    const loaded = parse(file.toBytes())
    this.edits = []
    this.machines = machinesOf(loaded, (edit) => {
      edit(loaded)
      this.edits.push(edit)
    })
  }
}

const machinesOf = (loaded, change) =>
  objectOf({
    get: (host) => (loaded.has(host) ? fieldsOf(host, loaded, change) : undefined),
    set(host, fields) {
      change((netrc) => firstOf(netrc, host))
      Object.assign(fieldsOf(host, loaded, change), fields)
    },
    delete: (host) => change((netrc) => netrc.delete(host)),
  })

const fieldsOf = (host, loaded, change) =>
  objectOf({
    get: (field) => loaded.get(host)?.get(field),
    set: (field, value) => change((netrc) => firstOf(netrc, host).set(field, value)),
    delete: (field) => change((netrc) => netrc.get(host)?.delete(field)),
  })

const firstOf = (netrc, host) => netrc.get(host) ?? netrc.add(host, {})

/** Returns an object with the properties of `access`. A property that is set to nothing is deleted. */
const objectOf = (access) =>
  new Proxy(
    {},
    {
      get: (_, key) => (typeof key === 'string' ? access.get(key) : undefined),
      set(_, key, value) {
        if (value) access.set(key, value)
        else access.delete(key)
        return true
      },
      deleteProperty(_, key) {
        access.delete(key)
        return true
      },
    },
  )

exports.__esModule = true
exports.Netrc = Netrc
exports.default = new Netrc()
// CLI 11 re-exports it, but never calls it.
exports.parse = undefined
