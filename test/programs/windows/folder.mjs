import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'

// What every test here has: a folder of its own, and other processes.

const folders = mkdtempSync(join(tmpdir(), 'netrc-'))
// Not before every test has ended: what another process has open cannot be removed.
after(() => rmSync(folders, { recursive: true, force: true, maxRetries: 5 }))

/** A folder with these files in it. */
export function folderWith(files = {}) {
  const folder = mkdtempSync(join(folders, 'folder-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** The whole folder holds these files, with these texts, and nothing else. */
export function assertFolder(folder, files) {
  const found = readdirSync(folder).sort()
  assert.deepEqual(found, Object.keys(files).sort())
  for (const name of found) assert.equal(readFileSync(join(folder, name), 'utf8'), files[name])
}

/** Start one of the programs beside this file; it is killed when the test ends. */
export function start(test, name, ...parameters) {
  const program = fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url))
  const child = spawn(process.execPath, [program, ...parameters.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, output, errors }))
  })
  /** Wait until the program has said its first word. */
  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk
      resolve()
    })
    child.on('close', () => reject(new Error(`${name} said nothing: ${errors}`)))
  })
  // Not every test waits for the first word.
  ready.catch(() => {})
  const kill = () => {
    child.kill()
    return ended
  }
  test.after(kill)
  return { ready, ended, kill }
}

/** Wait until a program has ended, and ended well; what it said. */
export async function outputOf({ ended }) {
  const { status, output, errors } = await ended
  assert.equal(errors, '')
  assert.equal(status, 0)
  return output
}
