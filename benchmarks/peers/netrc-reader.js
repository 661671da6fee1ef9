import reader from 'netrc-reader'

export const adapter = {
  machines: (netrc) => netrc.machines,
  open: async (file) => {
    const netrc = new reader.NetRC(file)
    await netrc.load()
    return netrc
  },
  // Its `load` is this, and the file, and a promise.
  parse: (text) => {
    const netrc = new reader.NetRC('.netrc')
    netrc._fileContents = text
    netrc._parse()
    return netrc
  },
}
