import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { lockSync } from 'proper-lockfile'
import { sync as writeFileAtomicSync } from 'write-file-atomic'
import { credentialsOf, loadAdapter } from '../peers/adapter.ts'
import { fromHere } from '../peers/peers.ts'
import { readCredentialsSync, updateNetrcSync } from './published.ts'
import type { DiskRow } from './rows.ts'
import { hostName, netrcText, secret } from './texts.ts'
import { inTurn, keep, median, milliseconds } from './timing.ts'

const entries = 10
const index = entries >> 1
const name = hostName(index)
const { machines, change, openSync, saveSync } = await loadAdapter('netrc-parser')

/** Changes the password of the machine in a file. */
type Update = (path: string, from: string, to: string) => void
/** Reads the password of the machine from a file, or does as much of that as its name says. */
type Read = (path: string) => unknown

const replaced = (path: string, from: string, to: string) =>
  readFileSync(path, 'utf8').replace(from, to)

/** The first is ours; the next two do not use the format. */
const updaters: Readonly<Record<string, Update>> = {
  'lossless-netrc': (path, _, to) => {
    updateNetrcSync((netrc) => netrc.set(name, { password: to }).kind, { path })
  },
  // A temporary file, one fsync, a rename; no lock.
  'write-file-atomic': (path, from, to) =>
    writeFileAtomicSync(path, replaced(path, from, to), { mode: 0o600 }),
  'proper-lockfile and writeFile': (path, from, to) => {
    const release = lockSync(path)
    writeFileSync(path, replaced(path, from, to), { mode: 0o600 })
    release()
  },
  'netrc-parser': (path, _, to) => {
    const document = openSync?.(path)
    change?.(document, name, to)
    saveSync?.(document)
  },
}

const readers: Readonly<Record<string, Read>> = {
  'lossless-netrc': (path) => readCredentialsSync(name, { path })?.password,
  'netrc-parser': (path) => credentialsOf(machines(openSync?.(path))[name])[1],
  readFileSync: (path) => readFileSync(path),
}

/** One run of one contender, in milliseconds; `synced` is the part that is spent in fsync. */
type Sample = Readonly<{ total: number; synced: number }>

/** Measures one update and one look-up in a file of ten entries. The contenders take turns in one process. */
export function measureDisk(quick: boolean): DiskRow[] {
  // Not in the temporary directory, which may be in memory.
  const parent = fromHere('node_modules/.cache')
  mkdirSync(parent, { recursive: true })
  const directory = mkdtempSync(join(parent, 'disk-'))
  const syncs = watchSyncs()
  const updateOnce = (update: Update, path: string, round: number): Sample => {
    const [from, to] = [passwordOf(round), passwordOf(round + 1)]
    const before = syncs.time
    const total = milliseconds(() => update(path, from, to))
    assertHas(readFileSync(path, 'utf8'), to, path)
    return { total, synced: syncs.time - before }
  }
  try {
    return [
      ...measureTask('update one', updaters, updateOnce, directory, quick ? 60 : 400),
      ...measureTask('read one', readers, readOnce, directory, quick ? 100 : 500),
    ]
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function passwordOf(round: number): string {
  return round === 0 ? secret(index) : `s3cret-of-round-${round}`
}

function readOnce(read: Read, path: string): Sample {
  assertHas(String(read(path)), secret(index), path)
  // One sample is long enough for the clock.
  const total = milliseconds(() => {
    for (let count = 0; count < 10; count++) keep(read(path))
  })
  return { total: total / 10, synced: 0 }
}

/** Throws if a text does not have the password, so that nothing wrong is measured. */
function assertHas(text: string, password: string, path: string): void {
  if (!text.includes(password)) throw new Error(`misread or not changed: ${path}`)
}

/** Runs each contender in turn on its own file. */
function measureTask<Work>(
  task: DiskRow['task'],
  works: Readonly<Record<string, Work>>,
  runOnce: (work: Work, path: string, round: number) => Sample,
  directory: string,
  rounds: number,
): DiskRow[] {
  const all = Object.entries(works).map(([contender, work]) => {
    const path = join(directory, `${contender.replaceAll(' ', '-')}.netrc`)
    writeFileSync(path, netrcText(entries), { mode: 0o600 })
    return { contender, work, path, samples: [] as Sample[] }
  })
  for (let round = 0; round < rounds; round++) {
    for (const { work, path, samples } of inTurn(all, round)) {
      samples.push(runOnce(work, path, round))
    }
  }
  const rows = all.map(({ contender, samples }) => ({
    ...{ task, entries, contender, samples: samples.length },
    median: median(samples.map(({ total }) => total)),
    synced: median(samples.map(({ synced }) => synced)),
  }))
  const ours = rows[0]?.median ?? Number.NaN
  return rows.map((row) => ({ ...row, ratio: row.median / ours }))
}

/** Adds up the time that any code spends in `fsyncSync` from now on. */
function watchSyncs(): { readonly time: number } {
  const spent = { time: 0 }
  const { fsyncSync } = fs
  fs.fsyncSync = (descriptor) => {
    spent.time += milliseconds(() => fsyncSync(descriptor))
  }
  syncBuiltinESMExports()
  return spent
}
