import { OURS } from '../peers/peers.ts'
import { workThrough } from '../work-through.ts'
import type { DiskFinding, DiskResults, DiskRow } from './results.ts'
import { missingForDisk, SAVERS, titleOf } from './savers.ts'
import { measureScenario, race, SCENARIOS } from './scenarios.ts'
import { isLoss } from './verdicts.ts'
import { prepareWorkplace, type Workplace } from './workplace.ts'

/** Puts every saver through every scenario. Throws, with the names, if a program is missing. */
export function measureDisk(): Promise<DiskResults> {
  return inWorkplace(async (workplace) => {
    const found = new Map<string, DiskFinding>()
    const jobs = SAVERS.flatMap((saver) => SCENARIOS.map((scenario) => ({ saver, scenario })))
    await workThrough(jobs, async ({ saver, scenario }) => {
      const finding = await measureScenario[scenario](saver, workplace)
      const { verdict } = finding
      found.set(`${saver.name} ${scenario}`, isLoss(verdict) ? finding : { verdict })
    })
    const rows = SAVERS.map((saver) => {
      const entries = SCENARIOS.map((scenario): unknown[] => {
        return [scenario, found.get(`${saver.name} ${scenario}`)]
      })
      const findings: DiskRow['findings'] = Object.fromEntries(entries)
      return { name: saver.name, title: titleOf(saver), findings }
    })
    return { rows, race: await race(saverNamed(OURS), workplace) }
  })
}

/** Puts one saver through one scenario, and says what was there before and after. */
export function showDisk(saverName: string, scenarioName: string): Promise<string> {
  const saver = saverNamed(saverName)
  const scenario = SCENARIOS.find((name) => name === scenarioName)
  if (scenario === undefined) throw new Error(`expected one of ${SCENARIOS.join(', ')}`)
  return inWorkplace(async (workplace) => {
    const { verdict, before, after } = await measureScenario[scenario](saver, workplace)
    return `before:\n${before}\n\nafter:\n${after}\n\n${saver.name}, ${scenario}: ${verdict}\n`
  })
}

function saverNamed(saverName: string) {
  const saver = SAVERS.find(({ name }) => name === saverName)
  if (saver !== undefined) return saver
  throw new Error(`expected one of ${SAVERS.map(({ name }) => name).join(', ')}`)
}

async function inWorkplace<Result>(work: (workplace: Workplace) => Promise<Result>) {
  const missing = missingForDisk()
  if (missing.length > 0) throw new Error(`to measure the file on disk: ${missing.join(', ')}`)
  const workplace = prepareWorkplace()
  try {
    return await work(workplace)
  } finally {
    workplace.remove()
  }
}
