import { rmSync } from 'node:fs'
import { workThrough } from '../../tools/work-through.ts'
import type { DiskFinding, DiskResults, DiskRow } from './results.ts'
import { missingForDisk, SAVERS, type Saver, titleOf } from './savers.ts'
import { race, SCENARIOS } from './scenarios.ts'
import { isLoss } from './verdicts.ts'
import { prepareWorkplace, type Workplace } from './workplace.ts'

/** Puts every saver through every scenario. Throws, with the names, if a program is missing. */
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
  const findings: Record<string, DiskFinding> = {}
  for (const { name, measure } of SCENARIOS) {
    const { verdict, ...contents } = await measure(saver, workplace)
    findings[name] = isLoss(verdict) ? { verdict, ...contents } : { verdict }
  }
  return { title: titleOf(saver), findings }
}
