import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { MemoryRow } from './rows.ts'

const child = fileURLToPath(new URL('memory-child.ts', import.meta.url))

/** Bytes kept for each entry, measured in a process of its own that can collect its garbage. */
export function measureMemory(quick: boolean): Promise<MemoryRow[]> {
  return new Promise((resolve, reject) => {
    const options = { execArgv: [...process.execArgv, '--expose-gc'] }
    const measuring = fork(child, [quick ? '1000' : '10000'], options)
    let rows: MemoryRow[] = []
    measuring.on('message', (message: MemoryRow[]) => {
      rows = message
    })
    measuring.on('error', reject)
    measuring.on('exit', (code) =>
      code === 0 ? resolve(rows) : reject(new Error(`the memory process ended with ${code}`)),
    )
  })
}
