// What adapters share. An adapter has, as far as its package can do it:
//   open(file), save(document)   as the package documents it; may return promises
//   parse(text), format(document)   in memory, by the quickest call there is
//   openSync, saveSync   if `open` and `save` return promises, and there are calls that block
//   machines(document)   the fields of each machine, by name
//   update(file, name, fields)   opens, sets and saves, if the package has one call for that
//   change(document, name, password), set(document, name, fields), remove(document, name)

/** Returns what changes a document whose machines are a plain object. */
export function onMachines(machines) {
  return {
    machines,
    change: (document, name, password) => {
      found(machines(document)[name]).password = password
    },
    set: (document, name, fields) => {
      machines(document)[name] = fields
    },
    remove: (document, name) => {
      found(machines(document)[name])
      delete machines(document)[name]
    },
  }
}

/** Returns the adapter of `netrc` or of a package with the same interface. */
export function netrcAdapter(netrc) {
  return {
    ...onMachines((document) => document),
    open: (file) => netrc(file),
    save: (document) => netrc.save(document),
    parse: (text) => netrc.parse(text),
    // What its `save` writes.
    format: (document) => `${netrc.format(document)}\n`,
  }
}

/** Throws for a machine that the package did not find. */
export function found(machine) {
  if (!machine) throw new Error('the machine was not found')
  return machine
}
