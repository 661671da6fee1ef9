import { format, parse as parseTable } from 'netrc'
import { Netrc as PeerFile, parse as parseMachines } from 'netrc-parser'
import { parse } from './core.ts'
import type { ContenderName, Task } from './rows.ts'
import { hostName, secret } from './texts.ts'

/** What one library does for each task, in memory: none of them reads or writes a file here. */
export interface Contender {
  readonly name: ContenderName
  /** Returns a number or a text that says what was read, the same for every contender. */
  readonly tasks: Readonly<Record<Task, (text: string, name: string) => string | number>>
}

export const newPassword = 's3cret-of-today'

const ours: Contender = {
  name: 'lossless-netrc',
  tasks: {
    'read one': (text, name) => parse(text).get(name)?.password ?? '',
    'change one': (text, name) => {
      const document = parse(text)
      document.set(name, { password: newPassword })
      return flat(document.toString())
    },
    'read all': (text) => {
      let length = 0
      for (const entry of parse(text)) {
        length += (entry.name ?? '').length
        length += (entry.login ?? '').length + (entry.password ?? '').length
      }
      return length
    },
  },
}

const npmNetrc: Contender = {
  name: 'netrc',
  tasks: {
    'read one': (text, name) => parseTable(text)[name]?.password ?? '',
    'change one': (text, name) => {
      const machines = parseTable(text)
      const machine = machines[name]
      if (machine) machine.password = newPassword
      // What its `save` writes.
      return flat(`${format(machines)}\n`)
    },
    'read all': (text) => lengthOfAll(parseTable(text)),
  },
}

const netrcParser: Contender = {
  name: 'netrc-parser',
  tasks: {
    'read one': (text, name) => parseMachines(text)[name]?.password ?? '',
    'change one': (text, name) => {
      // Its `load` and `save` are these, and the file.
      const file = new PeerFile('never-read.netrc')
      file.machines = parseMachines(text)
      const machine = file.machines[name]
      if (machine) machine.password = newPassword
      return flat(file.output)
    },
    'read all': (text) => lengthOfAll(parseMachines(text)),
  },
}

/** The least that anything must do that looks at each character once. */
const barePass: Contender = {
  name: 'charCodeAt pass',
  tasks: { 'read one': checksum, 'change one': checksum, 'read all': checksum },
}

export const contenders: readonly Contender[] = [ours, npmNetrc, netrcParser, barePass]

/** Throws where a contender does not read `text` right, so that nothing wrong is measured. */
export function assertReads(contender: Contender, text: string, index: number): void {
  if (contender === barePass) return
  const name = hostName(index)
  const written = contender.tasks['change one'](text, name)
  const facts = [
    contender.tasks['read one'](text, name) === secret(index),
    contender.tasks['read all'](text, name) === ours.tasks['read all'](text, name),
    contender.tasks['read one'](String(written), name) === newPassword,
  ]
  if (facts.includes(false)) throw new Error(`${contender.name} misreads the generated file`)
}

function lengthOfAll(machines: Readonly<Record<string, Record<string, string>>>): number {
  let length = 0
  for (const name of Object.keys(machines)) {
    const machine = machines[name]
    length += name.length + (machine?.login ?? '').length + (machine?.password ?? '').length
  }
  return length
}

// A text that was put together is a rope until something reads it: whoever writes it pays for that.
function flat(text: string): string {
  return text.charCodeAt(text.length - 1) === 0 ? '' : text
}

function checksum(text: string): number {
  let sum = 0
  for (let index = 0; index < text.length; index++) sum = (sum + text.charCodeAt(index)) | 0
  return sum
}
