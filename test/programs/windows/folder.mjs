import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'

// Shared by the tests of this folder: separate folders, and other processes.

const folders = mkdtempSync(join(tmpdir(), 'netrc-'))
// Only after all tests have ended, because Windows does not remove a file that another process has open.
after(() => rmSync(folders, { recursive: true, force: true, maxRetries: 5 }))

/** Makes a folder with these files in it. */
export function folderWith(files = {}) {
  const folder = mkdtempSync(join(folders, 'folder-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** Asserts that the folder has these files, with these texts, and nothing else. */
export function assertFolder(folder, files) {
  const found = readdirSync(folder).sort()
  assert.deepEqual(found, Object.keys(files).sort())
  for (const name of found) assert.equal(readFileSync(join(folder, name), 'utf8'), files[name])
}

/** Starts one of the programs in `programs/`. It is killed when the test ends. */
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
  /** Resolves when the program prints something. */
  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk
      resolve()
    })
    child.on('close', () => reject(new Error(`${name} said nothing: ${errors}`)))
  })
  // Not every test waits for this.
  ready.catch(() => {})
  const kill = () => {
    child.kill()
    return ended
  }
  test.after(kill)
  return { ready, ended, kill }
}

/** Waits until a program ends, and returns its output. Asserts that it succeeded. */
export async function outputOf({ ended }) {
  const { status, output, errors } = await ended
  assert.equal(errors, '')
  assert.equal(status, 0)
  return output
}
