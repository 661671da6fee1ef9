import { readFileSync } from 'node:fs'
import { type Adapter, credentialsOf, loadAdapter } from '../peers/adapter.ts'
import { resolvePackage } from '../peers/peers.ts'
import { memoryFile, memoryPath } from './memory-file.ts'
import { parse } from './published.ts'
import { type ContenderName, peerNames, type Task } from './rows.ts'
import { hostName, secret } from './texts.ts'

/** Does one task with a text and the name of a machine. The returned value shows what was read. */
export type Run = (text: string, name: string) => string | number

/** What one library does for each task, in memory: nothing here reads or writes a file. */
export interface Contender {
  readonly name: ContenderName
  /** Parses, and returns an object that keeps the memory in use. */
  readonly hold: (text: string) => unknown
  /** `undefined` if the library cannot do it. */
  readonly tasks: Readonly<Record<Task, Run | undefined>>
}

export const newPassword = 's3cret-of-today'

const ours: Contender = {
  name: 'lossless-netrc',
  hold: (text) => parse(text),
  tasks: {
    'read one': (text, name) => parse(text).get(name)?.password ?? '',
    'change one': (text, name) => {
      const document = parse(text)
      document.set(name, { password: newPassword })
      return flat(document.toString())
    },
    'read all': readAll,
  },
}

function readAll(text: string): number {
  let length = 0
  for (const { name = '', login = '', password = '' } of parse(text)) {
    length += name.length + login.length + password.length
  }
  return length
}

/** The least that any parser has to do: look at each character once. */
const barePass: Contender = {
  name: 'charCodeAt pass',
  hold: () => undefined,
  tasks: { 'read one': checksum, 'change one': checksum, 'read all': checksum },
}

function checksum(text: string): number {
  let sum = 0
  for (let index = 0; index < text.length; index++) sum = (sum + text.charCodeAt(index)) | 0
  return sum
}

const peers = await Promise.all(
  peerNames.map(async (name) => contenderOf(name, await loadAdapter(name))),
)
export const contenders: readonly Contender[] = [ours, ...peers, barePass]

/** Calls a package in the fastest way it offers. If it only takes a path, it finds the text in memory. */
function contenderOf(name: ContenderName, adapter: Adapter): Contender {
  const { machines, open, save, format, change } = adapter
  const openInMemory = (text: string) => {
    memoryFile.content = text
    return open(memoryPath)
  }
  const hold = adapter.parse ?? openInMemory
  const changeOne = (text: string, machine: string) => {
    const document = (format ? hold : openInMemory)(text)
    change?.(document, machine, newPassword)
    if (format) return flat(format(document))
    save?.(document)
    return flat(memoryFile.content)
  }
  const readEach = (text: string) => {
    let length = 0
    for (const [machine, fields] of Object.entries(machines(hold(text)))) {
      const [login, password] = credentialsOf(fields)
      length += machine.length + login.length + password.length
    }
    return length
  }
  return {
    name,
    hold,
    tasks: {
      'read one': (text, machine) => credentialsOf(machines(hold(text))[machine])[1],
      'change one': change && changeOne,
      'read all': readEach,
    },
  }
}

/** Flattens a text: a concatenated string is a rope until something reads it, and the first reader pays for that. */
function flat(text: string): string {
  return text.charCodeAt(text.length - 1) === 0 ? '' : text
}

/** Returns why a contender cannot be measured at a task on this text, or `undefined` if it can. */
export function refusal(
  contender: Contender,
  task: Task,
  text: string,
  index: number,
): string | undefined {
  const run = contender.tasks[task]
  if (!run) return 'has no way to do it'
  if (contender === barePass) return undefined
  try {
    return isRight(contender, task, text, index) ? undefined : 'misreads this file'
  } catch {
    return 'fails on this file'
  }
}

function isRight({ tasks }: Contender, task: Task, text: string, index: number): boolean {
  const name = hostName(index)
  const answer = tasks[task]?.(text, name)
  if (task === 'read one') return answer === secret(index)
  if (task === 'read all') return answer === readAll(text)
  return tasks['read one']?.(String(answer), name) === newPassword
}

/** Returns whether `@travi/netrc` still has the code of `netrc`, byte for byte, so that one row is enough for both. */
export function isSameCode(): boolean {
  const codeOf = (name: string) => readFileSync(resolvePackage(name))
  return codeOf('netrc').equals(codeOf('@travi/netrc'))
}
