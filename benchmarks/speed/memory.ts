import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { NetrcDocument } from '../../src/core.ts'
import { contenders } from './contenders.ts'
import { openMemoryFile } from './memory-file.ts'
import { parse } from './published.ts'
import type { ContenderName, MemoryRow } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { collectGarbage, median } from './timing.ts'

/** Brings a document into a state, and returns what keeps the memory. */
type Hold = (text: string) => unknown

const path = fileURLToPath(import.meta.url)

/** The bytes kept for each entry, measured in a process of its own. */
export function measureMemory(quick: boolean): MemoryRow[] {
  const call = [...process.execArgv, path, quick ? '1000' : '10000']
  return JSON.parse(execFileSync(process.execPath, call, { encoding: 'utf8' }))
}

const holdings: readonly (readonly [ContenderName, state: string, hold: Hold])[] = [
  ...contenders
    .filter(({ name }) => name !== 'charCodeAt pass')
    .map(({ name, hold }) => [name, 'parsed', hold] as const),
  ['lossless-netrc', 'every field was read once', after(readFields)],
  ['lossless-netrc', 'looked up by name many times', after(lookUp)],
  ['lossless-netrc', 'with every entry held', holdEntries],
]

function after(use: (document: NetrcDocument) => void): Hold {
  return (text) => {
    const document = parse(text)
    use(document)
    return document
  }
}

function holdEntries(text: string): unknown {
  const document = parse(text)
  return [document, document.entries]
}

function readFields(document: NetrcDocument): void {
  for (const entry of document) entry.fields
}

function lookUp(document: NetrcDocument): void {
  for (let index = 0; index < 10; index++) document.get(hostName(index))
}

function retained(hold: Hold, text: string): number {
  const held: unknown[] = [undefined]
  const before = heapInUse()
  held[0] = hold(text)
  const bytes = heapInUse() - before
  held.length = 0
  return bytes
}

function heapInUse(): number {
  // Twice: what the first one finds dead may hold what the second one frees.
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}

if (process.argv[1] === path) {
  openMemoryFile()
  const entries = Number(process.argv[2])
  const text = netrcText(entries, 'plain')
  const charactersPerEntry = Math.round(text.length / entries)
  const rows = holdings.map(([contender, state, hold]): MemoryRow => {
    hold(text)
    const bytes = median([retained(hold, text), retained(hold, text), retained(hold, text)])
    const bytesPerEntry = Math.round(bytes / entries)
    return { contender, state, entries, bytesPerEntry, charactersPerEntry }
  })
  process.stdout.write(JSON.stringify(rows))
}
