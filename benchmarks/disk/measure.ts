import { rmSync } from 'node:fs'
import { workThrough } from '../../tools/work-through.ts'
import { missingForDisk, SAVERS, type Saver, titleOf } from './savers.ts'
import { type Race, race, SCENARIOS } from './scenarios.ts'
import type { Finding } from './verdicts.ts'
import { prepareWorkplace, type Workplace } from './workplace.ts'

/** The results of one saver. */
interface DiskRow {
  readonly title: string
  /** By the name of the scenario. */
  readonly findings: Readonly<Record<string, Finding>>
}

/** The results of every saver, and of two processes of this library at once. */
export interface DiskResults {
  readonly rows: readonly DiskRow[]
  readonly race: Race
}

/** Runs every saver in every scenario. Throws with the names if a program is missing. */
export async function measureDisk(): Promise<DiskResults> {
  const missing = missingForDisk()
  if (missing.length > 0) throw new Error(`to measure the file on disk: ${missing.join(', ')}`)
  const workplace = prepareWorkplace()
  try {
    const rows = await workThrough(SAVERS, (saver) => measureSaver(saver, workplace))
    return { rows, race: await race(workplace) }
  } finally {
    rmSync(workplace.directory, { recursive: true, force: true })
  }
}

async function measureSaver(saver: Saver, workplace: Workplace): Promise<DiskRow> {
  const findings: Record<string, Finding> = {}
  for (const { name, measure } of SCENARIOS) findings[name] = await measure(saver, workplace)
  return { title: titleOf(saver), findings }
}
