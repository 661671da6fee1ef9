import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readers, updaters } from './disk-contenders.ts'
import type { DiskContenderName, DiskRow } from './rows.ts'
import { hostName, netrcText, secret } from './texts.ts'
import { keep, median, milliseconds } from './timing.ts'

const entries = 10
const index = entries >> 1
const name = hostName(index)

/** One run by one contender, in milliseconds; `synced` is the part of it that is spent in fsync. */
interface Sample {
  readonly total: number
  readonly synced: number
}

/** The time of one update and of one look-up in a file of ten entries, by each contender in turn in one process. */
export function measureDisk(quick: boolean): DiskRow[] {
  // Not in the directory for temporary files, which may be in memory.
  const parent = fileURLToPath(new URL('../node_modules/.cache', import.meta.url))
  mkdirSync(parent, { recursive: true })
  const directory = mkdtempSync(join(parent, 'disk-'))
  const watch = watchSyncs()
  try {
    return [
      ...rowsOf('update one', measureUpdates(directory, watch, quick ? 60 : 400)),
      ...rowsOf('read one', measureReads(directory, quick ? 100 : 500)),
    ]
  } finally {
    watch.end()
    rmSync(directory, { recursive: true })
  }
}

type Samples = ReadonlyMap<DiskContenderName, Sample[]>

function measureUpdates(directory: string, watch: SyncWatch, rounds: number): Samples {
  const files = updaters.map(({ name: contender, update }) => {
    const path = write(directory, `${contender}.netrc`)
    return { contender, update, path, password: secret(index), samples: [] as Sample[] }
  })
  for (let round = 0; round < rounds; round++) {
    for (const file of inTurn(files, round)) {
      const change = { name, from: file.password, to: `s3cret-of-round-${round}` }
      const before = watch.time()
      const total = milliseconds(() => file.update(file.path, change))
      file.samples.push({ total, synced: watch.time() - before })
      file.password = change.to
      assertHas(file.path, change.to, file.contender)
    }
  }
  return new Map(files.map(({ contender, samples }) => [contender, samples]))
}

function measureReads(directory: string, rounds: number): Samples {
  const path = write(directory, 'read.netrc')
  // One sample is long enough for the clock.
  const repeats = 10
  const all = readers.map((reader) => ({ ...reader, samples: [] as Sample[] }))
  for (let round = 0; round < rounds; round++) {
    for (const { read, samples } of inTurn(all, round)) {
      const total = milliseconds(() => {
        for (let count = 0; count < repeats; count++) keep(read(path, name))
      })
      samples.push({ total: total / repeats, synced: 0 })
    }
  }
  for (const { name: contender, read } of readers) {
    const found = String(read(path, name))
    if (!found.includes(secret(index))) throw new Error(`${contender} misreads the file`)
  }
  return new Map(all.map((reader) => [reader.name, reader.samples]))
}

/** Each one goes first in turn. */
function inTurn<T>(all: readonly T[], round: number): readonly T[] {
  const turn = round % all.length
  return [...all.slice(turn), ...all.slice(0, turn)]
}

function write(directory: string, file: string): string {
  const path = join(directory, file.replaceAll(' ', '-'))
  writeFileSync(path, netrcText(entries), { mode: 0o600 })
  return path
}

/** Throws where the file has not the new password, so that nothing wrong is measured. */
function assertHas(path: string, password: string, contender: string): void {
  const text = readFileSync(path, 'utf8')
  if (!text.includes(`${password}\n`)) throw new Error(`${contender} has not changed the file`)
}

function rowsOf(task: DiskRow['task'], all: Samples): DiskRow[] {
  const totalOf = (samples: readonly Sample[]) => median(samples.map(({ total }) => total))
  const ours = totalOf(all.get('lossless-netrc') ?? [])
  return [...all].map(([contender, samples]) => ({
    task,
    entries,
    contender,
    median: totalOf(samples),
    synced: median(samples.map(({ synced }) => synced)),
    samples: samples.length,
    ratio: totalOf(samples) / ours,
  }))
}

/** Adds up the time that is spent in `fsyncSync`, whoever calls it. */
interface SyncWatch {
  time(): number
  end(): void
}

function watchSyncs(): SyncWatch {
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
