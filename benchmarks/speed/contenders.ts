import { type Contender, flat, newPassword } from './contender.ts'
import { parse } from './core.ts'
import { peers } from './peers.ts'
import type { Task } from './rows.ts'
import { hostName, secret } from './texts.ts'

const readAll = (text: string): number => {
  let length = 0
  for (const entry of parse(text)) {
    length += (entry.name ?? '').length
    length += (entry.login ?? '').length + (entry.password ?? '').length
  }
  return length
}

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

/** The least that anything must do that looks at each character once. */
const barePass: Contender = {
  name: 'charCodeAt pass',
  hold: () => undefined,
  tasks: { 'read one': checksum, 'change one': checksum, 'read all': checksum },
}

export const contenders: readonly Contender[] = [ours, ...peers, barePass]

/** Why a contender cannot be measured at a task on this text, so that nothing wrong is measured; undefined where it can. */
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

function isRight(contender: Contender, task: Task, text: string, index: number): boolean {
  const { tasks } = contender
  const name = hostName(index)
  const answer = tasks[task]?.(text, name)
  if (task === 'read one') return answer === secret(index)
  if (task === 'read all') return answer === readAll(text)
  return tasks['read one']?.(String(answer), name) === newPassword
}

function checksum(text: string): number {
  let sum = 0
  for (let index = 0; index < text.length; index++) sum = (sum + text.charCodeAt(index)) | 0
  return sum
}
