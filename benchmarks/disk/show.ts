import { measureOne } from './measure.ts'
import { SAVERS } from './savers.ts'
import { SCENARIOS } from './scenarios.ts'

/** Put one saver through one scenario, and say what was there before and after. Throws for a name that is none. */
export async function showDisk(saverName: string, scenarioName: string): Promise<string> {
  const saver = SAVERS.find(({ name }) => name === saverName)
  const scenario = SCENARIOS.find((name) => name === scenarioName)
  if (saver === undefined || scenario === undefined) {
    const savers = SAVERS.map(({ name }) => name).join(', ')
    throw new Error(`expected one of ${savers}, and one of ${SCENARIOS.join(', ')}`)
  }
  const { verdict, before, after } = await measureOne(saver, scenario)
  return `before:\n${before}\n\nafter:\n${after}\n\n${saver.name}, ${scenario}: ${verdict}\n`
}
