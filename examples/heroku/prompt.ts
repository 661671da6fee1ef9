import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { type Account, Refusal } from './api.ts'

/** Asks for e-mail address and password, one line each: on a terminal, which does not show the password, or through a pipe. */
export async function askForAccount(): Promise<Account> {
  const answers: string[] = []
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (answers.length === 0) process.stderr.write(chunk)
      done()
    },
  })
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY })
  lines.setPrompt('Email: ')
  lines.prompt()
  // In the event, not after it: both lines may come at once, and the second must not be shown.
  lines.on('line', (line) => {
    answers.push(line)
    if (answers.length === 1) process.stderr.write('Password: ')
    else lines.close()
  })
  await once(lines, 'close')
  process.stdin.destroy() // otherwise, an open pipe would keep the program waiting
  process.stderr.write('\n')
  const [login = '', password = ''] = answers
  if (!login.trim() || !password) throw new Refusal('e-mail and password are needed to log in')
  return { login: login.trim(), password }
}
