import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { NetrcDocument } from '../../src/core.ts'
import { contenders } from './contenders.ts'
import { openMemoryFile } from './memory-file.ts'
import { parse } from './published.ts'
import type { ContenderName, MemoryRow } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { collectGarbage, median } from './timing.ts'

const path = fileURLToPath(import.meta.url)

/** Measures the bytes that are kept for each entry, in a separate process. */
export function measureMemory(quick: boolean): MemoryRow[] {
  const call = [...process.execArgv, path, quick ? '1000' : '10000']
  return JSON.parse(execFileSync(process.execPath, call, { encoding: 'utf8' }))
}

/** A document in a state; `hold` brings it there, and returns an object that keeps the memory in use. */
interface Holding {
  readonly contender: ContenderName
  readonly state: string
  readonly hold: (text: string) => unknown
}

const holdings: readonly Holding[] = [
  ...contenders
    .filter(({ name }) => name !== 'charCodeAt pass')
    .map(({ name, hold }) => ({ contender: name, state: 'parsed', hold })),
  ours('every field was read once', (document) => {
    for (const entry of document) entry.fields
  }),
  ours('looked up by name many times', (document) => {
    for (let index = 0; index < 10; index++) document.get(hostName(index))
  }),
  ours('with every entry held', (document) => document.entries),
]

function ours(state: string, use: (document: NetrcDocument) => unknown): Holding {
  const hold = (text: string) => {
    const document = parse(text)
    return [document, use(document)]
  }
  return { contender: 'lossless-netrc', state, hold }
}

function retained(hold: Holding['hold'], text: string): number {
  const before = heapInUse()
  const held = [hold(text)]
  const bytes = heapInUse() - before
  held.length = 0
  return bytes
}

function heapInUse(): number {
  // Twice: an object that the first run finds dead may keep one that only the second run frees.
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}

if (process.argv[1] === path) {
  openMemoryFile()
  const entries = Number(process.argv[2])
  const text = netrcText(entries, 'plain')
  const charactersPerEntry = Math.round(text.length / entries)
  const rows = holdings.map(({ contender, state, hold }): MemoryRow => {
    hold(text)
    const bytes = median([retained(hold, text), retained(hold, text), retained(hold, text)])
    const bytesPerEntry = Math.round(bytes / entries)
    return { contender, state, entries, bytesPerEntry, charactersPerEntry }
  })
  process.stdout.write(JSON.stringify(rows))
}
