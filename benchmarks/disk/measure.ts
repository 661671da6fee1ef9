import { workThrough } from '../work-through.ts'
import { race } from './interrupted.ts'
import type { DiskFinding, DiskResults, DiskRow } from './results.ts'
import { missingForDisk, SAVERS, type Saver, titleOf } from './savers.ts'
import { measureScenario, SCENARIOS, type Scenario } from './scenarios.ts'
import { type Finding, isLoss } from './verdicts.ts'
import { prepareWorkplace } from './workplace.ts'

/** Put every saver through every scenario. Throws, with the names, where a program is missing. */
export async function measureDisk(): Promise<DiskResults> {
  requirePrograms()
  const workplace = prepareWorkplace()
  try {
    const found = new Map<string, Finding>()
    const jobs = SAVERS.flatMap((saver) => SCENARIOS.map((scenario) => ({ saver, scenario })))
    await workThrough(jobs, async ({ saver, scenario }) => {
      found.set(keyOf(saver, scenario), await measureScenario(scenario, saver, workplace))
    })
    const findingOf = (saver: Saver, scenario: Scenario): DiskFinding => {
      const finding = found.get(keyOf(saver, scenario))
      if (finding === undefined) throw new Error('every saver is put through every scenario')
      return isLoss(finding.verdict) ? finding : { verdict: finding.verdict }
    }
    const rows = SAVERS.map((saver) => ({
      name: saver.name,
      title: titleOf(saver),
      findings: recordOf((scenario) => findingOf(saver, scenario)),
    }))
    return { rows, race: await race(workplace) }
  } finally {
    workplace.remove()
  }
}

/** Put one saver through one scenario. Throws, with the names, where a program is missing. */
export async function measureOne(saver: Saver, scenario: Scenario): Promise<Finding> {
  requirePrograms()
  const workplace = prepareWorkplace()
  try {
    return await measureScenario(scenario, saver, workplace)
  } finally {
    workplace.remove()
  }
}

function requirePrograms(): void {
  const missing = missingForDisk()
  if (missing.length > 0)
    throw new Error(`to measure the file on disk is missing: ${missing.join(', ')}`)
}

function keyOf(saver: Saver, scenario: Scenario): string {
  return `${saver.name} ${scenario}`
}

function recordOf(findingOf: (scenario: Scenario) => DiskFinding): DiskRow['findings'] {
  const entries = SCENARIOS.map((scenario) => [scenario, findingOf(scenario)])
  return Object.fromEntries(entries)
}
