import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { type Account, Refusal } from './api.ts'

/** Asks for e-mail and password, one line each. Reads from a terminal without showing the password, or from a pipe. */
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
  // Inside the event handler: both lines may arrive at once, and the second must not be shown.
  lines.on('line', (line) => {
    answers.push(line)
    if (answers.length === 1) process.stderr.write('Password: ')
    else lines.close()
  })
  await once(lines, 'close')
  process.stdin.destroy() // an open pipe would keep the program running
  process.stderr.write('\n')
  const [login = '', password = ''] = answers
  if (!login.trim() || !password) throw new Refusal('e-mail and password are needed to log in')
  return { login: login.trim(), password }
}
