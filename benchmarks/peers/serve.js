import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The file of the scratch home directory that this process was started in. */
export const file = join(homedir(), '.netrc')

/**
 * Answer requests, one JSON text a line, until stdin ends. Before each the file is written anew; after it the answer
 * says what the file holds, and what was read or that the peer refused.
 */
export async function serve(operations) {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line)
    rmSync(file, { force: true })
    writeFileSync(file, Buffer.from(request.content, 'base64'), { mode: 0o600 })
    const answer = await perform(operations[request.operation], request)
    const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
    process.stdout.write(`${JSON.stringify({ ...answer, content: content.toString('base64') })}\n`)
  }
}

/** What `read` answers for one machine: texts as the base64 of their bytes, nothing for what has no value. */
export function machine(name, { login, password, account }, bytesOf = Buffer.from) {
  const given = Object.entries({ name, login, password, account }).filter(
    ([, text]) => text != null,
  )
  return Object.fromEntries(
    given.map(([field, text]) => [field, bytesOf(String(text)).toString('base64')]),
  )
}

/** Throws for a machine that the peer did not find. */
export function found(entry) {
  if (!entry) throw new Error('the machine was not found')
  return entry
}

async function perform(operation, request) {
  try {
    return { machines: await operation(request) }
  } catch {
    return { refused: true }
  }
}
