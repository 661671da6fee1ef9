import { parse as parseTable } from 'netrc'
import { parse as parseMachines } from 'netrc-parser'
import { parse } from './core.ts'
import type { ContenderName, MemoryRow } from './rows.ts'
import { hostName, netrcText } from './texts.ts'
import { median } from './timing.ts'

interface Holding {
  readonly contender: ContenderName
  readonly state: string
  /** Returns what keeps the memory. */
  readonly hold: (text: string) => unknown
}

const holdings: readonly Holding[] = [
  { contender: 'lossless-netrc', state: 'parsed', hold: (text) => parse(text) },
  {
    contender: 'lossless-netrc',
    state: 'every field was read once',
    hold: (text) => {
      const document = parse(text)
      for (const entry of document) entry.fields
      return document
    },
  },
  {
    contender: 'lossless-netrc',
    state: 'looked up by name many times',
    hold: (text) => {
      const document = parse(text)
      for (let index = 0; index < 10; index++) document.get(hostName(index))
      return document
    },
  },
  {
    contender: 'lossless-netrc',
    state: 'with every entry held',
    hold: (text) => {
      const document = parse(text)
      return [document, document.entries]
    },
  },
  { contender: 'netrc', state: 'parsed', hold: (text) => parseTable(text) },
  { contender: 'netrc-parser', state: 'parsed', hold: (text) => parseMachines(text) },
]

const entries = Number(process.argv[2])
const text = netrcText(entries)

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
