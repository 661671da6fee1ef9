import { contenders } from './contenders.ts'
import { parse } from './core.ts'
import { openMemoryFile } from './memory-file.ts'
import type { ContenderName, MemoryRow } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { median } from './timing.ts'

interface Holding {
  readonly contender: ContenderName
  readonly state: string
  /** Returns what keeps the memory. */
  readonly hold: (text: string) => unknown
}

function ours(state: string, hold: Holding['hold']): Holding {
  return { contender: 'lossless-netrc', state, hold }
}

const holdings: readonly Holding[] = [
  ...contenders
    .filter(({ name }) => name !== 'charCodeAt pass')
    .map(({ name, hold }): Holding => ({ contender: name, state: 'parsed', hold })),
  ours('every field was read once', (text) => {
    const document = parse(text)
    for (const entry of document) entry.fields
    return document
  }),
  ours('looked up by name many times', (text) => {
    const document = parse(text)
    for (let index = 0; index < 10; index++) document.get(hostName(index))
    return document
  }),
  ours('with every entry held', (text) => {
    const document = parse(text)
    return [document, document.entries]
  }),
]

const entries = Number(process.argv[2])
const text = netrcText(entries, 'plain')
openMemoryFile()

function heapInUse(): number {
  if (!globalThis.gc) throw new Error('run with --expose-gc')
  // Twice: what the first one finds dead may hold what the second one frees.
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

function retained(hold: Holding['hold']): number {
  const held: unknown[] = [undefined]
  const before = heapInUse()
  held[0] = hold(text)
  const bytes = heapInUse() - before
  held.length = 0
  return bytes
}

const rows: MemoryRow[] = holdings.map(({ contender, state, hold }) => {
  hold(text)
  const bytes = median([retained(hold), retained(hold), retained(hold)])
  return {
    contender,
    state,
    entries,
    bytesPerEntry: Math.round(bytes / entries),
    charactersPerEntry: Math.round(text.length / entries),
  }
})

process.send?.(rows)
