import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { lockSync } from 'proper-lockfile'
import { sync as writeFileAtomicSync } from 'write-file-atomic'
import { credentialsOf, loadAdapter } from '../peers/adapter.ts'
import { fromHere } from '../peers/peers.ts'
import { readCredentialsSync, updateNetrcSync } from './published.ts'
import type { DiskContenderName, DiskRow } from './rows.ts'
import { hostName, netrcText, secret } from './texts.ts'
import { inTurn, keep, median, milliseconds } from './timing.ts'

const entries = 10
const index = entries >> 1
const name = hostName(index)
const { machines, change, openSync, saveSync } = await loadAdapter('netrc-parser')

/** Changes the password of the machine in a file. */
type Update = (path: string, password: { readonly from: string; readonly to: string }) => void
/** Reads the password of the machine from a file, or as much of it as is in the name. */
type Read = (path: string) => unknown

const replaced = (path: string, from: string, to: string) =>
  readFileSync(path, 'utf8').replace(from, to)

/** The first is ours; the two after it know nothing of the format. */
const updaters: readonly (readonly [DiskContenderName, Update])[] = [
  [
    'lossless-netrc',
    (path, { to }) => {
      updateNetrcSync((netrc) => netrc.set(name, { password: to }).kind, { path })
    },
  ],
  [
    // A temporary file, one fsync, a rename; no lock.
    'write-file-atomic',
    (path, { from, to }) => writeFileAtomicSync(path, replaced(path, from, to), { mode: 0o600 }),
  ],
  [
    'proper-lockfile and writeFile',
    (path, { from, to }) => {
      const release = lockSync(path)
      writeFileSync(path, replaced(path, from, to), { mode: 0o600 })
      release()
    },
  ],
  [
    'netrc-parser',
    (path, { to }) => {
      const document = openSync?.(path)
      change?.(document, name, to)
      saveSync?.(document)
    },
  ],
]

const readers: readonly (readonly [DiskContenderName, Read])[] = [
  ['lossless-netrc', (path) => readCredentialsSync(name, { path })?.password],
  ['netrc-parser', (path) => credentialsOf(machines(openSync?.(path))[name])[1]],
  ['readFileSync', (path) => readFileSync(path)],
]

/** One run by one contender, in milliseconds; `synced` is the part of it that is spent in fsync. */
type Sample = Readonly<{ total: number; synced: number }>
type Sampled = readonly [DiskContenderName, Sample[]]

/** The time of one update and of one look-up in a file of ten entries, by each contender in turn in one process. */
export function measureDisk(quick: boolean): DiskRow[] {
  // Not in the directory for temporary files, which may be in memory.
  const parent = fromHere('node_modules/.cache')
  mkdirSync(parent, { recursive: true })
  const directory = mkdtempSync(join(parent, 'disk-'))
  try {
    return [
      ...rowsOf('update one', measureUpdates(directory, quick ? 60 : 400)),
      ...rowsOf('read one', measureReads(directory, quick ? 100 : 500)),
    ]
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function measureUpdates(directory: string, rounds: number): Sampled[] {
  const watch = watchSyncs()
  const sampled = sampleInTurn(updaters, rounds, (contender, update) => {
    const path = write(directory, contender)
    let from = secret(index)
    return (round) => {
      const to = `s3cret-of-round-${round}`
      const before = watch.time()
      const total = milliseconds(() => update(path, { from, to }))
      const synced = watch.time() - before
      assertHas(readFileSync(path, 'utf8'), to, contender)
      from = to
      return { total, synced }
    }
  })
  watch.end()
  return sampled
}

function measureReads(directory: string, rounds: number): Sampled[] {
  const path = write(directory, 'read')
  return sampleInTurn(readers, rounds, (contender, read) => {
    assertHas(String(read(path)), secret(index), contender)
    return () => {
      // One sample is long enough for the clock.
      const total = milliseconds(() => {
        for (let count = 0; count < 10; count++) keep(read(path))
      })
      return { total: total / 10, synced: 0 }
    }
  })
}

/** Prepares each contender, then runs them in turn. */
function sampleInTurn<Work>(
  contenders: readonly (readonly [DiskContenderName, Work])[],
  rounds: number,
  prepare: (contender: DiskContenderName, work: Work) => (round: number) => Sample,
): Sampled[] {
  const all = contenders.map(([contender, work]) => {
    return { contender, run: prepare(contender, work), samples: [] as Sample[] }
  })
  for (let round = 0; round < rounds; round++) {
    for (const { run, samples } of inTurn(all, round)) samples.push(run(round))
  }
  return all.map(({ contender, samples }) => [contender, samples])
}

function write(directory: string, name: string): string {
  const path = join(directory, `${name.replaceAll(' ', '-')}.netrc`)
  writeFileSync(path, netrcText(entries), { mode: 0o600 })
  return path
}

/** Throws if a text lacks the password, so that nothing wrong is measured. */
function assertHas(text: string, password: string, contender: string): void {
  if (!text.includes(password)) throw new Error(`${contender} misread or did not change the file`)
}

function rowsOf(task: DiskRow['task'], all: readonly Sampled[]): DiskRow[] {
  const medians = all.map(([contender, samples]) => ({
    ...{ task, entries, contender, samples: samples.length },
    median: median(samples.map(({ total }) => total)),
    synced: median(samples.map(({ synced }) => synced)),
  }))
  const ours = medians[0]?.median ?? Number.NaN
  return medians.map((row) => ({ ...row, ratio: row.median / ours }))
}

/** Adds up the time that is spent in `fsyncSync`, whoever calls it. */
function watchSyncs() {
  const real = fs.fsyncSync
  let time = 0
  const put = (call: typeof real): void => {
    fs.fsyncSync = call
    syncBuiltinESMExports()
  }
  put((descriptor) => {
    time += milliseconds(() => real(descriptor))
  })
  return { time: () => time, end: () => put(real) }
}
