import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { contenders } from './contenders.ts'
import { openMemoryFile } from './memory-file.ts'
import { parse } from './published.ts'
import type { ContenderName, MemoryRow } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { collectGarbage, median } from './timing.ts'

type Hold = (text: string) => unknown

const path = fileURLToPath(import.meta.url)

/** The bytes kept for each entry, measured in a process of its own. */
export function measureMemory(quick: boolean): MemoryRow[] {
  const call = [...process.execArgv, path, quick ? '1000' : '10000']
  return JSON.parse(execFileSync(process.execPath, call, { encoding: 'utf8' }))
}

/** Each state of a document, and what brings it there: it returns what keeps the memory. */
function holdings(): readonly (readonly [ContenderName, state: string, hold: Hold])[] {
  return [
    ...contenders
      .filter(({ name }) => name !== 'charCodeAt pass')
      .map(({ name, hold }) => [name, 'parsed', hold] as const),
    ['lossless-netrc', 'every field was read once', holdFields],
    ['lossless-netrc', 'looked up by name many times', holdIndex],
    ['lossless-netrc', 'with every entry held', holdEntries],
  ]
}

const holdFields: Hold = (text) => {
  const document = parse(text)
  for (const entry of document) entry.fields
  return document
}
const holdIndex: Hold = (text) => {
  const document = parse(text)
  for (let index = 0; index < 10; index++) document.get(hostName(index))
  return document
}
const holdEntries: Hold = (text) => {
  const document = parse(text)
  return [document, document.entries]
}

function measure(entries: number): MemoryRow[] {
  const text = netrcText(entries, 'plain')
  return holdings().map(([contender, state, hold]) => {
    hold(text)
    const bytes = median([retained(hold, text), retained(hold, text), retained(hold, text)])
    return {
      contender,
      state,
      entries,
      bytesPerEntry: Math.round(bytes / entries),
      charactersPerEntry: Math.round(text.length / entries),
    }
  })
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
  process.stdout.write(JSON.stringify(measure(Number(process.argv[2]))))
}
