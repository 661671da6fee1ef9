import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { contenders } from './contenders.ts'
import { timeLimit } from './limits.ts'
import { openMemoryFile } from './memory-file.ts'
import { hostName, netrcText } from './texts.ts'
import type { Reading } from './time-limit.ts'
import { keep } from './timing.ts'

const { contender, layout, entries }: Reading = JSON.parse(process.argv[2] ?? '')
const tasks = contenders.find(({ name }) => name === contender)?.tasks
const text = netrcText(entries, layout)
openMemoryFile()

// The reading blocks this thread, so that only another one can stop it.
const stop = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${timeLimit * 1000})`
const alarm = new Worker(stop, { eval: true })
await once(alarm, 'online')
keep(tasks?.['read one']?.(text, hostName(entries >> 1)))
await alarm.terminate()
