import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Contender, flat, newPassword } from './contender.ts'
import { memoryFile, memoryPath } from './memory-file.ts'

/** The packages are pinned in one place, with those that the page of losses compares. */
export const requirePeer: NodeJS.Require = createRequire(
  new URL('../package.json', import.meta.url),
)

type Fields = Record<string, string | null | undefined>
type Machines = Record<string, Fields>

interface NpmNetrc {
  parse(content: string): Machines
  format(machines: Machines): string
}
/** A file by `netrc-parser`. */
interface ParserFile {
  machines: Machines
  readonly output: string
  loadSync(): void
  saveSync(): void
}
interface NetrcParser {
  parse(body: string): Machines
  Netrc: new (path: string) => ParserFile
}
interface NetrcRw {
  NetRC: new (
    path: string,
  ) => {
    machines: Machines | null
    host(name: string): Fields
    read(): void
    write(): void
  }
}
type Pairs = Record<string, [login: string, password: string]>
interface Netrc2 {
  (path: string): Pairs & { save(): void }
  parse(content: string): Pairs
}
interface NodeNetrc {
  (): Machines
  (name: string): Fields
  file: string
  update(name: string, fields: Fields): void
}
interface NetrcReader {
  NetRC: new (
    path: string,
  ) => {
    machines: Machines
    _fileContents: string
    _parse(): void
    getConfigForMachine(name: string): Fields | null
  }
}

const npmNetrc: NpmNetrc = requirePeer('netrc')
/** `netrc-parser` as it is published. */
export const netrcParser: NetrcParser = requirePeer('netrc-parser')
const netrcRw: NetrcRw = requirePeer('netrc-rw')
const netrc2: Netrc2 = requirePeer('netrc2')
const nodeNetrc: NodeNetrc = requirePeer('node-netrc')
const netrcReader: NetrcReader = requirePeer('netrc-reader')
nodeNetrc.file = memoryPath

/** Sets the password of a machine that is there; where it is not, the reading back tells. */
function setPassword(machine: Fields | undefined): void {
  if (machine) machine.password = newPassword
}

function lengthOfAll(machines: Machines): number {
  let length = 0
  for (const name of Object.keys(machines)) {
    const machine = machines[name]
    length += name.length + (machine?.login ?? '').length + (machine?.password ?? '').length
  }
  return length
}

function openRw(text: string) {
  memoryFile.content = text
  const file = new netrcRw.NetRC(memoryPath)
  file.read()
  return file
}

// Its `load` is this, and the file, and a promise.
function openReader(text: string) {
  const file = new netrcReader.NetRC(memoryPath)
  file._fileContents = text
  file._parse()
  return file
}

/** The npm packages that read netrc, each called the quickest way it offers. */
export const peers: readonly Contender[] = [
  {
    name: 'netrc',
    hold: (text) => npmNetrc.parse(text),
    tasks: {
      'read one': (text, name) => npmNetrc.parse(text)[name]?.password ?? '',
      'change one': (text, name) => {
        const machines = npmNetrc.parse(text)
        setPassword(machines[name])
        // What its `save` writes.
        return flat(`${npmNetrc.format(machines)}\n`)
      },
      'read all': (text) => lengthOfAll(npmNetrc.parse(text)),
    },
  },
  {
    name: 'netrc-parser',
    hold: (text) => netrcParser.parse(text),
    tasks: {
      'read one': (text, name) => netrcParser.parse(text)[name]?.password ?? '',
      'change one': (text, name) => {
        // Its `load` and `save` are these, and the file.
        const file = new netrcParser.Netrc(memoryPath)
        file.machines = netrcParser.parse(text)
        setPassword(file.machines[name])
        return flat(file.output)
      },
      'read all': (text) => lengthOfAll(netrcParser.parse(text)),
    },
  },
  {
    name: 'netrc-rw',
    hold: (text) => openRw(text),
    tasks: {
      'read one': (text, name) => openRw(text).host(name).password ?? '',
      'change one': (text, name) => {
        const file = openRw(text)
        setPassword(file.host(name))
        file.write()
        return flat(memoryFile.content)
      },
      'read all': (text) => lengthOfAll(openRw(text).machines ?? {}),
    },
  },
  {
    name: 'netrc2',
    hold: (text) => netrc2.parse(text),
    tasks: {
      'read one': (text, name) => netrc2.parse(text)[name]?.[1] ?? '',
      'change one': (text, name) => {
        memoryFile.content = text
        const machines = netrc2(memoryPath)
        const machine = machines[name]
        if (machine) machine[1] = newPassword
        machines.save()
        return flat(memoryFile.content)
      },
      'read all': (text) => {
        let length = 0
        for (const [name, [login, password]] of Object.entries(netrc2.parse(text))) {
          length += name.length + login.length + password.length
        }
        return length
      },
    },
  },
  {
    name: 'node-netrc',
    hold: (text) => {
      memoryFile.content = text
      return nodeNetrc()
    },
    tasks: {
      'read one': (text, name) => {
        memoryFile.content = text
        return nodeNetrc(name).password ?? ''
      },
      'change one': (text, name) => {
        memoryFile.content = text
        // It reads the file again before it writes: so it does for whoever wants to keep the login.
        nodeNetrc.update(name, { ...nodeNetrc(name), password: newPassword })
        return flat(memoryFile.content)
      },
      'read all': (text) => {
        memoryFile.content = text
        return lengthOfAll(nodeNetrc())
      },
    },
  },
  {
    name: 'netrc-reader',
    hold: (text) => openReader(text),
    tasks: {
      'read one': (text, name) => openReader(text).getConfigForMachine(name)?.password ?? '',
      'change one': undefined,
      'read all': (text) => lengthOfAll(openReader(text).machines),
    },
  },
]

/** True where `@travi/netrc` is still the code of `netrc`, byte for byte: then one of them stands for both. */
export function isSameCode(): boolean {
  const [left, right] = ['netrc', '@travi/netrc'].map((name) =>
    readFileSync(requirePeer.resolve(name)),
  )
  return left !== undefined && right !== undefined && left.equals(right)
}
